package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The column of predicted lengths that a trace may bring. */
class TracePredictionsTest {
    @TempDir
    private Path folder;

    private TraceImport read(String... rows) throws Exception {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, String.join("\n", rows));
        return TraceReader.read(file);
    }

    @Test
    void predictionsFollowTheirRequests() throws Exception {
        TraceImport read =
                read("arrival_s,predicted_tokens,prompt_tokens,output_tokens", "2,30,1,1", "1,,1,2", "0,50,1,3");
        assertThat(read.report().problems()).isEmpty();
        Trace trace = read.trace();
        assertThat(trace.hasPredictions()).isTrue();
        assertThat(List.of(trace.predictedTokens(0), trace.predictedTokens(1), trace.predictedTokens(2)))
                .containsExactly(50, 0, 30);
        assertThat(trace.firstRequests(1).predictedTokens(0)).isEqualTo(50);
        assertThat(trace.withRateScaled(2).predictedTokens(2)).isEqualTo(30);
    }

    @Test
    void aRowWhosePredictionIsNoneIsRefused() throws Exception {
        TraceImport read = read(
                "arrival_s,prompt_tokens,output_tokens,predicted_tokens",
                "0,1,1,5",
                "1,1,1,0",
                "2,1,1,-3",
                "3,1,1,many");
        assertThat(read.trace().size()).isEqualTo(1);
        assertThat(read.report().rowsRefused()).isEqualTo(3);
        assertThat(read.report().problems().get(0))
                .isEqualTo(new RowProblem(
                        RowReason.PREDICTION,
                        3,
                        "predicted_tokens",
                        "0",
                        "a whole number from 1 to 10,000,000, or nothing where there is no prediction"));
        assertThat(read.report().problems().get(2).value()).isEqualTo("many");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws Exception {
        TraceBuilder builder = Trace.builder("t");
        for (int i = 0; i < 3_000; i++) {
            builder.add(i, 1, 1 + i % 7, "c");
            if (i % 3 > 0 && i > 1_500) {
                builder.predicted(1 + i);
            }
        }
        Trace trace = builder.build();
        Path file = folder.resolve("w.csv");
        TraceCsvWriter.write(trace, List.of(), file);
        Trace again = TraceReader.read(file).trace();
        for (int r = 0; r < trace.size(); r++) {
            assertThat(again.predictedTokens(r)).isEqualTo(trace.predictedTokens(r));
        }
    }

    @Test
    void withoutTheColumnThereIsNone() throws Exception {
        Trace trace = read("arrival_s,prompt_tokens,output_tokens", "0,1,1").trace();
        assertThat(trace.hasPredictions()).isFalse();
        assertThat(trace.predictedTokens(0)).isZero();
        assertThatThrownBy(() -> Trace.builder("t").predicted(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Trace.builder("t").add(0, 1, 1).predicted(0)).hasMessageContaining("Request 0");
    }
}
