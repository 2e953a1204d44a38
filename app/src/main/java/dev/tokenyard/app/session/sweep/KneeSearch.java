package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.sweep.GoalKnee.Kind;
import dev.tokenyard.app.session.sweep.SweepRuns.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * For each policy the highest load that meets the goal, by bisection between the last swept value that meets it and the next
 * one, until they are no farther apart than {@link GoalKnee#TOLERANCE} of the load. All policies are bisected side by side.
 */
final class KneeSearch {
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
        return Math.max(0, (int) Math.ceil(halvings)) * plan.policies().size() * plan.seeds();
    }

    /** Whether a share of requests meets a goal, but for rounding. */
    static boolean meets(double attainment, double goal) {
        return attainment >= goal - 1e-12;
    }

    List<GoalKnee> run(BooleanSupplier cancelled, Runnable step) throws ScenarioException {
        while (true) {
            List<GoalKnee> knees = knees();
            List<Job> jobs = new ArrayList<>();
            for (int p = 0; p < knees.size(); p++) {
                addMiddle(jobs, p, knees.get(p));
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

    private void addMiddle(List<Job> jobs, int policy, GoalKnee knee) {
        if (!knee.isFound() || knee.missed() - knee.load() <= GoalKnee.TOLERANCE * knee.load()) {
            return;
        }
        double middle = plan.knob().rounded((knee.load() + knee.missed()) / 2);
        if (middle <= knee.load() || middle >= knee.missed()) {
            return;
        }
        List<Long> seeds = plan.seedsAt(middle);
        for (int s = 0; s < seeds.size(); s++) {
            jobs.add(new Job(
                    policy, middle, s, plan.run(plan.policies().get(policy), middle, seeds.get(s)), plan.recorded()));
        }
    }

    private List<GoalKnee> knees() {
        return board.series().stream().map(series -> knee(series, plan.goal())).toList();
    }

    /** What the points of a policy say. */
    static GoalKnee knee(SweepSeries series, double goal) {
        List<SweepPoint> points = series.points();
        int last = points.size() - 1;
        while (last >= 0 && !meets(points.get(last).attainment(), goal)) {
            last--;
        }
        if (last < 0) {
            SweepPoint least = points.get(0);
            return new GoalKnee(
                    series.policyId(),
                    series.title(),
                    Kind.BEFORE,
                    Double.NaN,
                    least.attainment(),
                    least.value(),
                    least.attainment(),
                    true);
        }
        boolean steady = points.subList(0, last).stream().allMatch(point -> meets(point.attainment(), goal));
        SweepPoint highest = points.get(last);
        boolean beyond = last == points.size() - 1;
        SweepPoint next = points.get(beyond ? last : last + 1);
        return new GoalKnee(
                series.policyId(),
                series.title(),
                beyond ? Kind.BEYOND : Kind.FOUND,
                highest.value(),
                highest.attainment(),
                beyond ? Double.NaN : next.value(),
                beyond ? Double.NaN : next.attainment(),
                steady);
    }
}
