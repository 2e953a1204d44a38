package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * The decoding residents of an instance by the steps in which they take a KV block: a resident takes one in every {@code
 * blockTokens}-th step, so the residue of the step's number tells who does.
 */
final class GrowthPhases {
    private final IntList[] takers;

    GrowthPhases(int blockTokens) {
        takers = new IntList[blockTokens];
        Arrays.setAll(takers, p -> new IntList());
    }

    /** How many phases there are: the tokens of a block. */
    int count() {
        return takers.length;
    }

    /**
     * Adds a resident.
     *
     * @param step a step in which it takes a block
     * @return its phase
     */
    int add(int request, int step) {
        int phase = Math.floorMod(step, takers.length);
        // Residents that grow together do so in the order of their numbers, however they got here.
        takers[phase].insertSorted(request, Integer::compare);
        return phase;
    }

    void remove(int request, int phase) {
        takers[phase].removeValue(request);
    }

    void clear() {
        for (IntList list : takers) {
            list.clear();
        }
    }

    /** The residents that take a block in a step. */
    IntList takersIn(int step) {
        return takers[step % takers.length];
    }
}
