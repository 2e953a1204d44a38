package dev.tokenyard.sim.log;

/**
 * The decoding residents of an instance by the steps in which they take a KV block: a resident takes one in every {@code
 * blockTokens}-th step, so the residue of the step's number tells who does.
 */
final class GrowthPhases {
    /** The phase of a request that does not grow. */
    static final int NONE = -1;

    private final IntList[] takers;
    private final int[] phaseOf;

    /**
     * Phases without residents.
     *
     * @param phaseOf the phase of each request, {@link #NONE} at first; all instances share it, as a request decodes at
     *     one of them at most
     */
    GrowthPhases(int blockTokens, int[] phaseOf) {
        takers = IntList.lists(blockTokens);
        this.phaseOf = phaseOf;
    }

    /** How many phases there are: the tokens of a block. */
    int count() {
        return takers.length;
    }

    /**
     * Adds a resident.
     *
     * @param step a step in which it takes a block
     */
    void add(int request, int step) {
        int phase = Math.floorMod(step, takers.length);
        // Residents that grow together do so in the order of their numbers, however they got here.
        takers[phase].insertSorted(request, Integer::compare);
        phaseOf[request] = phase;
    }

    /** Takes a resident out, if it grows. */
    void remove(int request) {
        if (phaseOf[request] != NONE) {
            takers[phaseOf[request]].removeValue(request);
            phaseOf[request] = NONE;
        }
    }

    /** A number of a step in which a resident takes a block, {@link #NONE} if it does not grow. */
    int phaseOf(int request) {
        return phaseOf[request];
    }

    void clear() {
        for (IntList list : takers) {
            for (int k = 0; k < list.size(); k++) {
                phaseOf[list.get(k)] = NONE;
            }
            list.clear();
        }
    }

    /** The residents that take a block in a step. */
    IntList takersIn(int step) {
        return takers[step % takers.length];
    }
}
