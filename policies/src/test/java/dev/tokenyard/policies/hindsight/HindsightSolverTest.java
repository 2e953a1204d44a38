package dev.tokenyard.policies.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.hindsight.HindsightResult.Bound;
import dev.tokenyard.policies.hindsight.HindsightResult.BySearch;
import dev.tokenyard.policies.hindsight.HindsightResult.Exact;
import dev.tokenyard.policies.hindsight.HindsightResult.NoWait;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HindsightSolverTest {
    private static final Limits AMPLE = new Limits(120_000, true);

    @Test
    void theOptimumOfHundredsOfTinyInstancesIsThatOfTryingAllSchedules() {
        Random random = new Random(3);
        int searched = 0;
        for (int trial = 0; trial < 600; trial++) {
            Trace trace = tiny(random, trial);
            int memory = peak(trace) + random.nextInt(8);
            Exact exact = exact(trace, memory);
            assertThat(exact.totalLatencyRounds())
                    .as("trial %d: %s in %d", trial, describe(trace), memory)
                    .isEqualTo(BruteForceOptimum.totalLatencyRounds(trace, memory));
            assertThat(replayed(trace, memory, exact)).isEqualTo(exact.totalLatencyRounds());
            searched += exact.certificate() instanceof BySearch ? 1 : 0;
        }
        assertThat(searched).as("trials that took a search").isGreaterThan(100);
    }

    /** Mostly crowded; now and then all equal, or with arrivals far apart. */
    private static Trace tiny(Random random, int trial) {
        int n = 1 + random.nextInt(5);
        List<int[]> requests = new ArrayList<>();
        int arrival = 0;
        for (int i = 0; i < n; i++) {
            arrival += trial % 7 == 0 ? random.nextInt(12) : random.nextInt(3) / 2;
            int[] fresh = {arrival, 1 + random.nextInt(4), 1 + random.nextInt(6)};
            requests.add(trial % 5 == 0 && i > 0 ? requests.get(i - 1) : fresh);
        }
        return trace(requests.toArray(int[][]::new));
    }

    @Test
    void withoutRequestsNothingIsOptimal() {
        Exact exact = exact(trace(), 5);
        assertThat(exact.totalLatencyRounds()).isZero();
        assertThat(exact.starts()).isEmpty();
        assertThat(exact.gap(0)).isZero();
    }

    @Test
    void oneRequestStartsWhenItArrives() {
        Exact exact = exact(trace(new int[] {7_000_000, 3, 4}), 7);
        assertThat(exact.starts()).containsExactly(7_000_000);
        assertThat(exact.totalLatencyRounds()).isEqualTo(4);
    }

    @Test
    void inAHugeMemoryNobodyWaitsAndNoPriceIsNeededToProveIt() {
        Trace trace = trace(IntStream.range(0, 300)
                .mapToObj(i -> new int[] {i / 9, 1 + i % 13, 1 + i % 71})
                .toArray(int[][]::new));
        Exact exact = exact(trace, 1_000_000_000);
        assertThat(exact.certificate()).isEqualTo(new NoWait());
        assertThat(exact.evidence()).isEqualTo("no request waits");
        assertThat(MultiplierCheck.lowerBound(HindsightInstance.of(trace, 1_000_000_000), Multipliers.NONE))
                .isEqualTo(exact.totalLatencyRounds());
    }

    @Test
    void equalRequestsStartInTheOrderOfTheirNumbers() {
        Trace trace =
                trace(IntStream.range(0, 9).mapToObj(i -> new int[] {0, 3, 5}).toArray(int[][]::new));
        Exact exact = exact(trace, 19);
        assertThat(exact.starts()).isSorted();
        assertThat(replayed(trace, 19, exact)).isEqualTo(exact.totalLatencyRounds());
    }

    @Test
    void arrivalsFarApartAreSolvedAsIfApart() {
        int[][] burst = {{0, 1, 3}, {0, 1, 3}, {0, 2, 2}};
        int[][] twice = new int[6][];
        for (int i = 0; i < 3; i++) {
            twice[i] = burst[i];
            twice[3 + i] = new int[] {5_000, burst[i][1], burst[i][2]};
        }
        assertThat(exact(trace(twice), 6).totalLatencyRounds()).isEqualTo(24);
    }

    @Test
    void theOptimumDoesNotDependOnIdleTime() {
        int[][] burst = {{0, 1, 3}, {0, 1, 3}, {0, 2, 2}};
        Exact alone = exact(trace(burst), 6);
        Exact late =
                exact(trace(new int[] {2_000_000, 1, 3}, new int[] {2_000_000, 1, 3}, new int[] {2_000_000, 2, 2}), 6);
        assertThat(late.totalLatencyRounds())
                .isEqualTo(alone.totalLatencyRounds())
                .isEqualTo(12);
        Exact followed = exact(trace(burst[0], burst[1], burst[2], new int[] {8_000_000, 1, 1}), 6);
        assertThat(followed.totalLatencyRounds()).isEqualTo(13);
        assertThat(followed.evidence()).endsWith("re-checked, in 2 parts that never meet");
    }

    /** Of two parts one is solved and one is not; the phrase stands after "bound 123 by". */
    @Test
    void whatIsKnownOfSomePartsIsSaidOfThem() {
        int n = 31;
        int[] arrivals = new int[n];
        int[] prompts = new int[n];
        int[] outputs = new int[n];
        Random random = new Random(3);
        for (int i = 0; i < n; i++) {
            arrivals[i] = i == 0 ? 0 : 5_000;
            prompts[i] = 1 + random.nextInt(5);
            outputs[i] = 1 + random.nextInt(20);
        }
        Bound bound = (Bound)
                HindsightSolver.solve(HindsightInstance.of(arrivals, prompts, outputs, 30), Limits.ofWork(0, 10));
        assertThat(bound.evidence()).isEqualTo("prices of memory, re-checked, in 1 of 2 parts that never meet");
        assertThat(bound.cause()).isEqualTo("no search was asked for");
    }

    /** Every way to stop before a proof has words of its own. */
    @Test
    void whyNoMoreIsKnownIsSaid() {
        HindsightInstance small = PaperInstances.model1(30, 1);
        assertThat(cause(small, Limits.ofWork(0, 10), false)).isEqualTo("no search was asked for");
        assertThat(cause(small, Limits.ofWork(1, 10), false))
                .isEqualTo("the search was to keep no more states a layer");
        assertThat(cause(small, new Limits(0, false), false)).isEqualTo("the time was up");
        assertThat(cause(small, Limits.ofWork(1, 10), true)).isEqualTo("it was stopped");
        assertThat(cause(PaperInstances.model1(70, 1), Limits.ofWork(10, 10), false))
                .startsWith("a search takes 62 requests at most");
        assertThat(cause(PaperInstances.model1(20_000, 1), Limits.ofWork(10, 10), false))
                .startsWith("requests times rounds are too many");
    }

    private static String cause(HindsightInstance instance, Limits limits, boolean stopped) {
        return ((Bound) HindsightSolver.solve(instance, limits, (phase, best, bound) -> {}, () -> stopped)).cause();
    }

    /** Arrivals a few rounds apart, so that some gaps are just wide enough and others are not. */
    @Test
    void cutAtGapsTheOptimumIsStillThatOfTryingAllSchedules() {
        Random random = new Random(29);
        int cut = 0;
        for (int trial = 0; trial < 300; trial++) {
            int arrival = 0;
            int[][] requests = new int[4][];
            for (int i = 0; i < requests.length; i++) {
                arrival += random.nextInt(3) == 0 ? random.nextInt(9) : random.nextInt(2);
                requests[i] = new int[] {arrival, 1 + random.nextInt(4), 1 + random.nextInt(4)};
            }
            Trace trace = trace(requests);
            int memory = peak(trace) + random.nextInt(4);
            cut += IdleGaps.parts(HindsightInstance.of(trace, memory)).size() > 1 ? 1 : 0;
            assertThat(exact(trace, memory).totalLatencyRounds())
                    .as("trial %d: %s in %d", trial, describe(trace), memory)
                    .isEqualTo(BruteForceOptimum.totalLatencyRounds(trace, memory));
        }
        assertThat(cut).isBetween(50, 290);
    }

    /** MC-SF 25, the order by volume 22. */
    @Test
    void withoutTimeTheResultIsStillNoWorseThanAnyRule() {
        Trace trace = trace(new int[] {0, 1, 4}, new int[] {0, 3, 3}, new int[] {0, 3, 3}, new int[] {0, 1, 5});
        assertThat(HindsightSolver.solve(HindsightInstance.of(trace, 10), Limits.seconds(0))
                        .totalLatencyRounds())
                .isEqualTo(22);
    }

    @Test
    void aHundredThousandRequestsKeepToTheirTime() {
        int n = 100_000;
        HindsightInstance instance = HindsightInstance.of(
                IntStream.range(0, n).map(i -> i / 2).toArray(),
                IntStream.range(0, n).map(i -> 1 + (37 * i) % 97).toArray(),
                IntStream.range(0, n).map(i -> 1 + (53 * i) % 251).toArray(),
                20_000);
        long startNanos = System.nanoTime();
        Bound result = (Bound) HindsightSolver.solve(instance, Limits.seconds(1));
        assertThat((System.nanoTime() - startNanos) / 1e9).as("seconds").isLessThan(20);
        assertThat(result.lowerBoundRounds()).isGreaterThan(10 * instance.outputSum());
        assertThat(result.cause()).isNotEmpty();
    }

    @Test
    void aRequestThatDoesNotFitIsRefusedWithTheArithmetic() {
        assertThatThrownBy(() -> HindsightInstance.of(trace(new int[] {0, 1, 1}, new int[] {0, 5, 6}), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Request 1 needs 5 + 6 = 11 tokens")
                .hasMessageContaining("memory of 10");
    }

    @Test
    void withoutTimeThereIsABoundThatIsNotCalledOptimal() {
        Random random = new Random(5);
        Trace trace = trace(IntStream.range(0, 40)
                .mapToObj(i -> new int[] {0, 1 + random.nextInt(5), 1 + random.nextInt(35)})
                .toArray(int[][]::new));
        HindsightInstance instance = HindsightInstance.of(trace, 40);
        HindsightResult result = HindsightSolver.solve(instance, Limits.seconds(0));
        assertThat(result).isInstanceOf(Bound.class);
        assertThat(result.lowerBoundRounds())
                .isGreaterThanOrEqualTo(VolumeBound.totalLatencyRounds(HindsightInstance.of(trace, 40)))
                .isLessThan(result.totalLatencyRounds());
        assertThat(ScheduleChecker.totalLatency(instance, result.starts())).isEqualTo(result.totalLatencyRounds());
        assertThat(Replay.of(result).card().title()).isEqualTo("Best schedule found");
        assertThat(replayed(trace, 40, result)).isEqualTo(result.totalLatencyRounds());
    }

    @Test
    void cancellingReturnsTheBestSoFar() {
        Trace trace = trace(IntStream.range(0, 30)
                .mapToObj(i -> new int[] {i / 4, 1 + i % 5, 1 + (i * 17) % 33})
                .toArray(int[][]::new));
        boolean[] cancelled = {false};
        Set<String> phases = new LinkedHashSet<>();
        HindsightResult result = HindsightSolver.solve(
                HindsightInstance.of(trace, 40),
                AMPLE,
                (phase, best, bound) -> {
                    phases.add(phase);
                    assertThat(bound).isLessThanOrEqualTo(best);
                    cancelled[0] |= phase.startsWith("prices");
                },
                () -> cancelled[0]);
        assertThat(result).isInstanceOf(Bound.class);
        assertThat(phases).startsWith("rules", "local search", "prices of memory");
    }

    @Test
    void aReCheckThatIsStoppedIsNotClaimed() {
        Trace trace = trace(IntStream.range(0, 10)
                .mapToObj(i -> new int[] {i / 3, 1 + (7 * i) % 5, 1 + (11 * i) % 9})
                .toArray(int[][]::new));
        boolean[] stopped = {false};
        HindsightInstance instance = HindsightInstance.of(trace, 14);
        Listener stopping = (phase, best, bound) -> stopped[0] |= phase.startsWith("re-checking");
        Exact result = (Exact) HindsightSolver.solve(instance, AMPLE, stopping, () -> stopped[0]);
        assertThat(stopped[0]).isTrue();
        assertThat(((BySearch) result.certificate()).isChecked()).isFalse();
        assertThat(result.evidence()).endsWith("not re-checked");
        Exact checked = (Exact) HindsightSolver.solve(instance, AMPLE);
        assertThat(checked.totalLatencyRounds()).isEqualTo(result.totalLatencyRounds());
        assertThat(((BySearch) checked.certificate()).isChecked()).isTrue();
    }

    private static Exact exact(Trace trace, int memory) {
        HindsightInstance instance = HindsightInstance.of(trace, memory);
        HindsightResult result = HindsightSolver.solve(instance, AMPLE);
        assertThat(result).as(describe(trace)).isInstanceOf(Exact.class);
        Exact exact = (Exact) result;
        assertThat(ScheduleChecker.totalLatency(instance, exact.starts())).isEqualTo(exact.totalLatencyRounds());
        assertThat(exact.evidence()).doesNotContain("not re-checked");
        return exact;
    }

    static long replayed(Trace trace, int memory, HindsightResult result) {
        int[] outputs =
                IntStream.range(0, trace.size()).map(trace::outputTokens).toArray();
        RunLog log = Simulator.run(
                TheoryMode.input(trace, memory, outputs),
                Replay.of(result).create(Defaults.context(r -> outputs[r])),
                RunOptions.RECORDED);
        assertThat(log.info().totals().preemptions()).isZero();
        long total = 0;
        for (int r = 0; r < trace.size(); r++) {
            assertThat(TheoryMode.round(log.outcomes().firstScheduledTick(r))).isEqualTo(result.starts()[r]);
            total += TheoryMode.round(log.outcomes().completedTick(r) - trace.arrivalTick(r));
        }
        return total;
    }

    private static int peak(Trace trace) {
        return IntStream.range(0, trace.size())
                .map(r -> trace.promptTokens(r) + trace.outputTokens(r))
                .max()
                .orElse(1);
    }

    private static String describe(Trace trace) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < trace.size(); r++) {
            text.append(TheoryMode.round(trace.arrivalTick(r)))
                    .append(':')
                    .append(trace.promptTokens(r))
                    .append(':')
                    .append(trace.outputTokens(r))
                    .append(' ');
        }
        return text.toString();
    }

    static Trace trace(int[]... requests) {
        TraceBuilder builder = Trace.builder("tiny");
        for (int[] request : requests) {
            builder.add(request[0] * Ticks.PER_SECOND, request[1], request[2]);
        }
        return builder.build();
    }
}
