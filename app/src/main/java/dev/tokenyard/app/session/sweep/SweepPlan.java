package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.HindsightChoice;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.SeedRange;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.Foresight;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What to sweep.
 *
 * @param scenario what is simulated, whatever its knob says; forks of its runs are not
 * @param knob what is varied
 * @param range over which values
 * @param seeds how many seeds, from the scenario's own on, 1 to {@value SeedRange#MOST_SHOWN}
 * @param goal the share of requests that have to meet their objectives, above 0, at most 1
 * @param knees whether the load up to which the goal is met is looked for, if the knob is a load
 * @param recorded whether figures of KV memory are wanted, for which runs must be recorded
 * @param part the part of each run's time that figures are of
 */
public record SweepPlan(
        ScenarioSpec scenario,
        SweepKnob knob,
        SweepRange range,
        int seeds,
        double goal,
        boolean knees,
        boolean recorded,
        RunPart part) {
    /** Nine of ten is little, all is more than any policy can promise. */
    public static final double USUAL_GOAL = 0.99;

    /** Enough for an interval that says something. */
    public static final int USUAL_SEEDS = 5;

    /** Of whole runs. */
    public SweepPlan(
            ScenarioSpec scenario,
            SweepKnob knob,
            SweepRange range,
            int seeds,
            double goal,
            boolean knees,
            boolean recorded) {
        this(scenario, knob, range, seeds, goal, knees, recorded, RunPart.WHOLE);
    }

    /** The same with figures of a part of each run's time. */
    public SweepPlan within(RunPart other) {
        return new SweepPlan(scenario, knob, range, seeds, goal, knees, recorded, other);
    }

    /**
     * Returns the plan if it can be carried out.
     *
     * @throws IllegalArgumentException otherwise; the message is for the user
     */
    public SweepPlan check() {
        range.check(knob);
        checkSeeds(seeds);
        SeedRange.check(scenario.seed(), knob.isRepetitions() ? (int) range.to() : seeds);
        checkGoal(goal);
        return this;
    }

    /** Returns a number of seeds that is allowed. */
    public static int checkSeeds(int seeds) {
        if (seeds < 1 || seeds > SeedRange.MOST_SHOWN) {
            throw new IllegalArgumentException(
                    "A sweep with " + seeds + " seeds is out of range; give 1 to " + SeedRange.MOST_SHOWN + ".");
        }
        return seeds;
    }

    /** Returns a goal that is allowed. */
    public static double checkGoal(double goal) {
        if (!(goal > 0 && goal <= 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A goal of %s %% of the requests is out of range; give more than 0 and at most 100 %%.",
                    SweepWords.number(100 * goal)));
        }
        return goal;
    }

    /** Whether knees are to be found. */
    boolean findsKnees() {
        return knees && knob.isLoad();
    }

    /** The policies, in the scenario's order. */
    public List<PolicyChoice> policies() {
        return scenario.policies();
    }

    /** The seeds of the point at a value. */
    public List<Long> seedsAt(double value) {
        int count = knob.isRepetitions() ? (int) value : seeds;
        return LongStream.range(0, count).map(k -> scenario.seed() + k).boxed().toList();
    }

    /** The scenario of one run. */
    ScenarioSpec run(PolicyChoice policy, double value, long seed) {
        ScenarioSpec varied = knob.at(scenario, value);
        int place = scenario.policies().indexOf(policy);
        return alone(varied, varied.policies().get(place), seed);
    }

    /**
     * A scenario of one policy, without what does not bear upon its run: equal ones have equal runs.
     *
     * @param policy one of the scenario's
     */
    static ScenarioSpec alone(ScenarioSpec scenario, PolicyChoice policy, long seed) {
        ScenarioSpec alone = scenario.named("")
                .withPolicies(List.of(policy))
                .withForks(List.of())
                .withSeed(seed)
                .withHindsight(HindsightChoice.NONE);
        boolean predicts = PolicyCatalog.byId(policy.id()).card().foresight() == Foresight.PREDICTED;
        return predicts ? alone : alone.withPredictor("").withPredictorLatency(0);
    }
}
