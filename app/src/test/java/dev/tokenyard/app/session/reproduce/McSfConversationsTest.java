package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.McSfConversations.Counts;
import dev.tokenyard.app.session.reproduce.McSfConversations.Growth;
import dev.tokenyard.app.session.reproduce.McSfConversations.MeanRound;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The experiment with fewer requests. */
class McSfConversationsTest {
    private static final MeanRound ROUND = new MeanRound(40, 100);
    private static final Settings SETTINGS = new Settings(1, 1);
    private static final List<Double> SHARES = new ArrayList<>();
    private static final ExperimentResult RESULT =
            new McSfConversations(3_000).run(SETTINGS, new Watch(SHARES::add, () -> false));

    @Test
    void theProgressGoesOnToTheEnd() {
        assertThat(SHARES).isSorted().endsWith(1.0);
        double longest = 0;
        for (int k = 1; k < SHARES.size(); k++) {
            longest = Math.max(longest, SHARES.get(k) - SHARES.get(k - 1));
        }
        assertThat(longest)
                .as("the search for the least protection may end early")
                .isLessThan(0.13);
        assertThat(SHARES.stream().filter(share -> share > 0.8).distinct()).hasSizeGreaterThan(5);
    }

    /** A run that goes round in circles takes longer than anybody wants to wait. */
    @Test
    void aRunStopsInItsCourseWhenTold() {
        AtomicInteger asked = new AtomicInteger();
        Trace trace = ConversationStandIn.trace(10_000, 50, 1);
        InstanceSetup worker = ConversationRounds.STAND_IN.worker(true);
        assertThatThrownBy(
                        () -> Contestant.greedy(0.3).run(trace, "oracle", worker, 1, () -> asked.incrementAndGet() > 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked.get()).isEqualTo(4);
    }

    @Test
    void theParametersNameTrialsAndSeed() {
        assertThat(RESULT.parameters().get(0)).startsWith("3,000 requests").endsWith("1 trial, seed 1.");
    }

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
        double least = Double.POSITIVE_INFINITY;
        for (int error = 0; error < 4; error++) {
            least = Math.min(least, figure(high, "MC-SF", error) / figure(high, "FCFS of a serving engine", error));
        }
        String from = String.format(Locale.ROOT, "%.2f ", least);
        assertThat(RESULT.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("Wrong lengths at 50 requests/s")
                        .contains(" has " + from));
        assertThat(RESULT.notes())
                .as("a range from a number to itself is that number")
                .noneMatch(note -> note.matches(".*(\\d\\.\\d\\d) to \\1 times.*"));
        assertThat(RESULT.notes())
                .anySatisfy(note -> assertThat(note).contains("32.11", "46.47").contains("no rate"));
    }

    /** β is told to matter where something was cleared, with how often, and only there. */
    @Test
    void whyBetaMakesNoDifferenceIsSaid() {
        Table ratios = RESULT.tables().get(4);
        List<Table> errors = RESULT.tables().subList(5, 7);
        Map<String, Counts> counts = Map.of("α-β 0.1, 0.2", new Counts(1_234, 0), "α-β 0.1, 0.1", new Counts(99, 0));
        Growth growth =
                new Growth(ConversationRounds.STAND_IN, 50, RESULT.tables().get(0), counts, ROUND);
        assertThat(ConversationNotes.of(List.of(growth), ratios, errors))
                .contains(
                        "β matters only when the memory overflows: with α = 0.2 it never did, so that the figures for β ="
                                + " 0.2 and 0.1 are the same; with α = 0.1 requests were cleared 1,234 times with β = 0.2 and 99 times"
                                + " with β = 0.1.");
        assertThat(RESULT.notes()).anyMatch(note -> note.startsWith("β matters only when the memory overflows: "));
    }

    /** The times that are quoted are those of the server and of the runs. */
    @Test
    void whyRoundsDifferIsSaid() {
        double lone = ConversationRounds.ROOFLINE.loneMillis(true);
        assertThat(lone).isGreaterThan(ConversationRounds.weightMillis());
        assertThat(ConversationRounds.STAND_IN.loneMillis(true)).isCloseTo(30.1, within(1e-9));
        assertThat(RESULT.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("Why the two kinds of rounds differ: ")
                        .contains(String.format(Locale.ROOT, "%.1f ms under the roofline, of which", lone))
                        .contains("and 30.1 ms as a plain round")
                        .containsPattern(
                                "took on average \\d+\\.\\d ms under plain rounds, with \\d+ requests in each; \\d+"));
    }

    /** A policy that left its rule is named with how often, and one that kept it is not. */
    @Test
    void aGuardThatSteppedInIsNamed() {
        Table ratios = RESULT.tables().get(4);
        List<Table> errors = RESULT.tables().subList(5, 7);
        Growth kept = new Growth(
                ConversationRounds.STAND_IN, 50, RESULT.tables().get(0), Map.of("MC-SF", new Counts(0, 0)), ROUND);
        Growth left = new Growth(
                ConversationRounds.ROOFLINE,
                10,
                RESULT.tables().get(3),
                Map.of("α-greedy 0.3", new Counts(7, 1_234)),
                ROUND);
        assertThat(ConversationNotes.of(List.of(kept, left), ratios, errors))
                .anySatisfy(note -> assertThat(note)
                        .contains("α-greedy 0.3 at 10 requests/s under the roofline (1,234 times)")
                        .doesNotContain("MC-SF"));
        assertThat(ConversationNotes.of(List.of(kept), ratios, errors))
                .anySatisfy(note -> assertThat(note).startsWith("No run").contains("guard"));
    }

    /** With all the requests, one draw, plain rounds: what an independent simulation gave, and room for other draws. */
    @Test
    void tenThousandRequestsAtTheHighRate() {
        InstanceSetup worker = ConversationRounds.STAND_IN.worker(true);
        Trace trace = ConversationStandIn.trace(10_000, 50, 1);
        double mcSf = latency("mc-sf", trace, worker);
        assertThat(mcSf).isBetween(7.0, 12.0);
        assertThat(latency("svf-order", trace, worker)).isLessThan(mcSf);
        assertThat(latency("mc-benchmark", trace, worker)).isBetween(45.0, 80.0);
    }

    private static double latency(String policyId, Trace trace, InstanceSetup worker) {
        return Contestant.meanLatencySeconds(
                new Contestant(policyId, policyId, Map.of()).run(trace, "oracle", worker, 1));
    }

    @Test
    void theCutLeavesTheMeansThatItIsSaidToLeave() {
        Trace trace = ConversationStandIn.trace(400_000, 50, 1);
        double prompts = 0;
        double outputs = 0;
        for (int r = 0; r < trace.size(); r++) {
            prompts += trace.promptTokens(r);
            outputs += trace.outputTokens(r);
        }
        assertThat(prompts / trace.size()).isCloseTo(38.4, within(0.5));
        assertThat(outputs / trace.size()).isCloseTo(83.8, within(0.5));
    }

    /** At the least α nobody needs the guard, and a hundredth below somebody does. */
    @Test
    void theLeastProtectionIsTheLeast() {
        Table least = RESULT.tables().get(7);
        assertThat(least.columns()).containsExactly("published", "plain rounds", "roofline");
        double alpha = figure(least, "50 requests/s", 2);
        assertThat(alpha).isBetween(0.01, 0.30);
        InstanceSetup worker = ConversationRounds.ROOFLINE.worker(true);
        Trace trace = ConversationStandIn.trace(3_000, 50, SETTINGS.seedOf(ConversationStandIn.DRAWS, 0));
        assertThat(guards(alpha, trace, worker)).isZero();
        assertThat(guards(alpha - 0.01, trace, worker)).isPositive();
    }

    private static long guards(double alpha, Trace trace, InstanceSetup worker) {
        return Contestant.greedy(alpha)
                .run(trace, "oracle", worker, 1)
                .info()
                .totals()
                .guards();
    }
}
