package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, the reader answers with a trace or with a sentence, and never with an unchecked exception. */
class TraceReaderFuzzTest {
    private static final int ROUNDS = 300;

    static String[] validFiles() {
        return new String[] {
            """
            TIMESTAMP,ContextTokens,GeneratedTokens\r
            2023-11-16 18:17:03.9799600,4808,10\r
            2023-11-16 18:17:04.0319600,3180,8\r
            1700158546680,374,44""", """
            arrived_at,num_prefill_tokens,num_decode_tokens
            0.0,374,44
            4.314579,396,109
            5e-3,879,55
            """, """
            {"timestamp": 0, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1, 2]}
            {"timestamp": 3000.5, "input_length": 12, "output_length": 4, "x": {"y": null}}
            """, """
            # recipe
            arrival_s,prompt_tokens,output_tokens,class
            0,1,2,"a,""b"
            1.000000000001,3,4,
            """,
        };
    }

    @ParameterizedTest
    @MethodSource("validFiles")
    void everyTruncationIsAnswered(String valid) {
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= bytes.length; length++) {
            assertAnswered(Arrays.copyOf(bytes, length));
        }
    }

    @ParameterizedTest
    @MethodSource("validFiles")
    void everyDamageIsAnswered(String valid) {
        Random random = new Random(20231116);
        byte[] spice = "0123456789.,-+eE\"\n\r{}[]: #\t\u0000nN".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
            int changes = 1 + random.nextInt(6);
            for (int change = 0; change < changes; change++) {
                byte b = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : spice[random.nextInt(spice.length)];
                bytes[random.nextInt(bytes.length)] = b;
            }
            assertAnswered(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("validFiles")
    void randomBytesAreAnswered(String valid) {
        Random random = new Random(7);
        byte[] header = valid.substring(0, valid.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertAnswered(noise);
            byte[] headed = Arrays.copyOf(header, header.length + noise.length);
            System.arraycopy(noise, 0, headed, header.length, noise.length);
            assertAnswered(headed);
        }
    }

    private static void assertAnswered(byte[] bytes) {
        for (String format : new String[] {"auto", "azure-2023", "mooncake", "vidur", "tokenyard"}) {
            try {
                TraceImport read = TraceReader.read(
                        new ByteArrayInputStream(bytes),
                        "noise",
                        bytes.length,
                        format,
                        ImportOptions.DEFAULT,
                        ReadProgress.NONE);
                assertThat(read.report().rowsRead())
                        .isEqualTo(read.trace().size())
                        .isPositive();
            } catch (TraceFormatException e) {
                assertThat(e.getMessage()).contains("noise").endsWith(".");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
