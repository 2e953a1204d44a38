package dev.tokenyard.sim.log;

import java.util.Arrays;

/** The events of a run in their total order, with each request's events linked backwards. */
public final class EventTrack {
    /** No event. */
    public static final int NONE = -1;

    private static final EventKind[] KINDS = EventKind.values();

    // Columns: the tick; kind, instance and request; a and b; c and the event before of the same request.
    private static final int TICK = 0;
    private static final int WHO = 1;
    private static final int AB = 2;
    private static final int C_PREVIOUS = 3;

    private static final int KIND_BITS = 8;

    private final int[] lastOfRequest;
    /** A bit for each kind that has happened. */
    private int kindsSeen;

    private final LongRows rows = new LongRows(4);

    EventTrack(int requests) {
        lastOfRequest = new int[requests];
        Arrays.fill(lastOfRequest, NONE);
    }

    /** How many events there are. */
    public int size() {
        return rows.size();
    }

    /** Memory that the columns take. */
    long bytes() {
        return rows.bytes() + (long) Integer.BYTES * lastOfRequest.length;
    }

    /** When event {@code e} happened, in ticks; never decreasing. */
    public long tick(int e) {
        return rows.get(e, TICK);
    }

    /** What happened. */
    public EventKind kind(int e) {
        return KINDS[rows.high(e, WHO) & ((1 << KIND_BITS) - 1)];
    }

    /** The instance concerned, -1 for none. */
    public int instance(int e) {
        return rows.high(e, WHO) >> KIND_BITS;
    }

    /** The request concerned, -1 for none. */
    public int request(int e) {
        return rows.low(e, WHO);
    }

    /** First detail, see {@link EventKind}. */
    public int a(int e) {
        return rows.high(e, AB);
    }

    /** Second detail, see {@link EventKind}. */
    public int b(int e) {
        return rows.low(e, AB);
    }

    /** Third detail, see {@link EventKind}. */
    public int c(int e) {
        return rows.high(e, C_PREVIOUS);
    }

    /** The event before {@code e} that concerns the same request as its subject, or {@link #NONE}. */
    public int previousOfRequest(int e) {
        return rows.low(e, C_PREVIOUS);
    }

    /**
     * The last event of a request, or {@link #NONE}; blocked queues are not events of their head, and forecasts not of
     * those they speak of.
     */
    public int lastOfRequest(int r) {
        return lastOfRequest[r];
    }

    /** The events of a request in order of time. */
    public int[] eventsOfRequest(int r) {
        int count = 0;
        for (int e = lastOfRequest[r]; e != NONE; e = previousOfRequest(e)) {
            count++;
        }
        int[] inOrder = new int[count];
        for (int e = lastOfRequest[r]; e != NONE; e = previousOfRequest(e)) {
            inOrder[--count] = e;
        }
        return inOrder;
    }

    /** The number of events that happened at or before {@code tickLimit}. */
    public int countUntil(long tickLimit) {
        return rows.countUntil(tickLimit);
    }

    /**
     * The same, found fast if it is not far from a guess.
     *
     * @param guess a number of events, 0 to {@link #size()}
     */
    int countUntil(long tickLimit, int guess) {
        if (guess > 0 && tick(guess - 1) > tickLimit) {
            return rows.countUntil(tickLimit, 0, guess);
        }
        int size = size();
        int low = guess;
        for (int reach = 1; low < size && tick(low) <= tickLimit; reach *= 2) {
            int next = Math.min(size, low + reach);
            if (tick(next - 1) > tickLimit) {
                return rows.countUntil(tickLimit, low, next);
            }
            low = next;
        }
        return low;
    }

    /** Whether an event of a kind has happened at all. */
    public boolean has(EventKind kind) {
        return (kindsSeen & (1 << kind.ordinal())) != 0;
    }

    /** The sort key that a request had got by event {@code end}, or {@code arrivalKey} if it was never given another. */
    long orderKey(int r, int end, long arrivalKey) {
        for (int e = lastOfRequest[r]; e != NONE; e = previousOfRequest(e)) {
            if (e < end && kind(e) == EventKind.REORDERED) {
                return newKey(e);
            }
        }
        return arrivalKey;
    }

    /** The key of an event {@link EventKind#REORDERED}. */
    long newKey(int e) {
        return ((long) a(e) << Integer.SIZE) | (b(e) & 0xFFFF_FFFFL);
    }

    /** How long the loading takes of an event {@link EventKind#LOADING}, in ticks. */
    public long loadTicks(int e) {
        return ((long) b(e) << Integer.SIZE) | (c(e) & 0xFFFF_FFFFL);
    }

    void add(long tick, EventKind kind, int instance, int request, int a, int b, int c) {
        kindsSeen |= 1 << kind.ordinal();
        int previous = NONE;
        if (request >= 0 && kind != EventKind.BLOCKED && kind != EventKind.FORESEEN) {
            previous = lastOfRequest[request];
            lastOfRequest[request] = rows.size();
        }
        rows.add(
                tick,
                LongRows.pack((instance << KIND_BITS) | kind.ordinal(), request),
                LongRows.pack(a, b),
                LongRows.pack(c, previous));
    }

    boolean sameAs(EventTrack other) {
        return rows.sameAs(other.rows);
    }
}
