package dev.tokenyard.policies.kit;

import java.util.Arrays;

/**
 * The future KV occupancy of an instance, if every resident stays until its predicted end and takes one more token in
 * each step.
 *
 * <p>A resident that started at step p with s prompt tokens holds s + τ - p tokens at step τ. Written as an offset
 * (s - p) + τ it does not change as time passes, so the profile is kept up to date by insertion and removal alone.
 * Residents are sorted by their predicted end; between two ends the occupancy is a rising line, which is why it is enough
 * to look at the ends (MC-SF, arXiv 2502.07115, section 4).
 *
 * <p><b>Which ends.</b> The paper checks every predicted end after t. Here only those in (t, t + õ] of the newcomer are,
 * since at later ones it holds nothing. That is the same as long as the residents by themselves keep the memory at
 * those, and they do: each was admitted beside those before it, and departures only free memory. It differs once a
 * resident was re-predicted, or came over a KV link without a question. Then residents alone may exceed the memory at
 * some end to come, which for the paper bars everybody until it has passed, and here only those who would still be
 * there.
 *
 * <p><b>Cost.</b> Everything is linear in the residents, not logarithmic. A question is a pass over sorted arrays for
 * each move of the search, and two for the peak; a start or a departure is a shift of the arrays. How often: a "no"
 * stays valid until its step or until residents or predicted ends change, so where the queue stops at its head there is
 * about one question for each new head, departure or re-prediction, a few for each request; where misfits are skipped,
 * everyone who waits is asked about each time. Residents are at most the batch cap or what fits into the memory, a few
 * hundred in the paper's set-up, so that a pass stays in the first-level cache. A balanced tree would not bring the
 * question to O(log n) by itself: a start at p adds s + F - p to the occupancy at every end F up to its own, which is
 * another amount for each F, so the maximum over a range of ends cannot be kept under one lazy addition.
 */
public final class OccupancyProfile {
    private int size;
    private int version;
    private int[] request = new int[16];
    private long[] offsetTokens = new long[16];
    private long[] endStep = new long[16];

    /** A number that changes whenever the residents or their predicted ends do. */
    public int version() {
        return version;
    }

    /** How many residents it counts. */
    public int size() {
        return size;
    }

    /**
     * Counts a resident.
     *
     * @param ofRequest its number
     * @param offset tokens that it holds at a step τ, less τ
     * @param end the last step at which it holds memory
     */
    public void add(int ofRequest, long offset, long end) {
        insert(ofRequest, offset, end);
    }

    /** The same; says its place in the order of ends. */
    private int insert(int ofRequest, long offset, long end) {
        if (size == request.length) {
            request = Arrays.copyOf(request, size * 2);
            offsetTokens = Arrays.copyOf(offsetTokens, size * 2);
            endStep = Arrays.copyOf(endStep, size * 2);
        }
        version++;
        int at = size++;
        while (at > 0 && endStep[at - 1] > end) {
            request[at] = request[at - 1];
            offsetTokens[at] = offsetTokens[at - 1];
            endStep[at] = endStep[at - 1];
            at--;
        }
        request[at] = ofRequest;
        offsetTokens[at] = offset;
        endStep[at] = end;
        return at;
    }

    /** Forgets a resident. */
    public void remove(int ofRequest) {
        version++;
        int at = 0;
        while (request[at] != ofRequest) {
            at++;
        }
        size--;
        System.arraycopy(request, at + 1, request, at, size - at);
        System.arraycopy(offsetTokens, at + 1, offsetTokens, at, size - at);
        System.arraycopy(endStep, at + 1, endStep, at, size - at);
    }

    /** Moves the predicted end of residents that have outlived it: each time by an eighth of what they hold, at least 1. */
    public void postponeOverdue(long nowStep) {
        while (firstEnd() <= nowStep) {
            postponeFirst(nowStep);
        }
    }

    /**
     * Moves the first predicted end, which is past, in the same way.
     *
     * @return the resident's new place in the order of ends, for {@link #request(int)} and its like
     */
    public int postponeFirst(long nowStep) {
        int overdue = request[0];
        long offset = offsetTokens[0];
        remove(overdue);
        return insert(overdue, offset, nowStep + Math.max(1, (offset + nowStep) / 8));
    }

    /** Moves the predicted end of residents that have outlived it to the next step. */
    public void postponeOverdueByOne(long nowStep) {
        for (int j = 0; j < size && endStep[j] <= nowStep; j++) {
            // The others end there at the earliest, so the order stays.
            endStep[j] = nowStep + 1;
            version++;
        }
    }

    /** The resident at a place in the order of predicted ends. */
    public int request(int place) {
        return request[place];
    }

    /** The tokens that the resident at a place holds at a step, less the step. */
    public long offsetTokens(int place) {
        return offsetTokens[place];
    }

    /** The predicted end at a place: the last step at which its resident holds memory. */
    public long endStep(int place) {
        return endStep[place];
    }

    /** The first predicted end, {@link Long#MAX_VALUE} without residents. */
    public long firstEnd() {
        return size == 0 ? Long.MAX_VALUE : endStep[0];
    }

    /**
     * The occupancy peak that a newcomer would see if it started now.
     *
     * @param promptTokens tokens that it holds before its first step
     * @param outputTokens steps that it stays, 1 or more
     * @param start the step before its first
     */
    public long peakWith(long promptTokens, long outputTokens, long start) {
        long end = start + outputTokens;
        long peak = promptTokens + outputTokens + occupancyAt(end);
        long offsets = 0;
        for (int j = size - 1; j >= 0; j--) {
            offsets += offsetTokens[j];
            if (endStep[j] > start && endStep[j] <= end) {
                peak = Math.max(peak, offsets + (size - j) * endStep[j] + promptTokens + endStep[j] - start);
            }
        }
        return peak;
    }

    /** The tokens that all residents hold together at a step. */
    public long occupancyAt(long step) {
        long sum = 0;
        for (int j = size - 1; j >= 0 && endStep[j] >= step; j--) {
            sum += offsetTokens[j] + step;
        }
        return sum;
    }

    /**
     * The earliest step at which a newcomer can start so that the capacity is kept at every predicted end, its own
     * included, if nothing else changes until then.
     *
     * <p>A newcomer that starts at p is safe at an end F in (p, p + o] if U(F) + s + F - p does not exceed the capacity,
     * that is, from p = U(F) + s + F - M on; and at its own end while U(p + o) + s + o does not. Each violated condition
     * rules out all starts up to the next one that satisfies it, so the search only moves forwards.
     *
     * @param promptTokens tokens s that the newcomer holds before its first step
     * @param outputTokens steps o that it stays, 1 or more
     * @param fromStep the earliest step to consider
     * @param untilStep the step at which the search may end, because the forecast will be asked anew by then
     * @param capacityTokens capacity M
     * @return that step, or one from {@code untilStep} on before which there is none
     */
    public long earliestStart(
            long promptTokens, long outputTokens, long fromStep, long untilStep, long capacityTokens) {
        long start = fromStep;
        long next = nextAllowedStart(promptTokens, outputTokens, start, capacityTokens);
        while (next != start && next < untilStep) {
            start = next;
            next = nextAllowedStart(promptTokens, outputTokens, start, capacityTokens);
        }
        return next;
    }

    private long nextAllowedStart(long promptTokens, long outputTokens, long start, long capacityTokens) {
        long end = start + outputTokens;
        long next = start;
        long offsets = 0;
        boolean ownEndChecked = false;
        for (int j = size - 1; j >= 0; j--) {
            if (!ownEndChecked && endStep[j] < end) {
                next = Math.max(
                        next, afterOwnEnd(j + 1, offsets, promptTokens, outputTokens, end, capacityTokens, start));
                ownEndChecked = true;
            }
            offsets += offsetTokens[j];
            if (endStep[j] <= start) {
                return next;
            }
            if (endStep[j] <= end) {
                long safeFrom = offsets + (size - j) * endStep[j] + promptTokens + endStep[j] - capacityTokens;
                if (safeFrom > start) {
                    next = Math.max(next, Math.min(safeFrom, endStep[j]));
                }
            }
        }
        if (!ownEndChecked) {
            next = Math.max(next, afterOwnEnd(0, offsets, promptTokens, outputTokens, end, capacityTokens, start));
        }
        return next;
    }

    /** Residents from {@code first} on are there at the newcomer's end; if that is too much, start after one has gone. */
    private long afterOwnEnd(
            int first, long offsets, long promptTokens, long outputTokens, long end, long capacityTokens, long start) {
        if (offsets + (size - first) * end + promptTokens + outputTokens <= capacityTokens || first == size) {
            return start;
        }
        return endStep[first] - outputTokens + 1;
    }
}
