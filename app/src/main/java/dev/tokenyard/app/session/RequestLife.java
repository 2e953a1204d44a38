package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.metrics.SloCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * One request's way through one run.
 *
 * @param spans where it was, in order of time and without gaps; empty if it was refused
 * @param firstTokenTick when its first token came, {@link RequestOutcomes#NEVER} if it never did
 * @param deadlineTick by when its first token was due, {@link dev.tokenyard.sim.time.Ticks#NEVER} for no deadline
 * @param ttftSeconds time to first token, NaN if there was none
 * @param tpotSeconds time per output token after the first, NaN if there were fewer than two
 * @param endToEndSeconds from arrival to completion, NaN if it was not completed
 * @param met whether it met the objectives of its class
 * @param refused whether it was refused
 */
public record RequestLife(
        List<Span> spans,
        long firstTokenTick,
        long deadlineTick,
        double ttftSeconds,
        double tpotSeconds,
        double endToEndSeconds,
        boolean met,
        boolean refused) {
    /** Copies the list. */
    public RequestLife {
        spans = List.copyOf(spans);
    }

    /** Where a request can be. */
    public enum Stage {
        /** In the queue for the first time. */
        WAITING("waiting"),
        /** In the batch, computing its prompt. */
        PREFILL("prefill"),
        /** In the batch, generating. */
        DECODE("decode"),
        /** Back in the queue after a preemption. */
        PREEMPTED("preempted"),
        /** In host memory, out of the batch. */
        SWAPPED("swapped out"),
        /** Between two instances: its KV blocks wait at one or are under way to the other. */
        TRANSFER("in transfer");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        /** The word for people. */
        public String label() {
            return label;
        }
    }

    /**
     * A part of a life.
     *
     * @param stage where the request is
     * @param fromTick since when
     * @param toTick until when, after {@code fromTick}
     */
    public record Span(Stage stage, long fromTick, long toTick) {}

    /** Reads a request's life from a recorded run; it costs as much as the request has events. */
    public static RequestLife of(RunLog log, int request) {
        SloCheck check = new SloCheck(log);
        return new RequestLife(
                spans(log, request),
                log.outcomes().firstTokenTick(request),
                check.deadlineTick(request),
                LatencyKind.TTFT.seconds(log, request),
                LatencyKind.TPOT.seconds(log, request),
                LatencyKind.E2E.seconds(log, request),
                check.isMet(request),
                LifeStory.isRefused(log, request));
    }

    private static List<Span> spans(RunLog log, int request) {
        EventTrack events = log.events();
        List<Span> spans = new ArrayList<>();
        Stage stage = Stage.WAITING;
        long since = log.trace().arrivalTick(request);
        boolean open = false;
        for (int e : events.eventsOfRequest(request)) {
            Stage next = stage;
            switch (events.kind(e)) {
                case ARRIVED -> open = true;
                case ADMITTED -> next = Stage.PREFILL;
                case PREFILL_DONE, SWAPPED_IN, JOINED -> next = Stage.DECODE;
                case PREEMPTED -> next = Stage.PREEMPTED;
                case HANDED_OVER, DETACHED -> next = Stage.TRANSFER;
                case SWAPPED_OUT -> next = Stage.SWAPPED;
                case COMPLETED -> open = false;
                case REFUSED,
                        CHUNK,
                        BLOCKED,
                        FORESEEN,
                        RECEIVED,
                        RESERVED,
                        COPIED,
                        RELEASED,
                        MIGRATION_ABORTED,
                        REORDERED,
                        REQUEUED -> {}
            }
            if (next != stage || !open) {
                add(spans, stage, since, events.tick(e));
                stage = next;
                since = events.tick(e);
            }
        }
        if (open) {
            add(spans, stage, since, log.endTick());
        }
        return spans;
    }

    private static void add(List<Span> spans, Stage stage, long from, long to) {
        if (to > from) {
            spans.add(new Span(stage, from, to));
        }
    }

    /** When it was first taken into a batch, {@link RequestOutcomes#NEVER} if it never was. */
    public long startTick() {
        return spans.stream()
                .filter(span -> span.stage() == Stage.PREFILL)
                .mapToLong(Span::fromTick)
                .findFirst()
                .orElse(RequestOutcomes.NEVER);
    }

    /** The end of the last span, or {@code otherwise} if there is none. */
    public long endTick(long otherwise) {
        return spans.isEmpty() ? otherwise : spans.get(spans.size() - 1).toTick();
    }
}
