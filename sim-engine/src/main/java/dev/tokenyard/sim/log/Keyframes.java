package dev.tokenyard.sim.log;

/**
 * States of a run at chosen moments, so that a cursor reaches any moment by a short replay. A keyframe is taken whenever a
 * quarter as many events have passed as it takes numbers to write one down (and at least {@link #MIN_SPACING}), so all of them
 * together stay in proportion to the log, and take half of its memory at most.
 */
final class Keyframes {
    static final int MIN_SPACING = 512;
    private static final int NUMBERS_PER_EVENT = 4;

    private Keyframes() {}

    static Snapshots of(RunLog log) {
        Snapshots frames = new Snapshots();
        LaneState state = new LaneState(log);
        LaneSnapshot lanes = new LaneSnapshot(state);
        frames.add(lanes.save());
        int sinceLast = 0;
        while (state.nextEvent < log.events().size()) {
            state.applyNext();
            sinceLast++;
            if (sinceLast >= MIN_SPACING && sinceLast >= lanes.size() / NUMBERS_PER_EVENT) {
                frames.add(lanes.save());
                sinceLast = 0;
            }
        }
        return frames;
    }
}
