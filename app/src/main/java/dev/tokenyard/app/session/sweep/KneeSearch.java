package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.sweep.GoalKnee.Kind;
import dev.tokenyard.app.session.sweep.SweepRuns.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * For each policy the largest load such that it and all simulated loads below meet the goal: by bisection between it and the
 * least load that misses, until they are no farther apart than {@link GoalKnee#TOLERANCE} of the load, and then by a look at
 * some loads just below, for attainment need not fall evenly. If one of those misses, the search goes on from there. All
 * policies are bisected side by side.
 */
final class KneeSearch {
    /** How far below the load it is looked at, as shares of the load. */
    private static final double[] CHECKS = {0.005, 0.01, 0.02, 0.04};

    private final SweepPlan plan;
    private final SweepRuns runs;
    private final SweepBoard board;

    KneeSearch(SweepPlan plan, SweepRuns runs, SweepBoard board) {
        this.plan = plan;
        this.runs = runs;
        this.board = board;
    }

    /** About how many runs a search takes. */
    static int expectedRuns(SweepPlan plan) {
        double gap = (plan.range().to() - plan.range().from()) / (plan.range().points() - 1);
        double halvings = Math.log(gap / (GoalKnee.TOLERANCE * plan.range().to())) / Math.log(2);
        int loads = Math.max(0, (int) Math.ceil(halvings)) + CHECKS.length;
        return loads * plan.policies().size() * plan.seeds();
    }

    /** Whether a share of requests meets a goal, but for rounding. */
    static boolean meets(double attainment, double goal) {
        return attainment >= goal - 1e-12;
    }

    List<GoalKnee> run(BooleanSupplier cancelled, Runnable step) throws ScenarioException {
        while (true) {
            List<SweepSeries> series = board.series();
            List<GoalKnee> knees =
                    series.stream().map(one -> knee(one, plan.goal())).toList();
            List<Job> jobs = new ArrayList<>();
            for (int p = 0; p < knees.size(); p++) {
                addNext(jobs, p, knees.get(p), series.get(p));
            }
            if (jobs.isEmpty()) {
                return knees;
            }
            runs.run(jobs, cancelled, (job, figures) -> {
                board.put(job, figures);
                step.run();
            });
        }
    }

    private void addNext(List<Job> jobs, int policy, GoalKnee knee, SweepSeries series) {
        if (!knee.isFound()) {
            return;
        }
        if (knee.missed() - knee.load() > GoalKnee.TOLERANCE * knee.load()) {
            double middle = plan.knob().rounded((knee.load() + knee.missed()) / 2);
            if (middle > knee.load() && middle < knee.missed()) {
                addLoad(jobs, policy, middle);
                return;
            }
        }
        for (double check : CHECKS) {
            double below = plan.knob().rounded(knee.load() * (1 - check));
            boolean known = series.points().stream().anyMatch(point -> point.value() == below);
            if (!known && below > plan.range().from() && below < knee.load()) {
                addLoad(jobs, policy, below);
            }
        }
    }

    private void addLoad(List<Job> jobs, int policy, double load) {
        List<Long> seeds = plan.seedsAt(load);
        for (int s = 0; s < seeds.size(); s++) {
            jobs.add(new Job(
                    policy, load, s, plan.run(plan.policies().get(policy), load, seeds.get(s)), plan.recorded()));
        }
    }

    /** What the points of a policy say. */
    static GoalKnee knee(SweepSeries series, double goal) {
        List<SweepPoint> points = series.points();
        int miss = 0;
        while (miss < points.size() && meets(points.get(miss).attainment(), goal)) {
            miss++;
        }
        boolean beyond = miss == points.size();
        SweepPoint highest = points.get(Math.max(0, miss - 1));
        double again = points.stream()
                .skip(miss)
                .filter(point -> meets(point.attainment(), goal))
                .mapToDouble(SweepPoint::value)
                .max()
                .orElse(Double.NaN);
        return new GoalKnee(
                series.policyId(),
                series.title(),
                beyond ? Kind.BEYOND : miss == 0 ? Kind.BEFORE : Kind.FOUND,
                miss == 0 ? Double.NaN : highest.value(),
                highest.attainment(),
                beyond ? Double.NaN : points.get(miss).value(),
                beyond ? Double.NaN : points.get(miss).attainment(),
                again);
    }
}
