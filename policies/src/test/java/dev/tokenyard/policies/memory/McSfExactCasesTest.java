package dev.tokenyard.policies.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.hindsight.BruteForceOptimum;
import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.LookAheadRule;
import dev.tokenyard.policies.hindsight.ScheduleChecker;
import dev.tokenyard.policies.hindsight.VolumeBound;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances of the MC-SF paper's model whose schedules were worked out independently, some by hand. */
class McSfExactCasesTest {
    @Test
    void threeRequestsInSixTokens() {
        Trace trace = trace(new int[][] {{0, 1, 3}, {0, 1, 3}, {0, 2, 2}});
        RunLog mcSf = run("mc-sf", trace, 6);
        assertThat(starts(mcSf)).containsExactly(1, 3, 0);
        assertThat(completions(mcSf)).containsExactly(4, 6, 2);
        assertThat(memory(mcSf)).containsExactly(3, 6, 3, 6, 3, 4);
        assertThat(totalLatency(mcSf)).isEqualTo(12);
        assertThat(totalLatency(run("mc-benchmark", trace, 6))).isEqualTo(15);
        assertThat(optimum(trace, 6)).isEqualTo(12);
    }

    @Test
    void fourRequestsInEightTokens() {
        Trace trace = trace(new int[][] {{0, 2, 5}, {1, 1, 2}, {2, 1, 1}, {2, 1, 3}});
        RunLog mcSf = run("mc-sf", trace, 8);
        assertThat(starts(mcSf)).containsExactly(0, 1, 3, 5);
        assertThat(memory(mcSf)).containsExactly(3, 6, 8, 8, 7, 2, 3, 4);
        assertThat(totalLatency(mcSf)).isEqualTo(15);
        assertThat(optimum(trace, 8)).isEqualTo(14);
        HindsightInstance instance = HindsightInstance.of(trace, 8);
        int[] optimal = {3, 1, 2, 2};
        assertThat(ScheduleChecker.totalLatency(instance, optimal)).isEqualTo(14);
        assertThat(IntStream.rangeClosed(2, 8).mapToLong(t -> ScheduleChecker.held(instance, optimal, t)))
                .containsExactly(2L, 7L, 6L, 8L, 5L, 6L, 7L);
    }

    @Test
    void fourRequestsInTenTokens() {
        Trace trace = trace(new int[][] {{0, 1, 4}, {0, 3, 3}, {0, 3, 3}, {0, 1, 5}});
        RunLog mcSf = run("mc-sf", trace, 10);
        assertThat(starts(mcSf)).containsExactly(3, 0, 2, 5);
        assertThat(totalLatency(mcSf)).isEqualTo(25);
        RunLog benchmark = run("mc-benchmark", trace, 10);
        assertThat(starts(benchmark)).containsExactly(0, 0, 3, 4);
        assertThat(totalLatency(benchmark)).isEqualTo(22);
        RunLog svfOrder = run("svf-order", trace, 10);
        assertThat(starts(svfOrder)).containsExactly(0, 0, 3, 4);
        assertThat(totalLatency(svfOrder)).isEqualTo(22);
        assertThat(byRule(LookAheadRule.SVF_ORDER, trace, 10)).isEqualTo(22);
        assertThat(optimum(trace, 10)).isEqualTo(22);
        assertThat(ScheduleChecker.totalLatency(HindsightInstance.of(trace, 10), new int[] {0, 0, 3, 4}))
                .isEqualTo(22);
        assertThat(VolumeBound.byVolumesAlone(HindsightInstance.of(trace, 10))).isCloseTo(15.1, within(0.05));
        assertThat(VolumeBound.totalLatencyRounds(HindsightInstance.of(trace, 10)))
                .isEqualTo(18);
    }

    @Test
    void twelveRequestsInTwentyTokens() {
        Trace trace = trace(12, i -> i / 2, i -> 1 + (7 * i) % 5, i -> 1 + (13 * i) % 17);
        assertThat(totalLatency(run("mc-sf", trace, 20))).isEqualTo(297);
        assertThat(totalLatency(run("mc-sf", trace, 20, Map.of("skip", 1.0)))).isEqualTo(346);
        assertThat(totalLatency(run("svf-order", trace, 20))).isEqualTo(316);
        assertThat(totalLatency(run("mc-benchmark", trace, 20))).isEqualTo(433);
        assertThat(byRule(LookAheadRule.MC_SF, trace, 20)).isEqualTo(297);
        assertThat(byRule(LookAheadRule.MC_SF_SKIP, trace, 20)).isEqualTo(346);
        assertThat(byRule(LookAheadRule.SVF_ORDER, trace, 20)).isEqualTo(316);
        assertThat(byRule(LookAheadRule.MC_BENCHMARK, trace, 20)).isEqualTo(433);
        assertThat(optimum(trace, 20)).isEqualTo(279);
    }

    @Test
    void aThousandRequestsInTwoThousandTokens() {
        Trace trace = trace(1000, i -> i / 2, i -> 1 + (37 * i) % 97, i -> 1 + (53 * i) % 251);
        RunLog mcSf = run("mc-sf", trace, 2000);
        assertThat(totalLatency(mcSf)).isEqualTo(3_292_232);
        assertThat(TheoryMode.round(mcSf.endTick())).isEqualTo(12_820);
        RunLog svfOrder = run("svf-order", trace, 2000);
        assertThat(totalLatency(svfOrder)).isEqualTo(2_554_635);
        assertThat(TheoryMode.round(svfOrder.endTick())).isEqualTo(10_674);
        RunLog benchmark = run("mc-benchmark", trace, 2000);
        assertThat(totalLatency(benchmark)).isEqualTo(4_308_802);
        assertThat(TheoryMode.round(benchmark.endTick())).isEqualTo(9_246);
        assertThat(byRule(LookAheadRule.MC_SF, trace, 2000)).isEqualTo(3_292_232);
        assertThat(makespan(LookAheadRule.MC_SF, trace, 2000)).isEqualTo(12_820);
        assertThat(byRule(LookAheadRule.SVF_ORDER, trace, 2000)).isEqualTo(2_554_635);
        assertThat(makespan(LookAheadRule.SVF_ORDER, trace, 2000)).isEqualTo(10_674);
        assertThat(byRule(LookAheadRule.MC_BENCHMARK, trace, 2000)).isEqualTo(4_308_802);
        assertThat(makespan(LookAheadRule.MC_BENCHMARK, trace, 2000)).isEqualTo(9_246);
        HindsightResult result = HindsightSolver.solve(HindsightInstance.of(trace, 2000), Limits.seconds(5));
        assertThat(result).isInstanceOf(HindsightResult.Bound.class);
        assertThat(result.totalLatencyRounds()).isLessThanOrEqualTo(2_554_635);
        assertThat(result.lowerBoundRounds())
                .isGreaterThanOrEqualTo(VolumeBound.totalLatencyRounds(HindsightInstance.of(trace, 2000)))
                .isLessThan(result.totalLatencyRounds());
    }

    static List<Arguments> foreseeing() {
        return List.of(
                Arguments.of("mc-sf", Map.of()),
                Arguments.of("mc-sf", Map.of("skip", 1.0)),
                Arguments.of("mc-benchmark", Map.of()),
                Arguments.of("svf", Map.of()),
                Arguments.of("svf-order", Map.of()),
                Arguments.of("a-max", Map.of("upper", 1.0)),
                Arguments.of("a-max", Map.of("upper", 1.5)));
    }

    /**
     * Whatever the instance, as long as no output is predicted too short: everybody runs from its start to its end, and the
     * memory, summed up from starts and lengths alone, is kept at every round.
     */
    @ParameterizedTest
    @MethodSource("foreseeing")
    void overestimatesNeverOverflow(String policy, Map<String, Double> knobs) {
        Random random = new Random(11);
        for (int trial = 0; trial < 300; trial++) {
            int memory = 10 + random.nextInt(60);
            Trace trace = trace(
                    1 + random.nextInt(40),
                    i -> i / 3,
                    i -> 1 + random.nextInt(5),
                    i -> 1 + random.nextInt(memory - 6));
            RunLog log = run(policy, trace, memory, overestimates(trace, memory, random), knobs);
            assertRunsThrough(log, memory);
            assertThat(totalLatency(log))
                    .isGreaterThanOrEqualTo(VolumeBound.totalLatencyRounds(HindsightInstance.of(trace, memory)));
        }
    }

    /** The same on instances that are small enough to try all schedules. */
    @ParameterizedTest
    @MethodSource("foreseeing")
    void overestimatesNeverBeatTheOptimum(String policy, Map<String, Double> knobs) {
        Random random = new Random(12);
        int beaten = 0;
        for (int trial = 0; trial < 300; trial++) {
            int memory = 8 + random.nextInt(10);
            Trace trace =
                    trace(1 + random.nextInt(5), i -> i / 2, i -> 1 + random.nextInt(3), i -> 1 + random.nextInt(5));
            RunLog log = run(policy, trace, memory, overestimates(trace, memory, random), knobs);
            assertRunsThrough(log, memory);
            long optimum = BruteForceOptimum.totalLatencyRounds(trace, memory);
            assertThat(totalLatency(log)).as("trial %d", trial).isGreaterThanOrEqualTo(optimum);
            beaten += totalLatency(log) > optimum ? 1 : 0;
        }
        assertThat(beaten).as("trials in which the schedule is not optimal").isPositive();
    }

    /** Predictions from the true output up to what fits into the memory with the prompt. */
    private static int[] overestimates(Trace trace, int memory, Random random) {
        int[] predicted = new int[trace.size()];
        for (int r = 0; r < predicted.length; r++) {
            int most = memory - trace.promptTokens(r);
            predicted[r] = trace.outputTokens(r) + random.nextInt(most - trace.outputTokens(r) + 1);
        }
        return predicted;
    }

    private static void assertRunsThrough(RunLog log, int memory) {
        assertThat(log.info().totals().preemptions()).isZero();
        assertThat(log.info().totals().completed()).isEqualTo(log.trace().size());
        int[] starts = starts(log);
        int[] completions = completions(log);
        long outputs = 0;
        for (int r = 0; r < starts.length; r++) {
            outputs += log.trace().outputTokens(r);
            assertThat(completions[r] - starts[r]).isEqualTo(log.trace().outputTokens(r));
        }
        // It refuses starts before arrivals, and rounds that hold more than the memory.
        assertThat(ScheduleChecker.totalLatency(HindsightInstance.of(log.trace(), memory), starts))
                .isEqualTo(totalLatency(log))
                .isGreaterThanOrEqualTo(outputs);
    }

    /** The optimum, proved, and the proof re-checked. */
    private static long optimum(Trace trace, int memory) {
        HindsightResult result = HindsightSolver.solve(HindsightInstance.of(trace, memory), new Limits(60_000, true));
        assertThat(result).isInstanceOf(HindsightResult.Exact.class);
        assertThat(result.evidence()).endsWith("re-checked").doesNotContain("not re-checked");
        return result.totalLatencyRounds();
    }

    private static long byRule(LookAheadRule rule, Trace trace, int memory) {
        HindsightInstance instance = HindsightInstance.of(trace, memory);
        return ScheduleChecker.totalLatency(instance, rule.starts(instance));
    }

    private static long makespan(LookAheadRule rule, Trace trace, int memory) {
        int[] starts = rule.starts(HindsightInstance.of(trace, memory));
        return IntStream.range(0, starts.length)
                .map(r -> starts[r] + trace.outputTokens(r))
                .max()
                .orElseThrow();
    }

    static Trace trace(int[][] arrivalPromptOutput) {
        TraceBuilder builder = Trace.builder("case");
        for (int[] request : arrivalPromptOutput) {
            builder.add(request[0] * Ticks.PER_SECOND, request[1], request[2]);
        }
        return builder.build();
    }

    static Trace trace(int n, IntUnaryOperator arrival, IntUnaryOperator prompt, IntUnaryOperator output) {
        return trace(IntStream.range(0, n)
                .mapToObj(i -> new int[] {arrival.applyAsInt(i), prompt.applyAsInt(i), output.applyAsInt(i)})
                .toArray(int[][]::new));
    }

    static RunLog run(String policyId, Trace trace, int memoryTokens) {
        return run(
                policyId,
                trace,
                memoryTokens,
                IntStream.range(0, trace.size()).map(trace::outputTokens).toArray());
    }

    static RunLog run(String policyId, Trace trace, int memoryTokens, int[] predicted) {
        return run(policyId, trace, memoryTokens, predicted, Map.of());
    }

    static RunLog run(String policyId, Trace trace, int memoryTokens, Map<String, Double> knobs) {
        return run(
                policyId,
                trace,
                memoryTokens,
                IntStream.range(0, trace.size()).map(trace::outputTokens).toArray(),
                knobs);
    }

    static RunLog run(String policyId, Trace trace, int memoryTokens, int[] predicted, Map<String, Double> knobs) {
        PolicyContext plain = Defaults.context(r -> predicted[r]);
        return Simulator.run(
                TheoryMode.input(trace, memoryTokens, predicted),
                PolicyCatalog.byId(policyId)
                        .create(new PolicyContext(
                                knobs, plain.lengths(), plain.batching(), plain.route(), new RandomStreams(7))),
                RunOptions.RECORDED);
    }

    static int[] starts(RunLog log) {
        return rounds(log, r -> (int) TheoryMode.round(log.outcomes().firstScheduledTick(r)));
    }

    static int[] completions(RunLog log) {
        return rounds(log, r -> (int) TheoryMode.round(log.outcomes().completedTick(r)));
    }

    private static int[] rounds(RunLog log, IntUnaryOperator moment) {
        return IntStream.range(0, log.trace().size()).map(moment).toArray();
    }

    /** Tokens held in the rounds that end at 1, 2, ... */
    static int[] memory(RunLog log) {
        RunCursor cursor = log.cursor();
        int rounds = (int) TheoryMode.round(log.endTick());
        return IntStream.range(0, rounds)
                .map(t -> {
                    cursor.seek(t * Ticks.PER_SECOND);
                    return cursor.usedBlocks(0);
                })
                .toArray();
    }

    static long totalLatency(RunLog log) {
        return IntStream.range(0, log.trace().size())
                .mapToLong(r -> TheoryMode.round(
                        log.outcomes().completedTick(r) - log.trace().arrivalTick(r)))
                .sum();
    }
}
