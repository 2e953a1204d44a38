package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Departure;
import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.sim.time.Ticks;

/** Where a viewer finds the first difference between a lane and the hindsight optimum. */
final class FirstDifference {
    private static final String FIRST_CHOICE = "mc-sf";

    private FirstDifference() {}

    /** The chosen lane if it has departures to show, else MC-SF's if it has, else the first that has, else the first. */
    static int laneToShow(Comparison comparison, Hindsight hindsight, int chosen) {
        if (hindsight.departures().containsKey(chosen)) {
            return chosen;
        }
        int lanes = comparison.lanes().size();
        int first = 0;
        for (int lane = lanes - 1; lane >= 0; lane--) {
            if (hindsight.departures().containsKey(lane)) {
                first = lane;
                if (comparison.lanes().get(lane).card().id().equals(FIRST_CHOICE)) {
                    return lane;
                }
            }
        }
        return first;
    }

    /** Pauses there, and chooses the lane and a request that starts in one of the two only. */
    static void show(TimelineViewModel timeline, Hindsight hindsight, int lane) {
        Departure departure = hindsight.departures().get(lane);
        timeline.playback().playingProperty().set(false);
        timeline.model().selection().laneProperty().set(lane);
        if (departure == null || !departure.happens()) {
            return;
        }
        // In the middle of the round all that starts is in its place.
        timeline.seek(departure.round() * Ticks.PER_SECOND + Ticks.PER_SECOND / 2);
        timeline.model()
                .selection()
                .requestProperty()
                .set(
                        departure.missed().isEmpty()
                                ? departure.started().get(0)
                                : departure.missed().get(0));
    }
}
