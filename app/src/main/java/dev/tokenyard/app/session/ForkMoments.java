package dev.tokenyard.app.session;

import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether forks leave their lanes while there is something to leave, which only the runs can tell. */
public final class ForkMoments {
    private ForkMoments() {}

    /** Why a lane cannot be left at a moment, in ticks; empty if it can. */
    public static String refusal(Lane parent, long tick) {
        long end = parent.log().endTick();
        return tick < end
                ? ""
                : String.format(
                        Locale.ROOT,
                        "At %.3f s %s has nothing left to do, as its run ends at %.3f s; choose an earlier moment.",
                        Ticks.toSeconds(tick),
                        parent.card().title(),
                        Ticks.toSeconds(end));
    }

    /** A sentence for each fork that never leaves its lane. */
    public static List<String> refusals(Comparison comparison) {
        List<String> sentences = new ArrayList<>();
        for (Lane lane : comparison.lanes()) {
            Lane.Origin origin = lane.origin();
            int parent = origin == null ? -1 : comparison.laneOf(origin.parent());
            String refusal = origin == null || parent < 0
                    ? ""
                    : refusal(comparison.lanes().get(parent), origin.tick());
            if (!refusal.isEmpty()) {
                sentences.add(lane.card().title() + " is no fork: " + refusal);
            }
        }
        return sentences;
    }
}
