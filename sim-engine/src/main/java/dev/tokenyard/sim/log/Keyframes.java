package dev.tokenyard.sim.log;

/**
 * States of a run at chosen moments, so that a cursor reaches any moment by a short replay. A keyframe is taken whenever
 * as many events have passed as it takes numbers to write one down (and at least {@link #MIN_SPACING}), so all of them
 * together stay in proportion to the log.
 */
final class Keyframes {
    static final int MIN_SPACING = 512;

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
            if (sinceLast >= MIN_SPACING && sinceLast >= lanes.size()) {
                frames.add(lanes.save());
                sinceLast = 0;
            }
        }
        return frames;
    }
}
