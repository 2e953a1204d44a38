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
 * some loads just below, for attainment need not fall evenly. If one of those misses, the search goes on from there. Where a
 * load beyond one that misses meets the goal again, the largest that does so is bisected likewise against the next above it,
 * if there is one: else that end of the knee is open. Loads at which no request arrives in the part of the time that is swept
 * tell nothing and are passed over.
 * All policies are bisected side by side.
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
            List<GoalKnee> knees = series.stream()
                    .map(one -> knee(one.withRequests(), plan.goal()))
                    .toList();
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
        if (knee.meetsAgain()) {
            series.withRequests().points().stream()
                    .mapToDouble(SweepPoint::value)
                    .filter(load -> load > knee.last())
                    .findFirst()
                    .ifPresent(above -> addBetween(jobs, policy, series, knee.last(), above));
        }
        if (!knee.isFound() || addBetween(jobs, policy, series, knee.load(), knee.missed())) {
            return;
        }
        for (double check : CHECKS) {
            double below = plan.knob().rounded(knee.load() * (1 - check));
            if (!series.has(below) && below > plan.range().from() && below < knee.load()) {
                addLoad(jobs, policy, below);
            }
        }
    }

    /** The middle between a load that meets the goal and one that does not; false if they are near enough. */
    private boolean addBetween(List<Job> jobs, int policy, SweepSeries series, double meets, double misses) {
        double middle = plan.knob().rounded((meets + misses) / 2);
        // At a middle that is known already no request arrives in the range; it tells nothing, and is not asked again.
        if (misses - meets <= GoalKnee.TOLERANCE * meets || middle <= meets || middle >= misses || series.has(middle)) {
            return false;
        }
        addLoad(jobs, policy, middle);
        return true;
    }

    private void addLoad(List<Job> jobs, int policy, double load) {
        List<Long> seeds = plan.seedsAt(load);
        for (int s = 0; s < seeds.size(); s++) {
            jobs.add(new Job(
                    policy,
                    load,
                    s,
                    plan.run(plan.policies().get(policy), load, seeds.get(s)),
                    plan.part(),
                    plan.recorded()));
        }
    }

    private static GoalKnee knee(SweepSeries series, double goal) {
        double[] attainment =
                series.points().stream().mapToDouble(SweepPoint::attainment).toArray();
        return knee(series.policyId(), series.title(), series.values(), attainment, goal);
    }

    /**
     * What the points of a policy say.
     *
     * @param loads ascending; none if nothing is known of any
     * @param attainment the share of requests at each that met their objectives
     */
    static GoalKnee knee(String policyId, String title, double[] loads, double[] attainment, double goal) {
        if (loads.length == 0) {
            return GoalKnee.unknown(policyId, title);
        }
        int miss = 0;
        while (miss < loads.length && meets(attainment[miss], goal)) {
            miss++;
        }
        int last = loads.length - 1;
        while (last >= 0 && !meets(attainment[last], goal)) {
            last--;
        }
        boolean beyond = miss == loads.length;
        return new GoalKnee(
                policyId,
                title,
                beyond ? Kind.BEYOND : miss == 0 ? Kind.BEFORE : Kind.FOUND,
                miss == 0 ? Double.NaN : loads[miss - 1],
                attainment[Math.max(0, miss - 1)],
                beyond ? Double.NaN : loads[miss],
                beyond ? Double.NaN : attainment[miss],
                last < 0 ? Double.NaN : loads[last],
                last == loads.length - 1);
    }
}
