package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.Trace;

/** What the events of a run say about prefills: how far they are to get, and how far each chunk takes them. */
final class Prefills {
    private final EventTrack events;
    private final Trace trace;

    Prefills(RunLog log) {
        events = log.events();
        trace = log.trace();
    }

    /** The admission that began the prefill to which an event belongs. */
    int admission(int ofEvent) {
        int e = ofEvent;
        while (events.kind(e) != EventKind.ADMITTED) {
            e = events.previousOfRequest(e);
        }
        return e;
    }

    /** Tokens that a prefill must have computed, or found in the prefix cache, at its end. */
    int targetTokens(int admission) {
        int before = events.previousOfRequest(admission);
        // What it left behind elsewhere may have been cleared away after it was preempted.
        while (events.kind(before) != EventKind.PREEMPTED && events.kind(before) != EventKind.ARRIVED) {
            before = events.previousOfRequest(before);
        }
        int generated = events.kind(before) == EventKind.PREEMPTED ? events.b(before) : 0;
        return trace.promptTokens(events.request(admission)) + generated;
    }

    /** Those of them that an admitted request found in the prefix cache. */
    int cachedTokens(int admission) {
        return targetTokens(admission) - events.b(admission);
    }

    /** Those of them that will have been computed or found at the end of a chunk's step. */
    int tokensAfter(int chunk) {
        int before = events.kind(chunk) == EventKind.CHUNK ? events.b(chunk) : cachedTokens(chunk);
        return before + events.a(chunk);
    }
}
