package dev.tokenyard.sim.log;

import java.util.Arrays;

/** The events of a run in their total order, with each request's events linked backwards. */
public final class EventTrack {
    /** No event. */
    public static final int NONE = -1;

    private static final EventKind[] KINDS = EventKind.values();

    private final int[] lastOfRequest;
    private int size;
    private long[] tick;
    private byte[] kind;
    private short[] instance;
    private int[] request;
    private int[] a;
    private int[] b;
    private int[] c;
    private int[] previousOfRequest;

    EventTrack(int requests, int expectedEvents) {
        lastOfRequest = new int[requests];
        Arrays.fill(lastOfRequest, NONE);
        int capacity = Math.max(16, expectedEvents);
        tick = new long[capacity];
        kind = new byte[capacity];
        instance = new short[capacity];
        request = new int[capacity];
        a = new int[capacity];
        b = new int[capacity];
        c = new int[capacity];
        previousOfRequest = new int[capacity];
    }

    /** How many events there are. */
    public int size() {
        return size;
    }

    /** When event {@code e} happened, in ticks; never decreasing. */
    public long tick(int e) {
        return tick[e];
    }

    /** What happened. */
    public EventKind kind(int e) {
        return KINDS[kind[e]];
    }

    /** The instance concerned, -1 for none. */
    public int instance(int e) {
        return instance[e];
    }

    /** The request concerned, -1 for none. */
    public int request(int e) {
        return request[e];
    }

    /** First detail, see {@link EventKind}. */
    public int a(int e) {
        return a[e];
    }

    /** Second detail, see {@link EventKind}. */
    public int b(int e) {
        return b[e];
    }

    /** Third detail, see {@link EventKind}. */
    public int c(int e) {
        return c[e];
    }

    /** The event before {@code e} that concerns the same request as its subject, or {@link #NONE}. */
    public int previousOfRequest(int e) {
        return previousOfRequest[e];
    }

    /** The last event of a request, or {@link #NONE}; blocked queues are not events of their head. */
    public int lastOfRequest(int r) {
        return lastOfRequest[r];
    }

    /** The events of a request in order of time. */
    public int[] eventsOfRequest(int r) {
        int count = 0;
        for (int e = lastOfRequest[r]; e != NONE; e = previousOfRequest[e]) {
            count++;
        }
        int[] inOrder = new int[count];
        for (int e = lastOfRequest[r]; e != NONE; e = previousOfRequest[e]) {
            inOrder[--count] = e;
        }
        return inOrder;
    }

    /** The number of events that happened at or before {@code tickLimit}. */
    public int countUntil(long tickLimit) {
        return countUntil(tickLimit, 0, size);
    }

    /**
     * The same, found fast if it is not far from a guess.
     *
     * @param guess a number of events, 0 to {@link #size()}
     */
    int countUntil(long tickLimit, int guess) {
        if (guess > 0 && tick[guess - 1] > tickLimit) {
            return countUntil(tickLimit, 0, guess);
        }
        int low = guess;
        for (int reach = 1; low < size && tick[low] <= tickLimit; reach *= 2) {
            int next = Math.min(size, low + reach);
            if (tick[next - 1] > tickLimit) {
                return countUntil(tickLimit, low, next);
            }
            low = next;
        }
        return low;
    }

    private int countUntil(long tickLimit, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tick[middle] <= tickLimit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void add(long eventTick, EventKind eventKind, int onInstance, int ofRequest, int first, int second, int third) {
        if (size == tick.length) {
            grow();
        }
        tick[size] = eventTick;
        kind[size] = (byte) eventKind.ordinal();
        instance[size] = (short) onInstance;
        request[size] = ofRequest;
        a[size] = first;
        b[size] = second;
        c[size] = third;
        if (ofRequest >= 0 && eventKind != EventKind.BLOCKED) {
            previousOfRequest[size] = lastOfRequest[ofRequest];
            lastOfRequest[ofRequest] = size;
        } else {
            previousOfRequest[size] = NONE;
        }
        size++;
    }

    private void grow() {
        int capacity = size + (size >> 1);
        tick = Arrays.copyOf(tick, capacity);
        kind = Arrays.copyOf(kind, capacity);
        instance = Arrays.copyOf(instance, capacity);
        request = Arrays.copyOf(request, capacity);
        a = Arrays.copyOf(a, capacity);
        b = Arrays.copyOf(b, capacity);
        c = Arrays.copyOf(c, capacity);
        previousOfRequest = Arrays.copyOf(previousOfRequest, capacity);
    }

    boolean sameAs(EventTrack other) {
        return size == other.size
                && Arrays.equals(tick, 0, size, other.tick, 0, size)
                && Arrays.equals(kind, 0, size, other.kind, 0, size)
                && Arrays.equals(instance, 0, size, other.instance, 0, size)
                && Arrays.equals(request, 0, size, other.request, 0, size)
                && Arrays.equals(a, 0, size, other.a, 0, size)
                && Arrays.equals(b, 0, size, other.b, 0, size)
                && Arrays.equals(c, 0, size, other.c, 0, size);
    }
}
