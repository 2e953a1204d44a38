package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a request waited in one run, as facts from the log: what stood before it, what blocked it once it was next, what
 * let it in, and what threw it out again.
 *
 * @param request its number
 * @param instance the instance that it waited for: that admitted it first, or that it was routed to; -1 if it was refused
 *     or none has pulled it
 * @param routedTo the instance that it was sent to on its arrival, -1 if it came into a pool or was refused
 * @param refusal the arithmetic, if it was refused
 * @param othersWaiting requests in the instance's queue, or in the pool, when it came
 * @param servedBefore requests that were admitted there while it waited for its first admission
 * @param asHead what blocked it while it was next in line, longest first
 * @param behindHead what blocked the queue while another request was next in line, longest first
 * @param admission how it got in, if it did
 * @param preemption what evictions cost it
 */
public record LifeStory(
        int request,
        int instance,
        int routedTo,
        @Nullable Refusal refusal,
        int othersWaiting,
        ServedBefore servedBefore,
        List<Blocked> asHead,
        List<Blocked> behindHead,
        @Nullable Admission admission,
        Preemption preemption) {
    /** Copies the lists. */
    public LifeStory {
        asHead = List.copyOf(asHead);
        behindHead = List.copyOf(behindHead);
    }

    /**
     * Requests that entered the batch first, each counted once.
     *
     * @param earlier those that had arrived before
     * @param together those that arrived at the same moment, after it in the trace
     * @param later those that arrived later and overtook it
     * @param byClass all together, by number of the SLO class
     */
    public record ServedBefore(int earlier, int together, int later, List<Integer> byClass) {
        /** Copies the list. */
        public ServedBefore {
            byClass = List.copyOf(byClass);
        }

        /** All of them. */
        public int total() {
            return earlier + together + later;
        }
    }

    /**
     * A time without admissions.
     *
     * @param reason why
     * @param ticks how long, over all stretches with this reason
     * @param needed what the head needed when the reason first came up, in the reason's unit
     * @param available what there was then
     */
    public record Blocked(BlockReason reason, long ticks, int needed, int available) {}

    /**
     * The first admission.
     *
     * @param tick when
     * @param waitedTicks how long after the arrival
     * @param finishedRequest a request that got its last token at the instance at that very moment, -1 if none did
     * @param othersFinished how many more did
     */
    public record Admission(long tick, long waitedTicks, int finishedRequest, int othersFinished) {}

    /**
     * Evictions.
     *
     * @param count how often
     * @param lostTokens computed tokens that were thrown away, in all
     * @param requeuedTicks time spent in the queue afterwards, in all
     */
    public record Preemption(int count, long lostTokens, long requeuedTicks) {}

    /** Whether the run refused a request, which is known on its arrival. */
    public static boolean isRefused(RunLog log, int request) {
        int last = log.events().lastOfRequest(request);
        return last != EventTrack.NONE && log.events().kind(last) == EventKind.REFUSED;
    }

    /** Reads the story from a recorded run; it costs as much as there are events while the request waits. */
    public static LifeStory of(RunLog log, int request) {
        return new Reader(log, request).read();
    }

    private static final class Reader {
        private final RunLog log;
        private final EventTrack events;
        private final int request;
        private final BlockedClock asHead = new BlockedClock();
        private final BlockedClock behindHead = new BlockedClock();

        Reader(RunLog log, int request) {
            this.log = log;
            this.request = request;
            events = log.events();
        }

        LifeStory read() {
            int[] own = events.eventsOfRequest(request);
            int arrived = first(own, EventKind.ARRIVED);
            int admitted = first(own, EventKind.ADMITTED);
            // Where it was let in first: it may have gone on elsewhere.
            int instance =
                    admitted >= 0 ? events.instance(admitted) : log.outcomes().instance(request);
            ServedBefore servedBefore = new ServedBefore(0, 0, 0, List.of());
            if (arrived >= 0) {
                int until = admitted >= 0 ? admitted : events.size();
                servedBefore = servedBefore(arrived, until, instance);
                measureBlocks(arrived, until, instance);
            }
            return new LifeStory(
                    request,
                    instance,
                    arrived < 0 ? -1 : events.instance(arrived),
                    Refusal.of(log, request),
                    arrived < 0 ? 0 : othersWaiting(arrived),
                    servedBefore,
                    asHead.longestFirst(),
                    behindHead.longestFirst(),
                    admitted < 0 ? null : admission(admitted, instance),
                    preemption(own));
        }

        private int othersWaiting(int arrived) {
            if (events.instance(arrived) >= 0) {
                return events.a(arrived) - 1;
            }
            RunCursor cursor = log.cursor();
            cursor.seek(events.tick(arrived));
            int own = cursor.phase(request) == RunCursor.Phase.WAITING ? 1 : 0;
            return cursor.pooledCount() - own;
        }

        private int first(int[] own, EventKind kind) {
            for (int e : own) {
                if (events.kind(e) == kind) {
                    return e;
                }
            }
            return -1;
        }

        private ServedBefore servedBefore(int from, int until, int instance) {
            Set<Integer> seen = new HashSet<>();
            int[] byClass = new int[log.info().sloClasses().size()];
            int earlier = 0;
            int together = 0;
            long arrival = log.trace().arrivalTick(request);
            for (int e = from; e < until; e++) {
                int other = events.request(e);
                boolean admission = events.kind(e) == EventKind.ADMITTED && events.instance(e) == instance;
                if (admission && seen.add(other)) {
                    byClass[log.outcomes().sloClass(other)]++;
                    // Requests are numbered in order of arrival.
                    earlier += other < request ? 1 : 0;
                    together += other > request && log.trace().arrivalTick(other) == arrival ? 1 : 0;
                }
            }
            List<Integer> counts = new ArrayList<>();
            for (int count : byClass) {
                counts.add(count);
            }
            return new ServedBefore(earlier, together, seen.size() - earlier - together, counts);
        }

        private void measureBlocks(int from, int until, int instance) {
            long since = events.tick(from);
            int present = lastBlockBefore(from, instance);
            for (int e = from; e < until; e++) {
                if (events.kind(e) == EventKind.BLOCKED && events.instance(e) == instance) {
                    note(present, since, events.tick(e));
                    present = e;
                    since = events.tick(e);
                }
            }
            note(present, since, until < events.size() ? events.tick(until) : log.endTick());
        }

        private int lastBlockBefore(int from, int instance) {
            int e = from - 1;
            while (e >= 0 && !(events.kind(e) == EventKind.BLOCKED && events.instance(e) == instance)) {
                e--;
            }
            return e;
        }

        private void note(int block, long since, long until) {
            if (block >= 0 && events.a(block) != BlockReason.NONE.ordinal() && until > since) {
                BlockedClock clock = events.request(block) == request ? asHead : behindHead;
                clock.add(events.a(block), until - since, events.b(block), events.c(block));
            }
        }

        private Admission admission(int admitted, int instance) {
            long tick = events.tick(admitted);
            int finished = -1;
            int count = 0;
            for (int e = admitted - 1; e >= 0 && events.tick(e) == tick; e--) {
                if (events.kind(e) == EventKind.COMPLETED && events.instance(e) == instance) {
                    finished = events.request(e);
                    count++;
                }
            }
            long waited = tick - log.trace().arrivalTick(request);
            return new Admission(tick, waited, finished, Math.max(0, count - 1));
        }

        private Preemption preemption(int[] own) {
            int count = 0;
            long lost = 0;
            long requeued = 0;
            long since = RequestOutcomes.NEVER;
            for (int e : own) {
                if (events.kind(e) == EventKind.PREEMPTED) {
                    count++;
                    lost += events.a(e);
                    since = events.tick(e);
                } else if (events.kind(e) == EventKind.ADMITTED && since != RequestOutcomes.NEVER) {
                    requeued += events.tick(e) - since;
                    since = RequestOutcomes.NEVER;
                }
            }
            if (since != RequestOutcomes.NEVER) {
                requeued += log.endTick() - since;
            }
            return new Preemption(count, lost, requeued);
        }
    }
}
