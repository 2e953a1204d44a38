package dev.tokenyard.sim.log;

import org.jspecify.annotations.Nullable;

/**
 * Why a run refused a request.
 *
 * @param reason in which way it could not be served
 * @param neededBlocks KV blocks that it needs at its peak; 0 if no instance serves its model
 * @param totalBlocks KV blocks that there are, at {@code instance}
 * @param instance the instance whose blocks are meant, -1 if none serves its model: the roomiest where it is too large for
 *     all, otherwise the one that it was routed to, or that it would have gone on at after its prefill
 * @param couldHold an instance that could have served it, -1 where there is none
 */
public record Refusal(Reason reason, int neededBlocks, int totalBlocks, int instance, int couldHold) {
    /** In which way a request could not be served. */
    public enum Reason {
        /** No instance serves the model that it asks for. */
        NO_MODEL("no-instance-serves-model"),
        /** It is too large for every instance that serves its model. */
        TOO_LARGE("too-large-for-every-instance"),
        /** It is too large for the instance that it was routed to; another could have held it. */
        TOO_LARGE_THERE("too-large-where-routed");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        /** The name in files. */
        public String id() {
            return id;
        }
    }

    private static final int NONE = -1;

    /** No instance serves the model. */
    public static Refusal noModel() {
        return new Refusal(Reason.NO_MODEL, 0, 0, NONE, NONE);
    }

    /** Too large for every instance, of which {@code instance} is the roomiest. */
    public static Refusal tooLarge(int neededBlocks, int totalBlocks, int instance) {
        return new Refusal(Reason.TOO_LARGE, neededBlocks, totalBlocks, instance, NONE);
    }

    /** Too large for {@code instance}, but not for {@code couldHold}. */
    public static Refusal tooLargeThere(int neededBlocks, int totalBlocks, int instance, int couldHold) {
        return new Refusal(Reason.TOO_LARGE_THERE, neededBlocks, totalBlocks, instance, couldHold);
    }

    /** Why a recorded run refused a request; null if it did not, or if its events are not kept. */
    public static @Nullable Refusal of(RunLog log, int request) {
        if (!log.isRecorded()) {
            return null;
        }
        EventTrack events = log.events();
        int e = events.lastOfRequest(request);
        if (e == EventTrack.NONE || events.kind(e) != EventKind.REFUSED) {
            return null;
        }
        if (events.instance(e) != NONE) {
            return tooLargeThere(events.a(e), events.b(e), events.instance(e), events.c(e));
        }
        return events.c(e) == NONE ? noModel() : tooLarge(events.a(e), events.b(e), events.c(e));
    }

    /** Appends the event to a recording, as {@link EventKind#REFUSED} says. */
    public void recordIn(RunRecorder recorder, long tick, int request) {
        boolean there = reason == Reason.TOO_LARGE_THERE;
        recorder.event(
                tick,
                EventKind.REFUSED,
                there ? instance : NONE,
                request,
                neededBlocks,
                totalBlocks,
                there ? couldHold : instance);
    }
}
