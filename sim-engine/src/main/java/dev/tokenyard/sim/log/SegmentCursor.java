package dev.tokenyard.sim.log;

/** Where one instance stands among its steps at a moment; moving a little is fast. */
final class SegmentCursor {
    private final SegmentTrack track;
    private int segment = -1;
    private long tick;

    SegmentCursor(SegmentTrack track) {
        this.track = track;
    }

    void seek(long toTick) {
        tick = toTick;
        segment = track.segmentAt(toTick, segment);
    }

    /** When the segment under way, or the last one, began, in ticks; 0 if none did yet. */
    long segmentStartTick() {
        return segment < 0 ? 0 : track.startTick(segment);
    }

    /** Whether the batch is in a step that leaves its decoding residents out. */
    boolean decodesHeld() {
        return segment >= 0 && track.decodeSequences(segment) == 0;
    }

    /** Steps with decoding sequences that have ended. */
    int decodeStepsEnded() {
        if (segment < 0) {
            return 0;
        }
        int before = track.decodeStepsBefore(segment);
        return decodesHeld() ? before : before + track.stepsEndedBy(segment, tick);
    }

    /** Steps with decoding sequences that have begun. */
    int decodeStepsBegun() {
        if (segment < 0) {
            return 0;
        }
        int before = track.decodeStepsBefore(segment);
        return decodesHeld() ? before : before + Math.min(track.steps(segment), track.stepsEndedBy(segment, tick) + 1);
    }
}
