package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.workload.SampleTraces;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a recipe's file holds, it is read, or answered with a sentence. */
class WorkloadFileFuzzTest {
    private static final int ROUNDS = 200;
    private static final List<String> SPICE = List.of(
            "-1",
            "0",
            "1e308",
            "1e-320",
            "99999999999999",
            "null",
            "true",
            "\"x\"",
            "[]",
            "{}",
            "[1]",
            "NaN",
            "\\u0000");

    @TempDir
    private Path folder;

    /** Seeds that never change, and one that always does; a failure names it. */
    static long[] seeds() {
        return new long[] {20231116, 7, new SecureRandom().nextLong()};
    }

    private List<byte[]> recipes() throws IOException {
        List<byte[]> recipes = new ArrayList<>();
        for (WorkloadSpec sample : SampleTraces.recipes().values()) {
            Path file = folder.resolve("valid.json");
            WorkloadFile.write(file, sample);
            recipes.add(Files.readAllBytes(file));
        }
        recipes.add(bytes("{\"servegen\": {\"folder\": \".\", \"from_s\": 0, \"rate_scale\": 1}, \"duration_s\": 60}"));
        recipes.add(
                bytes("{\"requests\": 9, \"streams\": [{\"arrivals\": {\"process\": \"diurnal\", \"of\": {\"process\":"
                        + " \"on-off\", \"rate_per_s\": 2}}, \"prompt_tokens\": {\"mixture\": [{\"weight\": 1, \"fixed\": 3}]},"
                        + " \"output_tokens\": {\"histogram\": [[1, 2]]}, \"sessions\": {\"mean_turns\": 3}}]}"));
        return recipes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyTruncationIsAnswered() throws IOException {
        byte[] recipe = recipes().get(0);
        for (int length = 0; length <= recipe.length; length += 3) {
            assertAnswered(Arrays.copyOf(recipe, length), "the first " + length + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDamageIsAnswered(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> recipes = recipes();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] recipe = recipes.get(random.nextInt(recipes.size())).clone();
            for (int change = random.nextInt(4); change > 0; change--) {
                recipe[random.nextInt(recipe.length)] = (byte) random.nextInt(random.nextInt(4) == 0 ? 256 : 128);
            }
            String text = new String(recipe, StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(3); change > 0; change--) {
                text = withOtherValue(text, random);
            }
            assertAnswered(text.getBytes(StandardCharsets.ISO_8859_1), "seed " + seed + ", round " + round);
        }
    }

    /** Puts something else in place of what stands behind one of the colons. */
    private static String withOtherValue(String text, Random random) {
        int colon = text.indexOf(':', random.nextInt(text.length()));
        int end = colon + 1;
        while (colon >= 0 && end < text.length() && ",]}\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return colon < 0
                ? text
                : text.substring(0, colon + 1) + SPICE.get(random.nextInt(SPICE.size())) + text.substring(end);
    }

    private void assertAnswered(byte[] content, String what) throws IOException {
        Path file = Files.write(folder.resolve("some.json"), content);
        try {
            assertThat(TraceLibrary.isRecipe(TraceSource.file(file.toString()))).isIn(true, false);
            assertThat(WorkloadFile.read(file, 1).streams()).as(what).isNotNull();
        } catch (ScenarioException sentence) {
            assertThat(sentence.getMessage()).as(what).endsWith(".").hasSizeLessThan(2_000);
        } catch (RuntimeException | Error fault) {
            throw new AssertionError(what + ": " + new String(content, StandardCharsets.ISO_8859_1), fault);
        }
    }
}
