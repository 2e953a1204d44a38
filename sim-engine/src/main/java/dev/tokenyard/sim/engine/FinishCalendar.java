package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * The decoding residents of an instance by (step of their last token, request number): a calendar queue (R. Brown, CACM
 * 31(10), 1988) of one bucket for each of the next {@value #SPAN} steps, with a two-level bitmap of those that are not
 * empty, so that adding, taking out and finding the next cost a few instructions whatever the batch. Residents with more
 * steps to go wait in a heap until their step comes into the span.
 *
 * <p>Steps that are added must not lie before the one that was polled last.
 */
final class FinishCalendar {
    static final int SPAN = 4096;

    private static final int NONE = -1;
    /** In place of a link: the request is in the heap. */
    private static final int FAR = -2;

    private final int[] finishStep;
    private final int[] next;
    private final int[] previous;
    private final int[] bucket = new int[SPAN];
    private final long[] occupied = new long[SPAN / Long.SIZE];
    /** Bit w tells whether word w of {@link #occupied} has a bit. */
    private long occupiedWords;

    /** (step, request) packed; entries of requests that were taken out stay until they surface. */
    private final LongMinHeap far = new LongMinHeap();

    /** The first step of the span. */
    private int base;

    /**
     * Makes an empty calendar.
     *
     * @param finishStep by request number: the step of its last token, set before it is added
     * @param next scratch by request number, shared by all calendars since a request decodes in one place at a time
     * @param previous the same
     */
    FinishCalendar(int[] finishStep, int[] next, int[] previous) {
        this.finishStep = finishStep;
        this.next = next;
        this.previous = previous;
        Arrays.fill(bucket, NONE);
    }

    void add(int request) {
        int step = finishStep[request];
        if (step - base < SPAN) {
            link(request, step);
        } else {
            next[request] = FAR;
            far.add(((long) step << 32) | request);
        }
    }

    /** Takes out a request that was added and has not been polled. */
    void remove(int request) {
        if (next[request] == FAR) {
            next[request] = NONE;
        } else {
            unlink(request, finishStep[request]);
        }
    }

    /** The first step at which a request finishes, {@link Integer#MAX_VALUE} if there is none. */
    int firstStep() {
        bringNear();
        if (occupiedWords != 0) {
            return firstStepInSpan();
        }
        return far.isEmpty() ? Integer.MAX_VALUE : stepOf(far.top());
    }

    /** Takes out the first request if it finishes at {@code upToStep} or before; otherwise returns -1. */
    int poll(int upToStep) {
        int step = firstStep();
        if (step > upToStep || step == Integer.MAX_VALUE) {
            return NONE;
        }
        base = step;
        bringNear();
        int request = bucket[step & (SPAN - 1)];
        unlink(request, step);
        return request;
    }

    private int firstStepInSpan() {
        int from = base & (SPAN - 1);
        int word = from >> 6;
        long bits = occupied[word] & (-1L << from);
        if (bits == 0) {
            // The words after this one, and then from the first word round to this one.
            long words = occupiedWords & ((-1L << word) << 1);
            word = Long.numberOfTrailingZeros(words != 0 ? words : occupiedWords);
            bits = occupied[word];
        }
        int at = (word << 6) + Long.numberOfTrailingZeros(bits);
        return base + ((at - from) & (SPAN - 1));
    }

    /** Links what has come into the span, and leaves a request that is still there on top of the heap. */
    private void bringNear() {
        while (!far.isEmpty()) {
            int request = (int) far.top();
            int step = stepOf(far.top());
            if (next[request] == FAR && finishStep[request] == step) {
                if (step - base >= SPAN) {
                    return;
                }
                link(request, step);
            }
            far.removeTop();
        }
    }

    private static int stepOf(long packed) {
        return (int) (packed >>> 32);
    }

    private void link(int request, int step) {
        int at = step & (SPAN - 1);
        int after = bucket[at];
        int before = NONE;
        while (after != NONE && after < request) {
            before = after;
            after = next[after];
        }
        next[request] = after;
        previous[request] = before;
        if (after != NONE) {
            previous[after] = request;
        }
        if (before != NONE) {
            next[before] = request;
        } else {
            bucket[at] = request;
            occupied[at >> 6] |= 1L << at;
            occupiedWords |= 1L << (at >> 6);
        }
    }

    private void unlink(int request, int step) {
        int before = previous[request];
        int after = next[request];
        if (after != NONE) {
            previous[after] = before;
        }
        if (before != NONE) {
            next[before] = after;
            return;
        }
        int at = step & (SPAN - 1);
        bucket[at] = after;
        if (after == NONE) {
            occupied[at >> 6] &= ~(1L << at);
            if (occupied[at >> 6] == 0) {
                occupiedWords &= ~(1L << (at >> 6));
            }
        }
    }
}
