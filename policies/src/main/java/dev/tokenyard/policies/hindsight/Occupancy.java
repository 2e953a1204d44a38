package dev.tokenyard.policies.hindsight;

import java.util.Arrays;

/** Tokens held at every round by the requests that were placed so far. */
final class Occupancy {
    private final HindsightInstance instance;
    private final int[] held;

    Occupancy(HindsightInstance instance) {
        this.instance = instance;
        // A request goes behind all others at the latest, and the one after it fits behind that.
        held = new int[instance.horizon() + 2];
    }

    void clear() {
        Arrays.fill(held, 0);
    }

    boolean fits(int i, int start) {
        int before = instance.prompt(i) - start;
        int most = instance.memoryTokens();
        // Requests are largest at their end, so misfits are found soonest from there.
        for (int round = start + instance.output(i); round > start; round--) {
            if (held[round] + before + round > most) {
                return false;
            }
        }
        return true;
    }

    /** The first start from a round on at which a request fits beside those placed. */
    int earliestFit(int i, int from) {
        int start = from;
        while (!fits(i, start)) {
            start++;
        }
        return start;
    }

    void place(int i, int start) {
        for (int k = 1; k <= instance.output(i); k++) {
            held[start + k] += instance.prompt(i) + k;
        }
    }

    /** Tokens held at a round. */
    int at(int round) {
        return round < held.length ? held[round] : 0;
    }
}
