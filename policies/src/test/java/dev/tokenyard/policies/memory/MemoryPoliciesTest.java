package dev.tokenyard.policies.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.hindsight.BruteForceOptimum;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunWarning;
import dev.tokenyard.sim.metrics.RunWarnings;
import dev.tokenyard.sim.model.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the papers of the memory policies promise or describe, in the theory's model. */
class MemoryPoliciesTest {
    private static final int TRIALS = 300;

    private static Trace burst(Random random, int n, int memory) {
        return McSfExactCasesTest.trace(
                n, i -> 0, i -> 1 + random.nextInt(4), i -> 1 + random.nextInt(Math.min(7, memory - 4)));
    }

    private static Trace stream(Random random, int n, int memory) {
        return McSfExactCasesTest.trace(n, i -> i / 3, i -> 1 + random.nextInt(5), i -> 1 + random.nextInt(memory - 6));
    }

    /** TEL <= (1 + 2/(1 - P/M)) OPT, where no request takes the whole memory. */
    @Test
    void svfKeepsItsBoundOnBursts() {
        Random random = new Random(21);
        double worst = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int memory = 8 + random.nextInt(14);
            Trace trace = burst(random, 2 + random.nextInt(4), memory);
            int peak = IntStream.range(0, trace.size())
                    .map(r -> trace.promptTokens(r) + trace.outputTokens(r))
                    .max()
                    .orElseThrow();
            if (peak < memory) {
                RunLog svf = McSfExactCasesTest.run("svf", trace, memory);
                double ratio = (double) McSfExactCasesTest.totalLatency(svf)
                        / BruteForceOptimum.totalLatencyRounds(trace, memory);
                assertThat(ratio).isLessThanOrEqualTo(1 + 2 / (1 - (double) peak / memory));
                assertThat(ratio).isGreaterThanOrEqualTo(1);
                assertThat(svf.info().totals().preemptions()).isZero();
                worst = Math.max(worst, ratio);
            }
        }
        assertThat(worst).as("it is not optimal").isGreaterThan(1.05);
    }

    /** Three requests (2, 3), whose peaks of 5 fit one at a time into 9: by sums they go singly, by look-ahead not. */
    @Test
    void svfAddsPeaksUpHoweverFarApart() {
        Trace trace = McSfExactCasesTest.trace(new int[][] {{0, 2, 3}, {0, 2, 3}, {0, 2, 3}});
        assertThat(McSfExactCasesTest.starts(McSfExactCasesTest.run("svf", trace, 9)))
                .containsExactly(0, 3, 6);
        assertThat(McSfExactCasesTest.starts(McSfExactCasesTest.run("svf-order", trace, 9)))
                .containsExactly(0, 1, 3);
    }

    /** A long prompt with the shortest output goes last: it would fill a batch alone. */
    @Test
    void sortedFServesManyBeforeOneWithALongPrompt() {
        Trace trace = McSfExactCasesTest.trace(new int[][] {{0, 9, 1}, {0, 1, 2}, {0, 1, 2}, {0, 1, 2}});
        assertThat(McSfExactCasesTest.starts(McSfExactCasesTest.run("sorted-f", trace, 10)))
                .containsExactly(2, 0, 0, 0);
        assertThat(McSfExactCasesTest.starts(McSfExactCasesTest.run("mc-sf", trace, 10)))
                .containsExactly(0, 1, 1, 1);
    }

    /** Those that arrive while a backlog is served come after it, however good a batch they would make. */
    @Test
    void sortedFLetsLaterArrivalsWaitForTheBacklog() {
        Trace trace = McSfExactCasesTest.trace(new int[][] {{0, 1, 5}, {0, 1, 6}, {1, 1, 1}, {1, 1, 1}});
        int[] starts = McSfExactCasesTest.starts(McSfExactCasesTest.run("sorted-f", trace, 7));
        assertThat(starts[1]).isPositive();
        assertThat(starts[2]).isGreaterThanOrEqualTo(starts[1]);
        assertThat(starts[3]).isGreaterThanOrEqualTo(starts[1]);
    }

    /** With intervals of a single point both are MC-SF. */
    @ParameterizedTest
    @CsvSource({"a-max, upper", "a-min, lower"})
    void intervalsWithoutWidthMakeMcSf(String policy, String knob) {
        Random random = new Random(5);
        for (int trial = 0; trial < 100; trial++) {
            int memory = 10 + random.nextInt(60);
            Trace trace = stream(random, 1 + random.nextInt(40), memory);
            assertThat(McSfExactCasesTest.completions(McSfExactCasesTest.run(policy, trace, memory, Map.of(knob, 1.0))))
                    .isEqualTo(McSfExactCasesTest.completions(McSfExactCasesTest.run("mc-sf", trace, memory)));
        }
    }

    /** Whatever the interval, everybody is served, and bounds only rise. */
    @Test
    void aMinLosesNobody() {
        Random random = new Random(6);
        long restarts = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int memory = 10 + random.nextInt(60);
            Trace trace = stream(random, 1 + random.nextInt(40), memory);
            RunLog log = McSfExactCasesTest.run(
                    "a-min", trace, memory, Map.of("lower", random.nextDouble(), "restart", trial % 2.0));
            assertThat(log.info().totals().completed()).isEqualTo(trace.size());
            assertThat(log.info().totals().guards()).isZero();
            for (int tokens : McSfExactCasesTest.memory(log)) {
                assertThat(tokens).isLessThanOrEqualTo(memory);
            }
            long[] key = new long[trace.size()];
            Arrays.setAll(key, r -> log.outcomes().orderKey(r));
            for (int e = 0; e < log.events().size(); e++) {
                if (log.events().kind(e) == EventKind.REORDERED) {
                    int r = log.events().request(e);
                    assertThat((long) log.events().b(e))
                            .isGreaterThan(key[r])
                            .isLessThanOrEqualTo(trace.outputTokens(r));
                    key[r] = log.events().b(e);
                }
            }
            restarts += log.info().totals().preemptions();
        }
        assertThat(restarts).isGreaterThan(TRIALS);
    }

    /**
     * Two requests (1, 4) in 9 tokens without protection: the third round would hold 2 x 4 = 8, the fourth 10. All is
     * cleared, the same batch starts again, and so on: three clearings, then the first is spared.
     */
    @Test
    void clearingAllCanGoRoundInCirclesUntilTheGuardStepsIn() {
        Trace trace = McSfExactCasesTest.trace(new int[][] {{0, 1, 4}, {0, 1, 4}});
        RunLog log = McSfExactCasesTest.run("alpha-greedy", trace, 9, Map.of("alpha", 0.0));
        assertThat(log.info().totals().guards()).isEqualTo(1);
        assertThat(log.info().totals().preemptions()).isEqualTo(7);
        assertThat(McSfExactCasesTest.completions(log)[0]).as("its fourth try").isEqualTo(13);
        assertThat(log.info().totals().completed()).isEqualTo(2);
        assertThat(RunWarnings.of(log)).extracting(RunWarning::kind).containsExactly(RunWarning.Kind.GUARD);
        assertThat(RunWarnings.of(log).get(0).sentence()).contains("Livelock", "1 times");
    }

    /** The same with 1 - α = 1/3: the second may join only while 3 tokens are in use with it. */
    @Test
    void protectionPreventsIt() {
        Trace trace = McSfExactCasesTest.trace(new int[][] {{0, 1, 4}, {0, 1, 4}});
        RunLog log = McSfExactCasesTest.run("alpha-greedy", trace, 9, Map.of("alpha", 2.0 / 3));
        assertThat(McSfExactCasesTest.starts(log)).containsExactly(0, 4);
        assertThat(log.info().totals().preemptions()).isZero();
        assertThat(RunWarnings.of(log)).isEmpty();
    }

    /** An evicted request that keeps its output does not go back to its start, so there is no circle. */
    @Test
    void whoKeepsItsOutputGetsOn() {
        Trace trace = McSfExactCasesTest.trace(new int[][] {{0, 1, 4}, {0, 1, 4}});
        RunLog log = McSfExactCasesTest.run("alpha-greedy", trace, 9, Map.of("alpha", 0.0, "restart", 0.0));
        assertThat(log.info().totals().guards()).isZero();
        assertThat(log.info().totals().completed()).isEqualTo(2);
    }

    /** The paper's six configurations, on instances that overflow. */
    @Test
    void thePapersConfigurationsServeEverybody() {
        List<Map<String, Double>> configurations = List.of(
                Map.of("alpha", 0.3),
                Map.of("alpha", 0.25),
                Map.of("alpha", 0.2, "beta", 0.2),
                Map.of("alpha", 0.2, "beta", 0.1),
                Map.of("alpha", 0.1, "beta", 0.2),
                Map.of("alpha", 0.1, "beta", 0.1));
        for (Map<String, Double> knobs : configurations) {
            Random random = new Random(8);
            long clearings = 0;
            for (int trial = 0; trial < 40; trial++) {
                int memory = 30 + random.nextInt(60);
                Trace trace = McSfExactCasesTest.trace(
                        40, i -> i / 3, i -> 1 + random.nextInt(5), i -> 1 + random.nextInt(20));
                RunLog log = McSfExactCasesTest.run(
                        knobs.containsKey("beta") ? "alpha-beta" : "alpha-greedy", trace, memory, knobs);
                assertThat(log.info().totals().completed()).isEqualTo(trace.size());
                clearings += log.info().totals().preemptions();
            }
            assertThat(clearings).as(knobs.toString()).isGreaterThan(100);
        }
    }
}
