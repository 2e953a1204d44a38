package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * The segments of one serving instance in order of time. A segment is a run of steps with the same batch; step {@code j}
 * (from 0) takes {@code firstStepTicks + j * stepGrowthTicks}, and every decoding resident gains one token in each.
 * Between segments the instance is idle.
 */
public final class SegmentTrack {
    private int size;
    private long[] startTick = new long[64];
    private int[] steps = new int[64];
    private long[] firstStepTicks = new long[64];
    private long[] stepGrowthTicks = new long[64];
    private int[] decodeSequences = new int[64];
    private int[] prefillTokens = new int[64];
    private int[] usedBlocksFirst = new int[64];
    private int[] usedBlocksLast = new int[64];
    private int[] decodeStepsBefore = new int[64];
    private boolean batchChanged;

    SegmentTrack() {}

    /** How many segments there are. */
    public int size() {
        return size;
    }

    /** When the first step of segment {@code s} starts, in ticks. */
    public long startTick(int s) {
        return startTick[s];
    }

    /** When the last step of segment {@code s} ends, in ticks. */
    public long endTick(int s) {
        return startTick[s] + ticksOfSteps(s, steps[s]);
    }

    /** Number of steps. */
    public int steps(int s) {
        return steps[s];
    }

    /** Duration of the first {@code count} steps of segment {@code s}, in ticks. */
    public long ticksOfSteps(int s, int count) {
        return StepSums.ticks(firstStepTicks[s], stepGrowthTicks[s], count);
    }

    /** Steps of segment {@code s} that have ended by {@code tick}. */
    public int stepsEndedBy(int s, long tick) {
        return StepSums.stepsWithin(firstStepTicks[s], stepGrowthTicks[s], steps[s], tick - startTick[s]);
    }

    /** Residents that decode in segment {@code s}. */
    public int decodeSequences(int s) {
        return decodeSequences[s];
    }

    /** Prompt tokens processed in segment {@code s}; a segment with prefill has one step. */
    public int prefillTokens(int s) {
        return prefillTokens[s];
    }

    /** KV blocks in use during the first step of segment {@code s}. */
    public int usedBlocksFirst(int s) {
        return usedBlocksFirst[s];
    }

    /** KV blocks in use during the last step of segment {@code s}. */
    public int usedBlocksLast(int s) {
        return usedBlocksLast[s];
    }

    /** Steps with decoding sequences that the instance had taken before segment {@code s}. */
    public int decodeStepsBefore(int s) {
        return decodeStepsBefore[s];
    }

    /** The last segment that starts at or before {@code tick}, or -1. */
    public int segmentAt(long tick) {
        int i = Arrays.binarySearch(startTick, 0, size, tick);
        return i >= 0 ? i : -i - 2;
    }

    /**
     * The same, found fast if it is the guessed segment or the next.
     *
     * @param guess a segment or -1
     */
    int segmentAt(long tick, int guess) {
        if (guess < 0 || (guess < size && startTick[guess] <= tick)) {
            if (guess + 1 >= size || tick < startTick[guess + 1]) {
                return guess;
            }
            if (guess + 2 >= size || tick < startTick[guess + 2]) {
                return guess + 1;
            }
        }
        return segmentAt(tick);
    }

    /** Notes that the batch is no longer that of the last segment. */
    void batchChanged() {
        batchChanged = true;
    }

    void add(
            long start,
            int stepCount,
            long first,
            long growth,
            int decoding,
            int prefill,
            int blocksFirst,
            int blocksLast,
            int decodeSteps) {
        if (!batchChanged && size > 0 && prefill == 0 && continuesLast(start, first, growth)) {
            steps[size - 1] += stepCount;
            usedBlocksLast[size - 1] = blocksLast;
            return;
        }
        batchChanged = prefill > 0;
        if (size == steps.length) {
            grow();
        }
        startTick[size] = start;
        steps[size] = stepCount;
        firstStepTicks[size] = first;
        stepGrowthTicks[size] = growth;
        decodeSequences[size] = decoding;
        prefillTokens[size] = prefill;
        usedBlocksFirst[size] = blocksFirst;
        usedBlocksLast[size] = blocksLast;
        decodeStepsBefore[size] = decodeSteps;
        size++;
    }

    /** Whether a step is the next of the last segment's sum: without a gap, and on the same affine piece of the step time. */
    private boolean continuesLast(long start, long first, long growth) {
        int last = size - 1;
        return growth == stepGrowthTicks[last]
                && first == firstStepTicks[last] + steps[last] * growth
                && endTick(last) == start;
    }

    private void grow() {
        int capacity = size * 2;
        startTick = Arrays.copyOf(startTick, capacity);
        steps = Arrays.copyOf(steps, capacity);
        firstStepTicks = Arrays.copyOf(firstStepTicks, capacity);
        stepGrowthTicks = Arrays.copyOf(stepGrowthTicks, capacity);
        decodeSequences = Arrays.copyOf(decodeSequences, capacity);
        prefillTokens = Arrays.copyOf(prefillTokens, capacity);
        usedBlocksFirst = Arrays.copyOf(usedBlocksFirst, capacity);
        usedBlocksLast = Arrays.copyOf(usedBlocksLast, capacity);
        decodeStepsBefore = Arrays.copyOf(decodeStepsBefore, capacity);
    }

    boolean sameAs(SegmentTrack other) {
        return size == other.size
                && Arrays.equals(startTick, 0, size, other.startTick, 0, size)
                && Arrays.equals(steps, 0, size, other.steps, 0, size)
                && Arrays.equals(firstStepTicks, 0, size, other.firstStepTicks, 0, size)
                && Arrays.equals(stepGrowthTicks, 0, size, other.stepGrowthTicks, 0, size)
                && Arrays.equals(decodeSequences, 0, size, other.decodeSequences, 0, size)
                && Arrays.equals(prefillTokens, 0, size, other.prefillTokens, 0, size)
                && Arrays.equals(usedBlocksFirst, 0, size, other.usedBlocksFirst, 0, size)
                && Arrays.equals(usedBlocksLast, 0, size, other.usedBlocksLast, 0, size)
                && Arrays.equals(decodeStepsBefore, 0, size, other.decodeStepsBefore, 0, size);
    }
}
