package dev.tokenyard.sim.engine;

/**
 * Counts the KV blocks of an instance.
 *
 * <p>A decoding resident takes one more slot in each step, and so one more block in every {@code blockTokens}-th step.
 * In which of them depends only on its phase, so the ledger keeps a histogram of phases instead of visiting residents:
 * {@code crossings[x]} residents take a block in steps whose number is congruent to x modulo {@code blockTokens}.
 */
final class KvLedger {
    private final int totalBlocks;
    private final int blockTokens;
    /** The exponent of a block size that is a power of two, -1 for others: nearly all are, and dividing is slow. */
    private final int blockShift;

    private final int[] crossings;
    private int decoding;
    private int usedBlocks;

    KvLedger(int totalBlocks, int blockTokens) {
        this.totalBlocks = totalBlocks;
        this.blockTokens = blockTokens;
        blockShift = Integer.bitCount(blockTokens) == 1 ? Integer.numberOfTrailingZeros(blockTokens) : -1;
        crossings = new int[blockTokens];
    }

    int totalBlocks() {
        return totalBlocks;
    }

    int blockTokens() {
        return blockTokens;
    }

    int usedBlocks() {
        return usedBlocks;
    }

    /** Blocks for so many slots. */
    int blocksFor(int slots) {
        return blockShift >= 0
                ? (slots >> blockShift) + ((slots & (blockTokens - 1)) == 0 ? 0 : 1)
                : Math.ceilDiv(slots, blockTokens);
    }

    /** Takes (or with a negative number gives back) blocks of residents that do not decode. */
    void take(int blocks) {
        usedBlocks += blocks;
    }

    /**
     * A resident starts to decode; its blocks are already counted.
     *
     * @param slotsInNextStep slots that it needs in the next step
     * @param nextStep number of the next step
     */
    void startDecoding(int slotsInNextStep, int nextStep) {
        crossings[phase(slotsInNextStep, nextStep)]++;
        decoding++;
    }

    /** A decoding resident leaves with all its blocks; parameters as if it went on. */
    void stopDecoding(int slotsInNextStep, int nextStep) {
        crossings[phase(slotsInNextStep, nextStep)]--;
        decoding--;
        usedBlocks -= blocksFor(slotsInNextStep - 1);
    }

    /** The residue of the steps in which slot numbers reach the first of a block. */
    private int phase(int slotsInNextStep, int nextStep) {
        return phaseOf(1 - slotsInNextStep + nextStep);
    }

    private int phaseOf(int step) {
        return blockShift >= 0 ? step & (blockTokens - 1) : Math.floorMod(step, blockTokens);
    }

    private int cyclesIn(int steps) {
        return blockShift >= 0 ? steps >> blockShift : steps / blockTokens;
    }

    /** Blocks that the decoding residents take in a step. */
    int growthIn(int step) {
        return crossings[phaseOf(step)];
    }

    /** Blocks that they take in {@code count} steps from {@code step} on. */
    int growthOver(int step, int count) {
        if (count == 1) {
            return growthIn(step);
        }
        int cycles = cyclesIn(count);
        int growth = cycles * decoding;
        int phase = phaseOf(step);
        for (int rest = count - cycles * blockTokens; rest > 0; rest--) {
            growth += crossings[phase];
            phase = phase + 1 == blockTokens ? 0 : phase + 1;
        }
        return growth;
    }

    /** Gives the decoding residents their blocks for {@code count} steps from {@code step} on. */
    void grow(int step, int count) {
        usedBlocks += growthOver(step, count);
    }

    /**
     * The most steps from {@code step} on, up to {@code limit}, for which there are blocks.
     *
     * @param keepFree blocks that must be left free in each, no more than are free now
     */
    int stepsUntilShortage(int step, int limit, int keepFree) {
        int free = totalBlocks - usedBlocks - keepFree;
        // Blocks taken never exceed one a resident in each started cycle of blockTokens steps.
        if ((long) decoding * (cyclesIn(limit) + 1) <= free) {
            return limit;
        }
        int cycles = free / decoding;
        free -= cycles * decoding;
        long steps = (long) cycles * blockTokens;
        int phase = phaseOf(step);
        while (steps < limit && crossings[phase] <= free) {
            free -= crossings[phase];
            phase = phase + 1 == blockTokens ? 0 : phase + 1;
            steps++;
        }
        return (int) Math.min(limit, steps);
    }
}
