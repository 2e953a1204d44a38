package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.Fork;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RoundRuns;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.sweep.GoalKnee.Kind;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
    private final Sweeper sweeper = new Sweeper(ScenarioRunner.of(Sweeps.SERVICE));

    private Sweep run(SweepPlan plan) throws ScenarioException {
        return sweeper.run(plan, () -> false, now -> {});
    }

    /** Every point is the ordinary comparison of that scenario, in every figure but those of memory, bit for bit. */
    @Test
    void aPointIsThePlainComparison() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs", "ssjf", "mc-sf");
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE, 0.5, 4, 3, 2);
        Sweep sweep = run(plan);
        for (int p = 0; p < sweep.series().size(); p++) {
            for (SweepPoint point : sweep.series().get(p).points()) {
                for (RunMetrics run : point.replications().runs()) {
                    ScenarioSpec plain = plan.knob().at(scenario, point.value()).withSeed(run.seed());
                    RunMetrics expected = ComparisonMetrics.of(Sweeps.SERVICE.run(plain, () -> false))
                            .runs()
                            .get(p);
                    for (MetricColumn figure : SweepFigures.of(scenario)) {
                        double value = figure.value().applyAsDouble(run);
                        if (SweepFigures.needsRecording(figure)) {
                            assertThat(value).isNaN();
                        } else {
                            assertThat(value)
                                    .as("%s of %s at %s", figure.id(), run.policyId(), point.value())
                                    .isEqualTo((Double) figure.value().applyAsDouble(expected));
                        }
                    }
                }
            }
        }
    }

    @Test
    void recordedRunsHaveFiguresOfMemoryAndNothingElseDiffers() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs");
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.5, 1, 2, 1);
        SweepPlan recorded = new SweepPlan(scenario, plan.knob(), plan.range(), 1, 0.9, true, true);
        MetricColumn memory = SweepFigures.byId("kv-mean", scenario);
        MetricColumn latency = SweepFigures.byId("e2e-mean", scenario);
        SweepSeries cheap = run(plan).series().get(0);
        SweepSeries full = run(recorded).series().get(0);
        assertThat(full.means(memory)).doesNotContain(Double.NaN);
        assertThat(full.means(latency)).isEqualTo(cheap.means(latency));
    }

    @Test
    void whatWasRecordedIsNotSimulatedAgainForFewerFigures() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs");
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.5, 1, 2, 1);
        run(new SweepPlan(scenario, plan.knob(), plan.range(), 1, 0.9, true, true));
        long made = sweeper.simulated();
        run(plan);
        assertThat(sweeper.simulated()).isEqualTo(made);
    }

    /** However far the search for knees goes beyond what was expected, it is not said to be over before it is. */
    @Test
    void onlyTheWholeSweepIsSaidToBeWhole() throws ScenarioException {
        List<Sweep> seen = new ArrayList<>();
        SweepPlan plan = Sweeps.plan(
                Sweeps.scenario("mixed-slo.json", "fcfs", "ssjf", "mc-sf"), SweepKnobs.RATE_SCALE, 0.1, 4, 9, 3);
        Sweep whole = sweeper.run(plan, () -> false, seen::add);
        assertThat(seen).last().isEqualTo(whole);
        assertThat(whole.isWhole()).isTrue();
        assertThat(seen.subList(0, seen.size() - 1))
                .noneMatch(Sweep::isWhole)
                .allMatch(part -> part.knees().isEmpty());
    }

    /** Wherever the search for a goal's knee looks, the latency bends at the same load of the sweep's own. */
    @Test
    void theBendOfALatencyDoesNotHangOnTheGoal() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs", "svf");
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.1, 2, 9, 1);
        List<MetricColumn> latencies = SweepFigures.of(scenario).stream()
                .filter(SweepFigures::isLatency)
                .toList();
        Sweep alone = run(new SweepPlan(scenario, plan.knob(), plan.range(), 1, 0.9, false, false));
        int bends = 0;
        for (double goal : List.of(0.8, 0.9, 0.99)) {
            Sweep searched = run(new SweepPlan(scenario, plan.knob(), plan.range(), 1, goal, true, false));
            assertThat(searched.points()).isGreaterThan(alone.points());
            for (MetricColumn latency : latencies) {
                assertThat(LatencyKnee.of(searched, latency))
                        .as(latency.id())
                        .isEqualTo(LatencyKnee.of(alone, latency));
                bends += LatencyKnee.of(alone, latency).size();
            }
        }
        assertThat(bends).isPositive();
    }

    /** A title may begin with another: the bend is still that of its own policy. */
    @Test
    void theBendOfALatencyIsThatOfItsPolicy() throws ScenarioException {
        Sweep sweep = run(Sweeps.plan(
                Sweeps.scenario("mixed-slo.json", "svf", "svf-order"), SweepKnobs.RATE_SCALE, 0.1, 1, 13, 1));
        MetricColumn latency = SweepFigures.byId("queue-p50", sweep.plan().scenario());
        List<LatencyKnee> knees = LatencyKnee.of(sweep, latency);
        assertThat(knees).extracting(LatencyKnee::series).containsExactly(0, 1);
        for (LatencyKnee knee : knees) {
            SweepSeries series = sweep.series().get(knee.series());
            assertThat(knee.title()).isEqualTo(series.title());
            assertThat(series.values()).contains(knee.load());
            assertThat(SweepWords.of(knee, sweep)).startsWith(series.title() + " bends at ");
        }
    }

    /** In the theory mode a round lasts a second, so that figures of seconds are of rounds. */
    @Test
    void theTheoryIsSweptInRounds(@TempDir Path folder) throws ScenarioException {
        ScenarioSpec scenario = RoundRuns.scenario(folder, 8, RoundRuns.CASE_2, "fcfs", "mc-sf");
        Sweep sweep = run(Sweeps.plan(scenario, SweepKnobs.RATE, 0.5, 2, 3, 1));
        assertThat(sweep.plan().knob().titleWithUnit()).isEqualTo("Arrival rate (req/round)");
        assertThat(SweepFigures.of(scenario))
                .extracting(MetricColumn::unit)
                .contains("rounds", "req/round")
                .doesNotContain("s", "ms", "req/s");
        MetricColumn tpot = SweepFigures.byId("tpot-mean", scenario);
        assertThat(sweep.series().get(0).means(tpot)[0]).isBetween(1.0, 5.0);
        assertThat(SweepFigures.needsRecording(SweepFigures.byId("kv-mean", scenario)))
                .isTrue();
    }

    @Test
    void aRangeNarrowerThanFourDigitsIsNotLeft() throws ScenarioException {
        SweepKnob knob = Sweeps.knob(Sweeps.scenario("mixed-slo.json", "fcfs"), SweepKnobs.RATE_SCALE);
        SweepRange range = new SweepRange(1.00004, 1.00009, 5);
        assertThat(range.values(knob)).isSorted().allMatch(value -> value >= range.from() && value <= range.to());
    }

    @Test
    void whatWasSimulatedOnceIsNotSimulatedAgainAndIsTheSame() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs", "ssjf");
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.25, 1.5, 5, 2);
        Sweep first = run(plan);
        long made = sweeper.simulated();
        assertThat(made).isGreaterThanOrEqualTo(5 * 2 * 2);
        assertThat(run(plan).series()).isEqualTo(first.series());
        assertThat(sweeper.simulated()).isEqualTo(made);
        assertThat(new Sweeper(ScenarioRunner.of(Sweeps.SERVICE))
                        .run(plan, () -> false, now -> {})
                        .series())
                .as("as fresh ones")
                .isEqualTo(first.series());
        // Nor is it for what makes no difference: the scenario's name, and of a blind policy the predictor.
        run(Sweeps.plan(scenario.named("other"), SweepKnobs.RATE_SCALE, 0.25, 1.5, 5, 2));
        assertThat(sweeper.simulated()).isEqualTo(made);
        ScenarioSpec blind = Sweeps.scenario("mixed-slo.json", "fcfs").withPredictor("oracle");
        run(Sweeps.plan(blind, SweepKnobs.RATE_SCALE, 0.25, 1.5, 5, 2));
        assertThat(sweeper.simulated()).isEqualTo(made);
    }

    @Test
    void theEndsComeFirstAndBandsHoldTheMean() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs");
        Sweep sweep = run(Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.5, 2, 5, 4));
        assertThat(sweep.generated()).isTrue();
        assertThat(sweep.progress()).isEqualTo(1);
        boolean varied = false;
        for (SweepPoint point : sweep.series().get(0).points()) {
            for (MetricColumn figure : SweepFigures.of(scenario)) {
                ConfidenceInterval interval = point.interval(figure);
                if (interval.count() > 1) {
                    double low = point.replications().runs().stream()
                            .mapToDouble(figure.value())
                            .filter(value -> !Double.isNaN(value))
                            .min()
                            .orElseThrow();
                    assertThat(interval.contains(interval.mean())).isTrue();
                    assertThat(interval.mean()).isGreaterThanOrEqualTo(low - 1e-9 * Math.abs(low));
                    varied |= interval.varies();
                }
            }
        }
        assertThat(varied).isTrue();
        assertThat(SweepRange.rounds(9)).containsExactly(List.of(0, 8), List.of(4), List.of(2, 6), List.of(1, 3, 5, 7));
        assertThat(SweepRange.rounds(2)).containsExactly(List.of(0, 1));
    }

    @Test
    void aRecordingUnderABlindPolicyHasNoInterval() throws ScenarioException {
        Sweep sweep =
                run(Sweeps.plan(Sweeps.scenario("mixed-slo.csv", "fcfs", "ssjf"), SweepKnobs.RATE_SCALE, 1, 2, 3, 3));
        assertThat(sweep.generated()).isFalse();
        assertThat(sweep.series().get(0).varies()).isFalse();
        assertThat(sweep.series().get(1).varies()).as("predictions").isTrue();
        assertThat(SweepWords.seedNotes(sweep))
                .contains("FCFS: the same in every seed, so no interval.")
                .anyMatch(note -> note.contains("recording"));
    }

    /** The load that bisection finds meets the goal, the next misses it, and they are as near as was promised. */
    @Test
    void theKneeMeetsTheGoalAndTheNextLoadDoesNot() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs", "mc-sf");
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.1, 4, 4, 2);
        Sweep sweep = run(plan);
        assertThat(sweep.knees()).hasSize(2);
        for (GoalKnee knee : sweep.knees()) {
            assertThat(knee.kind()).isEqualTo(Kind.FOUND);
            assertThat(attainment(plan, knee.policyId(), knee.load()))
                    .isEqualTo(knee.attainment())
                    .isGreaterThanOrEqualTo(plan.goal());
            assertThat(attainment(plan, knee.policyId(), knee.missed()))
                    .isEqualTo(knee.missedAttainment())
                    .isLessThan(plan.goal());
            assertThat(knee.missed() - knee.load()).isLessThanOrEqualTo(GoalKnee.TOLERANCE * knee.load());
        }
    }

    /**
     * Attainment need not fall evenly: however it does, all simulated loads up to the one given meet the goal, it was looked at
     * just below, and the words name a load that is met beyond a missed one.
     */
    @Test
    void everySimulatedLoadUpToTheKneeMeetsTheGoal() throws ScenarioException {
        ScenarioSpec scenario =
                Sweeps.scenario("mixed-slo.csv", "fcfs", "mc-sf").withPredictor("confusion");
        ScenarioSpec twice = scenario.withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-13b", 1, 2));
        boolean again = false;
        for (double goal : List.of(0.99, 0.98, 0.97)) {
            SweepPlan plan = new SweepPlan(
                    twice.withLimit(0),
                    Sweeps.knob(twice, SweepKnobs.RATE),
                    new SweepRange(1, 4, 4),
                    1,
                    goal,
                    true,
                    false);
            Sweep sweep = run(plan);
            for (int p = 0; p < sweep.knees().size(); p++) {
                GoalKnee knee = sweep.knees().get(p);
                SweepSeries series = sweep.series().get(p);
                assertThat(knee.kind()).isEqualTo(Kind.FOUND);
                assertThat(series.points())
                        .filteredOn(point -> point.value() <= knee.load())
                        .allMatch(point -> point.attainment() >= goal);
                assertThat(series.points())
                        .as("looked at just below")
                        .filteredOn(point -> point.value() < knee.load() && point.value() > 0.99 * knee.load())
                        .isNotEmpty();
                assertThat(SweepWords.howToSimulate(knee, sweep)
                                .replace("simulate it with --rate-scale ", "")
                                .split(" or --rate-scale "))
                        .extracting(Double::parseDouble)
                        .containsExactlyElementsOf(DoubleStream.of(knee.load(), knee.last())
                                .distinct()
                                .mapToObj(load ->
                                        plan.knob().at(plan.scenario(), load).rateScale())
                                .toList());
                again |= knee.meetsAgain();
                assertThat(series.points())
                        .filteredOn(point -> point.value() > knee.last())
                        .noneMatch(point -> point.attainment() >= goal)
                        .as("bisected at the last that meets it, too")
                        .anyMatch(point -> point.value() - knee.last() <= GoalKnee.TOLERANCE * knee.last());
                assertThat(knee.open()).isFalse();
                assertThat(SweepWords.of(knee, sweep).contains("but meets it again above that, last at "))
                        .isEqualTo(knee.meetsAgain());
            }
        }
        assertThat(again).as("a load beyond a missed one that meets the goal").isTrue();
    }

    private static double attainment(SweepPlan plan, String policyId, double load) throws ScenarioException {
        double sum = 0;
        for (long seed : plan.seedsAt(load)) {
            ScenarioSpec plain = plan.knob().at(plan.scenario(), load).withSeed(seed);
            sum += ComparisonMetrics.of(Sweeps.SERVICE.run(plain, () -> false)).runs().stream()
                    .filter(run -> run.policyId().equals(policyId))
                    .mapToDouble(run -> run.slo().attainment())
                    .sum();
        }
        return sum / plan.seeds();
    }

    @Test
    void kneesOutsideTheRangeAreSaidToBe() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.csv", "fcfs");
        Sweep slow = run(Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.01, 0.02, 2, 1));
        assertThat(slow.knees().get(0).kind()).isEqualTo(Kind.BEYOND);
        Sweep fast = run(Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 50, 100, 2, 1));
        assertThat(fast.knees().get(0).kind()).isEqualTo(Kind.BEFORE);
        assertThat(SweepWords.of(fast.knees().get(0), fast))
                .startsWith("FCFS meets 90 % at no simulated load (at 50: ");
    }

    @Test
    void cancelStopsAtOnceAndNothingRunsOn() throws ScenarioException {
        AtomicBoolean stop = new AtomicBoolean();
        List<Sweep> seen = new ArrayList<>();
        ScenarioRunner plain = ScenarioRunner.of(Sweeps.SERVICE);
        Sweeper counted = new Sweeper(new ScenarioRunner() {
            @Override
            public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
                return plain.run(scenario, cancelled);
            }

            @Override
            public RunMetrics measure(ScenarioSpec scenario, RunPart part, boolean recorded, BooleanSupplier cancelled)
                    throws ScenarioException {
                stop.set(true);
                return plain.measure(scenario, part, recorded, cancelled);
            }
        });
        SweepPlan plan = Sweeps.plan(Sweeps.scenario("mixed-slo.json", "fcfs"), SweepKnobs.RATE_SCALE, 0.5, 4, 50, 5);
        assertThatThrownBy(() -> counted.run(plan, stop::get, seen::add)).isInstanceOf(CancellationException.class);
        assertThat(counted.simulated()).isLessThan(20);
    }

    @Test
    void forksAreLeftOut() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.csv", "fcfs");
        ScenarioSpec forked = scenario.withForks(List.of(new Fork("f", "fcfs", 5, PolicyChoice.of("ssjf"))));
        Sweep plain = run(Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 1, 2, 2, 1));
        long made = sweeper.simulated();
        Sweep sweep = run(Sweeps.plan(forked, SweepKnobs.RATE_SCALE, 1, 2, 2, 1));
        assertThat(sweeper.simulated()).isEqualTo(made);
        assertThat(sweep.series()).isEqualTo(plain.series());
        assertThat(SweepWords.seedNotes(sweep)).contains("Policies are swept, not the forks of their runs.");
    }

    /** A picture of what is in so far claims no seeds that are still to come. */
    @Test
    void notesOfAPartlyDoneSweepSayHowManySeedsAreIn() throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs");
        Sweep two = run(Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.5, 2, 2, 2));
        SweepPlan five = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 0.5, 2, 2, 5);
        Sweep partly = new Sweep(five, two.series(), List.of(), true, 0.4);
        assertThat(SweepWords.seedNotes(two)).anyMatch(note -> note.endsWith(" over 2 seeds, 7 to 8."));
        assertThat(SweepWords.seedNotes(partly))
                .anyMatch(note -> note.endsWith(" over the seeds that are in, 2 of 5."));
    }

    @Test
    void seedsAreAKnobOfTheirOwn() throws ScenarioException {
        SweepPlan plan = Sweeps.plan(Sweeps.scenario("mixed-slo.json", "fcfs"), SweepKnobs.SEEDS, 2, 6, 3, 1);
        Sweep sweep = run(plan);
        assertThat(sweep.runs()).isEqualTo(Sweeper.expectedRuns(plan)).isEqualTo(2 + 4 + 6);
        assertThat(sweep.series().get(0).points())
                .extracting(point -> point.replications().runs().size())
                .containsExactly(2, 4, 6);
        assertThat(sweeper.simulated()).isEqualTo(6);
    }
}
