package dev.tokenyard.sim.engine;

/**
 * The decoding residents of an instance by (step of their last token, request number): a calendar queue (R. Brown, CACM
 * 31(10), 1988) with a bucket for each of the next {@value Buckets#COUNT} steps. Residents with more steps to go wait in a
 * heap until their step comes into that span.
 *
 * <p>Steps that are added must not lie before the one that was polled last.
 */
final class FinishCalendar {
    private static final int NONE = -1;
    private static final int SPAN = Buckets.COUNT;
    private static final int NEVER = Integer.MAX_VALUE;

    private final int[] finishStep;
    private final int[] farAt;
    private final int here;
    private final Buckets near;

    /** (step, request) packed; entries of requests that were taken out stay until they surface. */
    private final LongMinHeap far = new LongMinHeap();

    /** The first step of the span. */
    private int base;

    private int firstStep = NEVER;

    /**
     * Makes an empty calendar.
     *
     * @param finishStep by request number: the step of its last token, set before it is added
     * @param farAt scratch by request number, all 0, shared by all calendars: the number of the one in whose heap it is
     * @param here this calendar's number, not 0, which stands for none
     * @param near empty buckets of its own
     */
    FinishCalendar(int[] finishStep, int[] farAt, int here, Buckets near) {
        this.finishStep = finishStep;
        this.farAt = farAt;
        this.here = here;
        this.near = near;
    }

    void add(int request) {
        int step = finishStep[request];
        if (step - base < SPAN) {
            near.add(request, bucket(step));
        } else {
            farAt[request] = here;
            far.add(((long) step << 32) | request);
        }
        firstStep = Math.min(firstStep, step);
    }

    /** Takes out a request that was added and has not been polled. */
    void remove(int request) {
        int step = finishStep[request];
        if (farAt[request] == here) {
            farAt[request] = 0;
        } else {
            near.remove(request, bucket(step));
        }
        if (step == firstStep) {
            findFirst();
        }
    }

    /** The first step at which a request finishes, {@link Integer#MAX_VALUE} if there is none. */
    int firstStep() {
        return firstStep;
    }

    /** Takes out the first request if it finishes at {@code upToStep} or before; otherwise returns -1. */
    int poll(int upToStep) {
        if (firstStep > upToStep || firstStep == NEVER) {
            return NONE;
        }
        base = firstStep;
        bringNear();
        int request = near.first(bucket(firstStep));
        near.remove(request, bucket(firstStep));
        findFirst();
        return request;
    }

    private static int bucket(int step) {
        return step & (SPAN - 1);
    }

    private void findFirst() {
        bringNear();
        if (near.isEmpty()) {
            firstStep = far.isEmpty() ? NEVER : stepOf(far.top());
        } else {
            int from = bucket(base);
            firstStep = base + bucket(near.occupiedFrom(from) - from);
        }
    }

    /** Takes in what has come into the span, and leaves a request that is still there on top of the heap. */
    private void bringNear() {
        while (!far.isEmpty()) {
            int request = (int) far.top();
            int step = stepOf(far.top());
            if (farAt[request] == here && finishStep[request] == step) {
                if (step - base >= SPAN) {
                    return;
                }
                farAt[request] = 0;
                near.add(request, bucket(step));
            }
            far.removeTop();
        }
    }

    private static int stepOf(long packed) {
        return (int) (packed >>> 32);
    }
}
