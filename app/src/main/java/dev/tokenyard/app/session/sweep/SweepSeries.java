package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.sim.metrics.Replications;
import java.util.List;

/**
 * A policy's points.
 *
 * @param policyId the policy
 * @param title its name for people
 * @param points what was simulated so far, by ascending value
 */
public record SweepSeries(String policyId, String title, List<SweepPoint> points) {
    /** Copies the list. */
    public SweepSeries {
        points = List.copyOf(points);
    }

    /** The same without what the search for a knee added. */
    public SweepSeries planned() {
        return new SweepSeries(
                policyId, title, points.stream().filter(SweepPoint::planned).toList());
    }

    /** The same without values at which no request arrives in the part of the time that the figures are of. */
    SweepSeries withRequests() {
        return new SweepSeries(
                policyId, title, points.stream().filter(SweepPoint::hasRequests).toList());
    }

    /** Whether seeds can have told anything: not so if at every point all runs are alike. */
    public boolean varies() {
        return points.stream().map(SweepPoint::replications).anyMatch(runs -> !runs.areAlike());
    }

    /** Whether any point has several seeds. */
    public boolean isReplicated() {
        return points.stream()
                .map(SweepPoint::replications)
                .map(Replications::runs)
                .anyMatch(runs -> runs.size() > 1);
    }

    /** Whether a value was simulated. */
    boolean has(double value) {
        return points.stream().anyMatch(point -> point.value() == value);
    }

    /** The values, ascending. */
    public double[] values() {
        return points.stream().mapToDouble(SweepPoint::value).toArray();
    }

    /** A figure's mean at each value. */
    public double[] means(MetricColumn figure) {
        return points.stream().mapToDouble(point -> point.mean(figure)).toArray();
    }
}
