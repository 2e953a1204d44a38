package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.MetricColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a policy's latency bends upwards as the load rises; see {@link Kneedle}. Only the sweep's own loads count, which are
 * evenly spaced: those that the search for a goal's knee added would draw the bend to where it happened to look. Loads at which no
 * request arrives in the part of the time that is swept have no latency and are passed over.
 *
 * @param series the place of the policy in the sweep
 * @param title its name for people
 * @param load the simulated load at the bend, in the knob's unit
 */
public record LatencyKnee(int series, String title, double load) {
    /**
     * The bends of a sweep's policies; none of those whose latency nowhere bends enough, and none at all where the knob is no load or
     * points are still to come.
     */
    public static List<LatencyKnee> of(Sweep sweep, MetricColumn latency) {
        List<LatencyKnee> knees = new ArrayList<>();
        if (!sweep.plan().knob().isLoad() || !sweep.isWhole()) {
            return knees;
        }
        for (int i = 0; i < sweep.series().size(); i++) {
            SweepSeries series = sweep.series().get(i).planned().withRequests();
            OptionalInt knee = Kneedle.ofRising(series.values(), series.means(latency));
            if (knee.isPresent()) {
                double load = series.points().get(knee.getAsInt()).value();
                knees.add(new LatencyKnee(i, series.title(), load));
            }
        }
        return knees;
    }
}
