package dev.tokenyard.sim.log;

/**
 * The segments of one serving instance in order of time. A segment is a run of steps with the same batch; step {@code j}
 * (from 0) takes {@code firstStepTicks + j * stepGrowthTicks}, and every decoding resident gains one token in each.
 * Between segments the instance is idle.
 */
public final class SegmentTrack {
    /** In place of a number of decoding residents: the policy had them sit the step out, if there were any. */
    public static final int HELD = -1;

    // Columns: the start; first step's ticks; growth; steps and decoding sequences; prefilled tokens and blocks used at
    // first; blocks used at last and decode steps before.
    private static final int START = 0;
    private static final int FIRST_STEP = 1;
    private static final int GROWTH = 2;
    private static final int STEPS_DECODING = 3;
    private static final int PREFILL_USED_FIRST = 4;
    private static final int USED_LAST_BEFORE = 5;

    private final LongRows rows = new LongRows(6);
    private boolean batchChanged;

    SegmentTrack() {}

    /** How many segments there are. */
    public int size() {
        return rows.size();
    }

    /** Memory that the columns take. */
    long bytes() {
        return rows.bytes();
    }

    /** When the first step of segment {@code s} starts, in ticks. */
    public long startTick(int s) {
        return rows.get(s, START);
    }

    /** When the last step of segment {@code s} ends, in ticks. */
    public long endTick(int s) {
        return startTick(s) + ticksOfSteps(s, steps(s));
    }

    /** Number of steps. */
    public int steps(int s) {
        return rows.high(s, STEPS_DECODING);
    }

    /** Duration of the first {@code count} steps of segment {@code s}, in ticks. */
    public long ticksOfSteps(int s, int count) {
        return StepSums.ticks(rows.get(s, FIRST_STEP), rows.get(s, GROWTH), count);
    }

    /** Steps of segment {@code s} that have ended by {@code tick}. */
    public int stepsEndedBy(int s, long tick) {
        return StepSums.stepsWithin(rows.get(s, FIRST_STEP), rows.get(s, GROWTH), steps(s), tick - startTick(s));
    }

    /** Residents that decode in segment {@code s}. */
    public int decodeSequences(int s) {
        return Math.max(0, rows.low(s, STEPS_DECODING));
    }

    /** Whether the policy held the decodes in segment {@code s}. */
    public boolean decodesHeld(int s) {
        return rows.low(s, STEPS_DECODING) == HELD;
    }

    /** The steps that ended after one moment and by another, but for those in which the policy held the decodes. */
    public long decodableSteps(long afterTick, long byTick) {
        long steps = 0;
        for (int s = Math.max(0, segmentAt(afterTick)); s < size() && startTick(s) < byTick; s++) {
            steps += decodesHeld(s) ? 0 : stepsEndedBy(s, byTick) - stepsEndedBy(s, afterTick);
        }
        return steps;
    }

    /** Prompt tokens processed in segment {@code s}; a segment with prefill has one step. */
    public int prefillTokens(int s) {
        return rows.high(s, PREFILL_USED_FIRST);
    }

    /** KV blocks in use during the first step of segment {@code s}. */
    public int usedBlocksFirst(int s) {
        return rows.low(s, PREFILL_USED_FIRST);
    }

    /** KV blocks in use during the last step of segment {@code s}. */
    public int usedBlocksLast(int s) {
        return rows.high(s, USED_LAST_BEFORE);
    }

    /** Steps with decoding sequences that the instance had taken before segment {@code s}. */
    public int decodeStepsBefore(int s) {
        return rows.low(s, USED_LAST_BEFORE);
    }

    /** The last segment that starts at or before {@code tick}, or -1. */
    public int segmentAt(long tick) {
        return rows.countUntil(tick) - 1;
    }

    /**
     * The same, found fast if it is the guessed segment or the next.
     *
     * @param guess a segment or -1
     */
    int segmentAt(long tick, int guess) {
        int size = size();
        if (guess < 0 || (guess < size && startTick(guess) <= tick)) {
            if (guess + 1 >= size || tick < startTick(guess + 1)) {
                return guess;
            }
            if (guess + 2 >= size || tick < startTick(guess + 2)) {
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
        int last = rows.size() - 1;
        if (!batchChanged && last >= 0 && prefill == 0 && continues(last, start, first, growth)) {
            rows.set(last, STEPS_DECODING, LongRows.pack(steps(last) + stepCount, rows.low(last, STEPS_DECODING)));
            rows.set(last, USED_LAST_BEFORE, LongRows.pack(blocksLast, decodeStepsBefore(last)));
            return;
        }
        batchChanged = prefill > 0;
        rows.add(
                start,
                first,
                growth,
                LongRows.pack(stepCount, decoding),
                LongRows.pack(prefill, blocksFirst),
                LongRows.pack(blocksLast, decodeSteps));
    }

    /** Whether a step is the next of a segment's sum: without a gap, and on the same affine piece of the step time. */
    private boolean continues(int s, long start, long first, long growth) {
        return growth == rows.get(s, GROWTH)
                && first == rows.get(s, FIRST_STEP) + steps(s) * growth
                && endTick(s) == start;
    }

    boolean sameAs(SegmentTrack other) {
        return rows.sameAs(other.rows);
    }
}
