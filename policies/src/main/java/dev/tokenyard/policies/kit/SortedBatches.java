package dev.tokenyard.policies.kit;

import java.util.Arrays;

/**
 * Parts a backlog into the batches of Sorted-F (arXiv 2508.06133): again and again the batch X that fits into the memory if
 * all its members start at once, and has the least F(X) = Σo / |X|².
 *
 * <p>With up to {@value #EXACT} requests left all batches are tried. With more, requests are taken in while they fit, in
 * order of output and in order of s + o, and the best batch on the way is taken.
 */
public final class SortedBatches {
    /** So many requests are searched through; their subsets are few enough. */
    static final int EXACT = 10;
    /** A pass ends after so many misfits in a row. */
    private static final int MISFITS = 64;

    private final BatchTogether together;
    /** Requests left, by output, then as given. */
    private int left;

    private long[] byOutput = new long[64];
    private long[] byPeak = new long[64];
    private long[] prompt = new long[64];
    private long[] output = new long[64];
    private boolean[] taken = new boolean[64];

    private int[] trial = new int[64];
    private int[] best = new int[64];
    private int bestSize;
    private long bestSum;

    /**
     * Makes an empty backlog for one memory.
     *
     * @param capacityTokens capacity M
     */
    public SortedBatches(long capacityTokens) {
        together = new BatchTogether(capacityTokens);
    }

    /** Starts an empty backlog. */
    public void clear() {
        left = 0;
    }

    /**
     * Adds a request to the backlog.
     *
     * @param s tokens that it holds before its first step
     * @param o its output, so that s + o fits into the memory
     */
    public void add(long s, long o) {
        if (left == prompt.length) {
            int length = 2 * left;
            byOutput = Arrays.copyOf(byOutput, length);
            byPeak = Arrays.copyOf(byPeak, length);
            prompt = Arrays.copyOf(prompt, length);
            output = Arrays.copyOf(output, length);
            taken = Arrays.copyOf(taken, length);
        }
        byOutput[left] = (o << Integer.SIZE) | left;
        byPeak[left] = ((s + o) << Integer.SIZE) | left;
        prompt[left] = s;
        output[left] = o;
        taken[left] = false;
        left++;
    }

    /** Ends the adding: sorts what there is. */
    public void close() {
        Arrays.sort(byOutput, 0, left);
        Arrays.sort(byPeak, 0, left);
    }

    /** Takes the next batch out of the backlog; says how many it has, 0 once nothing is left. */
    public int next() {
        bestSize = 0;
        bestSum = 0;
        together.clear();
        if (left <= EXACT) {
            tryAll(0);
        } else {
            pass(byOutput);
            pass(byPeak);
        }
        for (int k = 0; k < bestSize; k++) {
            taken[best[k]] = true;
        }
        sortBest();
        withoutTaken(byPeak);
        left = withoutTaken(byOutput);
        return bestSize;
    }

    /** The {@code k}-th request of the batch taken last, shortest output first, by the order in which they were added. */
    public int member(int k) {
        return best[k];
    }

    /** Tries every batch of the requests from the {@code from}-th on with those that are in already. */
    private void tryAll(int from) {
        keepIfBetter();
        for (int k = from; k < left; k++) {
            int request = (int) byOutput[k];
            if (together.offer(prompt[request], output[request])) {
                note(request);
                tryAll(k + 1);
                together.takeBack();
            }
        }
    }

    private void pass(long[] order) {
        together.clear();
        int misfits = 0;
        for (int k = 0; k < left && misfits < MISFITS; k++) {
            int request = (int) order[k];
            if (together.offer(prompt[request], output[request])) {
                note(request);
                keepIfBetter();
                misfits = 0;
            } else {
                misfits++;
            }
        }
    }

    /** Writes down the request that was taken in last. */
    private void note(int request) {
        if (together.size() > trial.length) {
            trial = Arrays.copyOf(trial, 2 * trial.length);
            best = Arrays.copyOf(best, trial.length);
        }
        trial[together.size() - 1] = request;
    }

    /** Σo / |X|² compared without division; among equals the larger batch. */
    private void keepIfBetter() {
        long size = together.size();
        if (size == 0) {
            return;
        }
        double here = (double) together.outputSum() * bestSize * bestSize;
        double there = (double) bestSum * size * size;
        if (bestSize == 0 || here < there || (here == there && size > bestSize)) {
            bestSize = (int) size;
            bestSum = together.outputSum();
            System.arraycopy(trial, 0, best, 0, bestSize);
        }
    }

    private void sortBest() {
        int sorted = 0;
        for (int k = 0; k < left; k++) {
            int request = (int) byOutput[k];
            if (taken[request]) {
                best[sorted++] = request;
            }
        }
    }

    private int withoutTaken(long[] order) {
        int kept = 0;
        for (int k = 0; k < left; k++) {
            if (!taken[(int) order[k]]) {
                order[kept++] = order[k];
            }
        }
        return kept;
    }
}
