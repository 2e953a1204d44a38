package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
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

    /** Answers for a load, given as the rate scale, without simulating it. */
    private record Oracle(RunMetrics like, DoublePredicate meets) implements ScenarioRunner {
        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            throw new ScenarioException("Only figures are known here.");
        }

        @Override
        public RunMetrics measure(ScenarioSpec scenario, boolean recorded, BooleanSupplier cancelled) {
            double attainment = meets.test(scenario.rateScale()) ? MET : MISSED;
            return new RunMetrics(
                    like.policyId(),
                    like.policyTitle(),
                    scenario.seed(),
                    like.engine(),
                    like.window(),
                    like.requests(),
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
        ScenarioSpec scenario = Sweeps.scenario("chat.csv", "fcfs").withLimit(5);
        RunMetrics like = ScenarioRunner.of(Sweeps.SERVICE).measure(scenario, false, () -> false);
        SweepPlan plan = Sweeps.plan(scenario, SweepKnobs.RATE_SCALE, 1, 9, 9, 1);
        return new Sweeper(new Oracle(like, meets)).run(plan, () -> false, partly -> {});
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
