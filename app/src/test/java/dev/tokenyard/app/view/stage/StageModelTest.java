package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Distribution;
import dev.tokenyard.sim.metrics.RunningTtft;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StageModelTest {
    private static final Comparison COMPARISON = DemoComparison.of(500, 3, "fcfs", "ssjf", "mc-sf");
    private static final StageModel MODEL = StageModel.of(COMPARISON, 0);

    @Test
    void queuesMergeInThePolicysOrder() {
        for (LaneModel lane : MODEL.lanes()) {
            lane.seek(46 * Ticks.PER_SECOND);
            RunCursor cursor = lane.cursor();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                for (int k = 0; k < cursor.waitingCount(i); k++) {
                    expected.add(cursor.waiting(i, k));
                }
            }
            expected.sort(
                    Comparator.comparingLong((Integer r) -> lane.outcomes().orderKey(r))
                            .thenComparing(r -> r));
            QueueOrder order = new QueueOrder(cursor);
            order.start(cursor);
            List<Integer> merged = new ArrayList<>();
            for (int r = order.next(); r >= 0; r = order.next()) {
                merged.add(r);
            }
            assertThat(merged).isNotEmpty().isEqualTo(expected);
        }
    }

    @Test
    void runningPercentilesAreThoseOfTheFirstTokensSoFar() {
        for (LaneModel lane : MODEL.lanes()) {
            RunLog log = lane.log();
            for (int second = 7; second <= 120; second += 7) {
                long now = second * Ticks.PER_SECOND;
                double[] values = IntStream.range(0, log.trace().size())
                        .filter(r -> log.outcomes().firstTokenTick(r) != RequestOutcomes.NEVER
                                && log.outcomes().firstTokenTick(r) <= now)
                        .mapToDouble(r -> Ticks.toSeconds(
                                log.outcomes().firstTokenTick(r) - log.trace().arrivalTick(r)))
                        .toArray();
                Distribution soFar = Distribution.of(values);
                assertThat((float) lane.ttft().p50Seconds(now)).isEqualTo((float) soFar.percentile(50));
                assertThat((float) lane.ttft().p99Seconds(now)).isEqualTo((float) soFar.percentile(99));
                RunningTtft all = RunningTtft.of(log);
                assertThat(all.countUntil(now)).isEqualTo(values.length);
                assertThat((float) all.p50Seconds(now)).isEqualTo((float) soFar.percentile(50));
                assertThat((float) all.p99Seconds(now)).isEqualTo((float) soFar.percentile(99));
            }
        }
    }

    @Test
    void beforeTheFirstTokenThereAreNoPercentiles() {
        LaneModel lane = MODEL.lanes().get(0);
        assertThat(lane.ttft().p50Seconds(0)).isNaN();
        assertThat(lane.ttft().p99Seconds(0)).isNaN();
    }

    @Test
    void peaksAndEvictionsAreThoseOfTheLog() {
        for (LaneModel lane : MODEL.lanes()) {
            RunLog log = lane.log();
            int[] peak = new int[3];
            Set<Long> moments = new HashSet<>();
            for (long tick = 0; tick < 100 * Ticks.PER_SECOND; tick += Ticks.PER_SECOND / 4) {
                moments.add(tick);
            }
            for (long tick : moments.stream().sorted().toList()) {
                lane.seek(tick);
                for (int i = 0; i < 3; i++) {
                    int instance = i;
                    int used = lane.blocks().usedBlocks(i);
                    peak[i] = Math.max(peak[i], used);
                    assertThat(lane.instance(i).peakBlocks(tick, used))
                            .isBetween(peak[i], log.instances().get(i).kvBlocks());
                    long evicted = IntStream.range(0, lane.cursor().nextEvent())
                            .filter(e -> log.events().kind(e) == EventKind.PREEMPTED
                                    && log.events().instance(e) == instance)
                            .count();
                    assertThat(lane.instance(i).evictions(tick)).isEqualTo((int) evicted);
                }
            }
        }
    }

    /** Beside the figures of a range a lane warns of the range, or says that it does not. */
    @Test
    void warningsAreOfWhatTheHeadCounts() throws ScenarioException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.json"))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withPolicies(List.of(PolicyChoice.of("fcfs")))
                .withRateScale(20);
        LaneModel lane = StageModel.of(new ComparisonService().run(scenario, () -> false), 0)
                .lanes()
                .get(0);
        assertThat(lane.warnings()).startsWith("Past saturation: ").doesNotContain("range");
        String ofRun = lane.warnings();
        lane.count(Counted.of(lane.lane(), new Window(0, lane.log().endTick() / 4), 0));
        assertThat(lane.warnings()).isEqualTo(ofRun + " This is of the whole run, not of the range.");
        lane.count(Counted.of(lane.lane(), Window.WHOLE, 0));
        assertThat(lane.warnings()).isEqualTo(ofRun);
    }

    @Test
    void swapsAreCountedApartFromEvictions() throws Exception {
        Comparison comparison = MechanismRuns.swapping();
        LaneModel lane = StageModel.of(comparison, 0).lanes().get(0);
        RunLog log = lane.log();
        assertThat(lane.hasHostMemory()).isTrue();
        int swaps = 0;
        int evictions = 0;
        for (int i = 0; i < 2; i++) {
            swaps += lane.instance(i).swaps(log.endTick());
            evictions += lane.instance(i).evictions(log.endTick());
            assertThat(lane.instance(i).swaps(0)).isZero();
        }
        assertThat(swaps).isPositive().isEqualTo((int)
                log.info().totals().swaps().count());
        assertThat(evictions).isEqualTo((int) log.info().totals().preemptions());
    }

    @Test
    void urgencyFollowsTheDeadline() {
        LaneModel lane = MODEL.lanes().get(0);
        RunLog log = lane.log();
        for (int r = 0; r < log.trace().size(); r++) {
            long arrival = log.trace().arrivalTick(r);
            long deadline = arrival + Ticks.fromSeconds(log.sloClass(r).ttftSeconds());
            long firstToken = log.outcomes().firstTokenTick(r);
            lane.seek(arrival);
            assertThat(lane.urgency(r)).isEqualTo(Urgency.CALM);
            lane.seek(deadline + 1);
            assertThat(lane.urgency(r)).isEqualTo(firstToken <= deadline ? Urgency.CALM : Urgency.LATE);
            lane.seek(deadline);
            assertThat(lane.urgency(r)).isEqualTo(firstToken <= deadline ? Urgency.CALM : Urgency.NEAR);
        }
    }

    @Test
    void blindPoliciesExpectNoLength() {
        assertThat(MODEL.lanes().get(0).expectedTokens(5)).isZero();
        assertThat(MODEL.lanes().get(1).expectedTokens(5)).isPositive();
    }

    @Test
    void figuresKeepThreeDigits() {
        assertThat(FigureFormat.percent(0.6124)).isEqualTo("61.2 %");
        assertThat(StageText.wholePercent(0.999)).isEqualTo("99 %");
        assertThat(StageText.count(10_000)).isEqualTo("10,000");
    }
}
