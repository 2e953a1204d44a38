package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.session.sweep.GoalKnee.Kind;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps whose figures are of a part of each run's time. The 300 requests arrive within about 80 s at the trace's own rate. */
class SweepPartTest {
    private static final long SECOND = Ticks.PER_SECOND;
    private static final long DAY = 86_400 * SECOND;

    private final Sweeper sweeper = new Sweeper(ScenarioRunner.of(Sweeps.SERVICE));
    private final ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs", "ssjf");

    private Sweep run(SweepPlan plan) throws ScenarioException {
        return sweeper.run(plan, () -> false, now -> {});
    }

    private static RunPart marked(double from, double to) {
        return RunPart.of(new TimeRange((long) (from * SECOND), (long) (to * SECOND)));
    }

    private static RunPart bounded(double from, double to) {
        return RunPart.of(new Window((long) (from * SECOND), (long) (to * SECOND)));
    }

    private SweepPlan scales(double from, double to, int points, int seeds) throws ScenarioException {
        return Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, from, to, points, seeds);
    }

    private static void assertSame(double one, double other, String what) {
        assertThat(one).as(what).isEqualTo((Double) other);
    }

    /** A range that no run leaves says the same of every figure as no range. */
    @Test
    void aRangeThatCoversEveryRunIsTheWholeSweep() throws ScenarioException {
        SweepPlan plan = scales(0.5, 2, 3, 2);
        SweepPlan recorded = new SweepPlan(scenario, plan.knob(), plan.range(), 2, plan.goal(), true, true);
        Sweep whole = run(recorded);
        for (RunPart part : List.of(RunPart.of(new TimeRange(0, DAY)), RunPart.of(new Window(0, DAY)))) {
            Sweep covered = run(plan.within(part));
            assertThat(covered.knees()).isEqualTo(whole.knees());
            for (int p = 0; p < 2; p++) {
                SweepSeries one = covered.series().get(p);
                SweepSeries other = whole.series().get(p);
                assertThat(one.values()).isEqualTo(other.values());
                for (MetricColumn figure : SweepFigures.of(scenario)) {
                    assertThat(one.means(figure)).as(figure.id()).isEqualTo(other.means(figure));
                }
            }
        }
    }

    /**
     * Every run of every point is what the compare table has in the same range for the same scenario, in every figure. At some of
     * the scales the range ends within the run, at some beyond it, and at some the run ends before the range begins.
     */
    @ParameterizedTest
    @CsvSource({"20, 60, true", "20, 60, false", "0, 1000, false", "45, 90, true", "5, 12.5, true"})
    void aPointIsTheComparisonInTheSameRange(double from, double to, boolean mark) throws ScenarioException {
        SweepPlan plan = scales(0.5, 8, 4, 2).within(mark ? marked(from, to) : bounded(from, to));
        TimeRange range = new TimeRange((long) (from * SECOND), (long) (to * SECOND));
        Sweep sweep = run(plan);
        for (int p = 0; p < 2; p++) {
            for (SweepPoint point : sweep.series().get(p).planned().points()) {
                for (RunMetrics run : point.replications().runs()) {
                    ScenarioSpec plain = plan.knob().at(scenario, point.value()).withSeed(run.seed());
                    Comparison comparison = Sweeps.SERVICE.run(plain, () -> false);
                    Window window = mark
                            ? TimeRange.window(range, comparison)
                            : plan.part().window();
                    RunMetrics expected =
                            ComparisonMetrics.of(comparison, window).runs().get(p);
                    for (MetricColumn figure : SweepFigures.of(scenario)) {
                        assertSame(
                                figure.value().applyAsDouble(run),
                                figure.value().applyAsDouble(expected),
                                figure.id() + " of " + run.policyId() + " at " + point.value());
                    }
                }
            }
        }
    }

    /** A range that was marked to the end of a run holds its last completion, as the compare table has it. */
    @Test
    void whatHappensAtTheEndOfARunCountsWhereARangeIsMarkedToIt() throws ScenarioException {
        SweepPlan plan = scales(1, 2, 2, 1);
        for (int p = 0; p < 2; p++) {
            ScenarioSpec alone =
                    scenario.withPolicies(List.of(scenario.policies().get(p)));
            Comparison comparison = Sweeps.SERVICE.run(alone, () -> false);
            TimeRange range = new TimeRange(20 * SECOND, comparison.endTick());
            SweepPoint point =
                    run(plan.within(RunPart.of(range))).series().get(p).points().get(0);
            assertThat(point.value()).isEqualTo(1);
            assertThat(point.replications().runs().get(0))
                    .isEqualTo(ComparisonMetrics.of(comparison, TimeRange.window(range, comparison))
                            .runs()
                            .get(0));
        }
    }

    /** What arrives before a moment and what arrives from it on are all requests, at every value. */
    @Test
    void partsAddUp() throws ScenarioException {
        SweepPlan plan = scales(0.5, 4, 4, 1);
        MetricColumn completed = SweepFigures.byId("completed", scenario);
        double[] whole = run(plan).series().get(0).planned().means(completed);
        double[] before =
                run(plan.within(bounded(0, 30))).series().get(0).planned().means(completed);
        double[] after = run(plan.within(RunPart.of(new Window(30 * SECOND, Ticks.NEVER))))
                .series()
                .get(0)
                .planned()
                .means(completed);
        for (int i = 0; i < whole.length; i++) {
            assertThat(before[i] + after[i]).isEqualTo(whole[i]);
        }
        assertThat(after[0]).as("slow arrivals last longer").isGreaterThan(after[3]);
    }

    @Test
    void noRunIsMadeTwiceForTheSameRange() throws ScenarioException {
        SweepPlan plan = scales(0.5, 2, 3, 1);
        run(plan.within(marked(10, 20)));
        long made = sweeper.simulated();
        run(plan.within(marked(10, 20)));
        SweepPlan memory = new SweepPlan(scenario, plan.knob(), plan.range(), 1, plan.goal(), true, true);
        run(memory.within(marked(10, 20)));
        assertThat(sweeper.simulated()).as("which was recorded").isEqualTo(made);
        run(plan.within(marked(10, 21)));
        assertThat(sweeper.simulated()).isGreaterThan(made);
    }

    /** At high rates all have arrived before the range begins: those loads tell nothing, and are neither met nor missed. */
    @Test
    void loadsWithoutRequestsAreSaidAndPassedOver() throws ScenarioException {
        Sweep sweep = run(scales(0.25, 8, 9, 1).within(marked(30, 40)));
        assertThat(PartWords.of(sweep)).isEqualTo("Requests that arrived from 00:30 to 00:40");
        List<SweepPoint> points = sweep.series().get(0).points();
        assertThat(points.get(0).hasRequests()).isTrue();
        assertThat(points.get(points.size() - 1).hasRequests()).isFalse();
        double last = points.stream()
                .filter(SweepPoint::hasRequests)
                .mapToDouble(SweepPoint::value)
                .max()
                .orElseThrow();
        for (GoalKnee knee : sweep.knees()) {
            assertThat(knee.kind()).isNotEqualTo(Kind.UNKNOWN);
            assertThat(List.of(knee.load(), knee.missed(), knee.last()))
                    .allMatch(load -> Double.isNaN(load) || load <= last);
            assertThat(SweepWords.of(knee, sweep)).doesNotContain("NaN");
        }
        assertThat(PartWords.gaps(sweep))
                .anyMatch(gap ->
                        gap.matches("At [\\d.]+( to [\\d.]+)? no request arrives in the range, so nothing is known of"
                                + " latencies and objectives there\\."));
        assertThat(PartWords.notes(sweep)).contains(PartWords.rule(sweep.plan().knob()));
    }

    @Test
    void aRangeBeyondTheEndOfEveryRunIsSaidToBeSo() throws ScenarioException {
        Sweep sweep = run(scales(1, 2, 3, 2).within(marked(9_000, 9_010)));
        assertThat(PartWords.gaps(sweep)).containsExactly("At 1 to 2 the runs end before the range begins.");
        assertThat(sweep.knees()).extracting(GoalKnee::kind).containsOnly(Kind.UNKNOWN);
        assertThat(sweep.knees())
                .extracting(knee -> SweepWords.of(knee, sweep))
                .containsExactly(
                        "FCFS: no request arrives in the range at any simulated load",
                        "SSJF: no request arrives in the range at any simulated load");
        assertThat(sweep.points()).as("nothing is bisected").isEqualTo(6);
        assertThat(LatencyKnee.of(sweep, SweepFigures.byId("e2e-mean", scenario)))
                .isEmpty();
    }

    @Test
    void aWholeSweepHasNothingToSay() throws ScenarioException {
        Sweep sweep = run(scales(1, 2, 2, 1));
        assertThat(PartWords.of(sweep)).isEmpty();
        assertThat(PartWords.notes(sweep)).isEmpty();
    }

    /** How many GPUs the requests of a range need is counted by those requests. */
    @Test
    void gpusAreCountedByTheRequestsOfTheRange() throws ScenarioException {
        ScenarioSpec busy = scenario.withRateScale(2);
        RunPart part = marked(5, 15);
        for (GpuAnswer answer : new GpuSearch(sweeper, busy, 0, 0.9, 1, part).run(() -> false, now -> {})) {
            assertThat(answer.isFound()).isTrue();
            answer.attainment().forEach((count, share) -> {
                Comparison comparison = comparison(busy, count);
                int lane = comparison.laneOf(answer.policyId());
                Window window = part.until(comparison.endTick());
                RunMetrics expected =
                        ComparisonMetrics.of(comparison, window).runs().get(lane);
                assertThat(share).isEqualTo(expected.slo().attainment());
            });
        }
    }

    private static Comparison comparison(ScenarioSpec of, int instances) {
        try {
            return Sweeps.SERVICE.run(
                    of.withCluster(of.cluster().withGroup(0, group -> group.withCount(instances))), () -> false);
        } catch (ScenarioException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void whereNoRequestArrivesNoNumberOfGpusIsLookedFor() throws ScenarioException {
        long made = sweeper.simulated();
        List<GpuAnswer> answers =
                new GpuSearch(sweeper, scenario, 0, 0.9, 1, marked(9_000, 9_010)).run(() -> false, now -> {});
        assertThat(sweeper.simulated()).isEqualTo(made + 2);
        assertThat(answers).allMatch(GpuAnswer::complete).noneMatch(GpuAnswer::isFound);
        assertThat(SweepWords.of(answers.get(0)))
                .isEqualTo("FCFS: no request arrives in the range, so no number can be told");
        assertThat(SweepWords.tried(answers.get(0))).doesNotContain("NaN");
    }
}
