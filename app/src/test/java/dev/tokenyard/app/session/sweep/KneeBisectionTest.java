package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.sweep.GoalKnee.Kind;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** The search for knees where the answer is known: a load meets the goal or does not by a rule, not by a simulation. */
class KneeBisectionTest {
    private static final double MET = 0.95;
    private static final double MISSED = 0.7;
    private static final double NEAR = 0.01;

    /** Answers for a load, given as the rate scale, without simulating it; at silent ones no request counts. */
    private record Oracle(RunMetrics like, DoublePredicate meets, DoublePredicate silent) implements ScenarioRunner {
        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            throw new ScenarioException("Only figures are known here.");
        }

        @Override
        public RunMetrics measure(ScenarioSpec scenario, RunPart part, boolean recorded, BooleanSupplier cancelled) {
            boolean none = silent.test(scenario.rateScale());
            double attainment = none ? Double.NaN : meets.test(scenario.rateScale()) ? MET : MISSED;
            return new RunMetrics(
                    like.policyId(),
                    like.policyTitle(),
                    scenario.seed(),
                    like.engine(),
                    like.window(),
                    none ? 0 : like.requests(),
                    like.completed(),
                    like.unfinished(),
                    like.refusals(),
                    like.makespanSeconds(),
                    like.latencies(),
                    like.throughput(),
                    new RunMetrics.Slo(attainment, 0, List.of(), Double.NaN),
                    like.kv(),
                    like.batch(),
                    like.effort(),
                    like.gapToBound(),
                    like.warnings());
        }
    }

    /** A sweep of the loads 1, 2, ... 9. */
    private static Sweep sweep(DoublePredicate meets) throws ScenarioException {
        return sweep(meets, load -> false);
    }

    private static Sweep sweep(DoublePredicate meets, DoublePredicate silent) throws ScenarioException {
        ScenarioSpec scenario = Sweeps.scenario("chat.csv", "fcfs").withLimit(5);
        RunMetrics like = ScenarioRunner.of(Sweeps.SERVICE).measure(scenario, RunPart.WHOLE, false, () -> false);
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 1, 9, 9, 1);
        return new Sweeper(new Oracle(like, meets, silent)).run(plan, () -> false, partly -> {});
    }

    private static void assertJustBelow(double found, double answer) {
        assertThat(found).isLessThanOrEqualTo(answer).isGreaterThanOrEqualTo(answer / (1 + NEAR));
    }

    /** Met up to one load, missed, and met again up to another, wherever they are: both are found to the tolerance. */
    @Test
    void bothEndsAreBisected() throws ScenarioException {
        Random random = new Random(12);
        for (int trial = 0; trial < 20; trial++) {
            double first = 1.1 + 1.8 * random.nextDouble();
            double last = 5.1 + 3.8 * random.nextDouble();
            Sweep sweep = sweep(load -> load <= first || load >= 4.5 && load <= last);
            GoalKnee knee = sweep.knees().get(0);
            assertThat(knee.kind()).isEqualTo(Kind.FOUND);
            assertThat(knee.meetsAgain()).isTrue();
            assertThat(knee.open()).isFalse();
            assertJustBelow(knee.load(), first);
            assertJustBelow(knee.last(), last);
        }
    }

    /** Between a load that meets the goal and one that misses it there may be some that tell nothing; the search ends all the same. */
    @Test
    void loadsThatTellNothingAreNeitherMetNorMissed() throws ScenarioException {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            double met = 1.2 + 3 * random.nextDouble();
            double from = met + 0.4 * (random.nextDouble() - 0.5);
            double to = from + 2 * random.nextDouble();
            GoalKnee knee = sweep(load -> load <= met, load -> load > from && load < to)
                    .knees()
                    .get(0);
            assertThat(knee.kind()).isEqualTo(Kind.FOUND);
            assertThat(knee.load()).isLessThanOrEqualTo(met);
            assertThat(knee.missed()).isGreaterThan(met);
            assertThat(knee.load() > from && knee.load() < to).isFalse();
            assertThat(knee.missed() > from && knee.missed() < to).isFalse();
        }
    }

    /** Where nothing is known at any load there is no knee, and nothing is looked for. */
    @Test
    void whereNoLoadTellsAnythingThereIsNoKnee() throws ScenarioException {
        Sweep sweep = sweep(load -> true, load -> true);
        assertThat(sweep.knees()).extracting(GoalKnee::kind).containsExactly(Kind.UNKNOWN);
        assertThat(sweep.points()).isEqualTo(9);
    }

    /** The upper end is looked for also where the least load misses the goal. */
    @Test
    void theUpperEndIsBisectedWithoutALowerOne() throws ScenarioException {
        GoalKnee knee = sweep(load -> load > 3.3 && load <= 6.283).knees().get(0);
        assertThat(knee.kind()).isEqualTo(Kind.BEFORE);
        assertThat(knee.open()).isFalse();
        assertJustBelow(knee.last(), 6.283);
    }

    /** Nothing lies above the largest load against which it could be bisected. */
    @Test
    void anOpenEndIsTheLastLoadOfTheSweepAndCostsNoRun() throws ScenarioException {
        Sweep sweep = sweep(load -> load <= 2.4 || load >= 4.5);
        GoalKnee knee = sweep.knees().get(0);
        assertJustBelow(knee.load(), 2.4);
        assertThat(knee.last()).isEqualTo(9);
        assertThat(knee.open()).isTrue();
        assertThat(sweep.series().get(0).points())
                .filteredOn(point -> point.value() > 3)
                .extracting(SweepPoint::value)
                .containsExactly(4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
    }
}
