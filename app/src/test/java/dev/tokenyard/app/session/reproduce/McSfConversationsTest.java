package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The experiment with fewer requests. */
class McSfConversationsTest {
    private static final ExperimentResult RESULT = new McSfConversations(3_000).run(new Settings(1, 1), Watch.NOBODY);

    private static double figure(Table table, String row, int column) {
        return table.rows().stream()
                .filter(r -> r.label().equals(row))
                .map(Row::figures)
                .findFirst()
                .orElseThrow()
                .get(column);
    }

    @Test
    void atTheHighRateMcSfIsAheadOfItsBenchmarksAndProtectionCosts() {
        for (int table : new int[] {0, 2}) {
            Table high = RESULT.tables().get(table);
            for (int size = 2; size < 5; size++) {
                double mcSf = figure(high, "MC-SF", size);
                double benchmark = figure(high, "MC-Benchmark", size);
                assertThat(mcSf).isPositive().isLessThan(benchmark);
                assertThat(figure(high, "α-greedy 0.25", size)).isGreaterThan(benchmark);
                assertThat(figure(high, "α-greedy 0.3", size)).isGreaterThan(figure(high, "α-greedy 0.25", size));
            }
        }
    }

    @Test
    void wrongLengthsLeaveMcSfAheadOfFcfs() {
        Table high = RESULT.tables().get(5);
        assertThat(high.title()).contains("50 requests/s");
        for (int error = 0; error < 4; error++) {
            assertThat(figure(high, "MC-SF", error)).isLessThan(figure(high, "FCFS of a serving engine", error));
        }
    }

    @Test
    void anUncrowdedServerTellsNoPoliciesApart() {
        Table ratios = RESULT.tables().get(4);
        assertThat(figure(ratios, "50 requests/s", 2)).isBetween(0.0, 1.0);
        Table low = RESULT.tables().get(1);
        assertThat(low.title()).contains("10 requests/s");
        assertThat(figure(low, "MC-SF", 4)).isCloseTo(figure(low, "MC-Benchmark", 4), withinPercentage(1));
    }

    /** The notes quote the tables, so that they cannot say what the figures do not. */
    @Test
    void theNotesQuoteTheFigures() {
        Table ratios = RESULT.tables().get(4);
        assertThat(RESULT.notes().get(0))
                .contains(String.format(
                        Locale.ROOT,
                        "%.2f times that of the best of its benchmarks under plain rounds",
                        figure(ratios, "50 requests/s", 1)));
        Table high = RESULT.tables().get(5);
        double accurate = figure(high, "MC-SF", 0) / figure(high, "FCFS of a serving engine", 0);
        assertThat(RESULT.notes().get(3))
                .contains("at 50 requests/s")
                .contains(String.format(Locale.ROOT, "%.2f to ", accurate));
    }
}
