package dev.tokenyard.app.session.sweep;

import java.util.List;

/**
 * What came of a sweep, so far.
 *
 * @param plan what was to be swept
 * @param series the points of each policy, in the scenario's order
 * @param knees for each policy the load up to which it meets the goal; empty before that is known, and where the knob is no load
 * @param generated whether each seed drew the requests anew, from a recipe
 * @param progress which share of the work is done, 0 to 1; 1 once nothing is left to do, and not before
 */
public record Sweep(
        SweepPlan plan, List<SweepSeries> series, List<GoalKnee> knees, boolean generated, double progress) {
    /** Copies the lists. */
    public Sweep {
        series = List.copyOf(series);
        knees = List.copyOf(knees);
    }

    /** Whether nothing is left to do. */
    public boolean isWhole() {
        return progress >= 1;
    }

    /** Whether there is a point at all. */
    public boolean isEmpty() {
        return series.stream().allMatch(one -> one.points().isEmpty());
    }

    /** Runs of all points, whether they were made for this sweep or known already. */
    public int runs() {
        return series.stream()
                .flatMap(one -> one.points().stream())
                .mapToInt(point -> point.replications().runs().size())
                .sum();
    }

    /** Points of all policies. */
    public int points() {
        return series.stream().mapToInt(one -> one.points().size()).sum();
    }
}
