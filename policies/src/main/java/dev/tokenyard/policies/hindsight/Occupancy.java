package dev.tokenyard.policies.hindsight;

/** Tokens held at every round by the requests that were placed so far. */
final class Occupancy {
    private static final int NONE = -1;

    private final HindsightInstance instance;
    private final int[] held;

    Occupancy(HindsightInstance instance) {
        this.instance = instance;
        // A request goes behind all others at the latest, and the one after it fits behind that.
        held = new int[instance.horizon() + 2];
    }

    boolean fits(int i, int start) {
        return lastMisfit(i, start) == NONE;
    }

    /** The last round at which a request that starts at a given one does not fit beside those placed. */
    private int lastMisfit(int i, int start) {
        int before = instance.prompt(i) - start;
        int most = instance.memoryTokens();
        // Requests are largest at their end, so misfits are found soonest from there.
        for (int round = start + instance.output(i); round > start; round--) {
            if (held[round] + before + round > most) {
                return round;
            }
        }
        return NONE;
    }

    /** The first start from a round on at which a request fits beside those placed. */
    int earliestFit(int i, int from) {
        int start = from;
        int misfit = lastMisfit(i, start);
        while (misfit != NONE) {
            // The later the start the less it holds there, and nothing if it starts only then.
            int room = instance.memoryTokens() - held[misfit];
            start = Math.min(misfit, misfit + instance.prompt(i) - room);
            misfit = lastMisfit(i, start);
        }
        return start;
    }

    void place(int i, int start) {
        for (int k = 1; k <= instance.output(i); k++) {
            held[start + k] += instance.prompt(i) + k;
        }
    }

    /** Takes a request away that was placed. */
    void lift(int i, int start) {
        for (int k = 1; k <= instance.output(i); k++) {
            held[start + k] -= instance.prompt(i) + k;
        }
    }

    /** Tokens held at a round. */
    int at(int round) {
        return round < held.length ? held[round] : 0;
    }
}
