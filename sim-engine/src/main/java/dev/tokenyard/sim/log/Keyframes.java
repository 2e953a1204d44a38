package dev.tokenyard.sim.log;

import java.util.ArrayList;
import java.util.List;

/**
 * States of a run at chosen moments, so that a cursor reaches any moment by a short replay. A keyframe is taken whenever
 * as many events have passed as it takes numbers to write one down (and at least {@link #MIN_SPACING}), so all of them
 * together stay in proportion to the log.
 */
final class Keyframes {
    static final int MIN_SPACING = 512;

    private final List<int[]> snapshots = new ArrayList<>();
    private final List<Integer> firstEvents = new ArrayList<>();

    private Keyframes() {}

    static Keyframes of(RunLog log) {
        Keyframes frames = new Keyframes();
        LaneState state = new LaneState(log);
        frames.take(state);
        int sinceLast = 0;
        while (state.nextEvent < log.events().size()) {
            state.applyNext();
            sinceLast++;
            if (sinceLast >= MIN_SPACING && sinceLast >= state.snapshotSize()) {
                frames.take(state);
                sinceLast = 0;
            }
        }
        return frames;
    }

    private void take(LaneState state) {
        snapshots.add(state.snapshot());
        firstEvents.add(state.nextEvent);
    }

    /** The last snapshot whose next event is not behind {@code event}. */
    int[] before(int event) {
        int low = 0;
        int high = snapshots.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstEvents.get(middle) <= event) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return snapshots.get(low);
    }
}
