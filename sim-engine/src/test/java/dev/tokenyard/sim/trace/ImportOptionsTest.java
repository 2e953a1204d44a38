package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.RowReason;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportOptionsTest {
    private static final String OWN = "arrival_s,prompt_tokens,output_tokens\n";
    private static final String LENGTHS = "num_prefill_tokens,num_decode_tokens\n";

    @TempDir
    private Path folder;

    private TraceImport read(String content, String... repairs) throws Exception {
        ImportOptions options = ImportOptions.DEFAULT;
        for (int i = 0; i < repairs.length; i += 2) {
            options = options.with(repairs[i], repairs[i + 1]);
        }
        return TraceReader.read(Files.writeString(folder.resolve("some.trace"), content), options);
    }

    @ParameterizedTest
    @CsvSource({
        "failed, keep",
        "order, refuse",
        "times, spread",
        "arrivals, at-once",
        "arrivals, poisson:2.5",
        "arrivals, poisson:0.001:-42",
    })
    void aChoiceIsWrittenAsItIsRead(String repair, String choice) {
        ImportOptions options = ImportOptions.DEFAULT.with(repair, choice);

        assertThat(options).isNotEqualTo(ImportOptions.DEFAULT);
        assertThat(options.differences()).isEqualTo(Map.of(repair, choice));
    }

    @ParameterizedTest
    @CsvSource({"failed, drop", "order, sort", "times, keep", "arrivals, refuse"})
    void theUsualChoicesAreNotWritten(String repair, String choice) {
        assertThat(ImportOptions.DEFAULT.with(repair, choice).differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed=never",
                "failed=",
                "times=sort",
                "arrivals=poisson",
                "arrivals=poisson:",
                "arrivals=poisson:x",
                "arrivals=poisson:5:1.5",
                "arrivals=poisson:5:1:1",
                "arrivals=at-once:5",
                "colour=red",
            })
    void anUnknownChoiceIsAnsweredWithThoseThereAre(String repair) {
        String[] parts = repair.split("=", 2);

        assertThatThrownBy(() -> ImportOptions.DEFAULT.with(parts[0], parts[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("failed=drop|keep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "1e7"})
    void aRateOutOfRangeIsRefused(String rate) {
        assertThatThrownBy(() -> ImportOptions.DEFAULT.with("arrivals", "poisson:" + rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate");
    }

    @Test
    void failedRequestsAreDroppedOrKept() throws Exception {
        String rows = OWN + "0,5,7\n1,6,0\n2,0,0\n3,0,4\n";

        ImportReport dropped = read(rows).report();
        assertThat(dropped.rowsRead()).isEqualTo(1);
        assertThat(dropped.refused())
                .extracting(finding -> finding.reason() + " " + finding.rows())
                .containsExactly("PROMPT 1", "FAILED 2");
        assertThat(dropped.refused().get(1).examples())
                .extracting(example -> example.line() + " " + example.column() + " " + example.value())
                .containsExactly("3 output_tokens 0", "4 output_tokens 0");

        TraceImport kept = read(rows, "failed", "keep");
        assertThat(kept.report().rowsRead()).isEqualTo(3);
        assertThat(kept.report().rowsRepaired(RowReason.FAILED)).isEqualTo(2);
        assertThat(kept.report().rowsRefused()).isEqualTo(1);
        assertThat(kept.trace().promptTokens(1)).isEqualTo(6);
        assertThat(kept.trace().outputTokens(1)).isEqualTo(1);
        assertThat(kept.trace().promptTokens(2)).isEqualTo(1);
    }

    @Test
    void rowsOutOfOrderAreSortedOrRefused() throws Exception {
        String rows = OWN + "3,1,1\n1,2,1\n5,3,1\n4,4,1\n";

        TraceImport sorted = read(rows);
        assertThat(IntStream.range(0, 4).map(sorted.trace()::promptTokens)).containsExactly(2, 1, 4, 3);
        assertThat(sorted.report().rowsRepaired(RowReason.ORDER)).isEqualTo(2);
        assertThat(sorted.report().repaired().get(0).examples())
                .extracting(example -> example.line() + " " + example.value())
                .containsExactly("3 1", "5 4");

        TraceImport refused = read(rows, "order", "refuse");
        assertThat(IntStream.range(0, 2).map(refused.trace()::promptTokens)).containsExactly(1, 3);
        assertThat(refused.report().rowsRefused()).isEqualTo(2);
        assertThat(refused.report().rowsRepaired()).isZero();
    }

    @Test
    void timesInStepsAreFoundAndSpread() throws Exception {
        StringBuilder rows = new StringBuilder(OWN);
        for (int step = 0; step < 20; step++) {
            // A step is left out now and then, and rounding shakes the times a little, as in Mooncake's.
            double seconds = step * 2 + (step % 3) * 0.001 + (step > 10 ? 2 : 0);
            rows.append((seconds + ",1,1\n").repeat(4));
        }

        assertThat(read(rows.toString()).report().stepSeconds()).isCloseTo(2.0, within(0.003));
        TraceImport spread = read(rows.toString(), "times", "spread");
        Trace trace = spread.trace();
        assertThat(spread.report().rowsRepaired(RowReason.STEPS)).isEqualTo(60);
        for (int r = 1; r < trace.size(); r++) {
            long gap = trace.arrivalTick(r) - trace.arrivalTick(r - 1);
            boolean leap = r == 44;
            assertThat(Ticks.toSeconds(gap)).isBetween(leap ? 2.4 : 0.49, leap ? 2.6 : 0.51);
        }
    }

    @Test
    void requestsThatShareFineTimesHaveNoSteps() throws Exception {
        StringBuilder rows = new StringBuilder(OWN);
        for (int i = 0; i < 100; i++) {
            rows.append((Math.sqrt(i) * 7.1 + ",1,1\n").repeat(2));
        }

        assertThat(read(rows.toString()).report().stepSeconds()).isZero();
        assertThat(read(OWN + "0,1,1\n".repeat(50)).report().stepSeconds()).isZero();
    }

    @Test
    void aTraceWithoutTimesIsRefusedOrGivenSome() throws Exception {
        assertThatThrownBy(() -> read(LENGTHS + "5,7\n"))
                .isInstanceOfSatisfying(
                        TraceFormatException.class,
                        e -> assertThat(e.kind()).isEqualTo(TraceFormatException.Kind.NO_ARRIVALS))
                .hasMessageContaining("arrivals=poisson:5");

        TraceImport atOnce = read(LENGTHS + "5,7\n6,8\n", "arrivals", "at-once");
        assertThat(atOnce.trace().lastArrivalTick()).isZero();
        assertThat(atOnce.report().rowsRepaired(RowReason.ARRIVALS)).isEqualTo(2);

        Trace poisson =
                read(LENGTHS + "5,7\n".repeat(4_000), "arrivals", "poisson:100").trace();
        // A mean of 4,000 exponential gaps is within four standard errors of 1/100 s.
        assertThat(Ticks.toSeconds(poisson.lastArrivalTick()) / 4_000).isBetween(0.0094, 0.0106);

        assertThatThrownBy(() -> read(LENGTHS + "5,7\n".repeat(100), "arrivals", "poisson:0.000001"))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("more than 100 days");
    }

    @Test
    void choicesForArrivalsDoNotTouchATraceThatHasThem() throws Exception {
        assertThat(read(OWN + "0,1,1\n7,1,1\n", "arrivals", "at-once").trace().lastArrivalTick())
                .isEqualTo(Ticks.fromSeconds(7));
    }
}
