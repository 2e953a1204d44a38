package dev.tokenyard.app.session;

import dev.tokenyard.policies.hindsight.HindsightInstance;

/** The tokens that a schedule of the theory mode holds round by round, if it runs every request in one go. */
final class RoundMemory {
    private RoundMemory() {}

    /**
     * The tokens at rounds 1, 2, ... up to the last completion: Σ (s + τ - p) over the requests with p < τ <= p + o (arXiv
     * 2502.07115, section 2). Linear in requests and rounds.
     *
     * @param starts the start round p of each request, below 0 if it never started
     */
    static int[] of(HindsightInstance instance, long[] starts) {
        long end = 0;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] >= 0) {
                end = Math.max(end, starts[i] + instance.output(i));
            }
        }
        // Changes of how many run, and of their Σ (s - p), by the round at which they come into effect.
        int rounds = Math.toIntExact(end);
        int[] running = new int[rounds + 2];
        long[] offsets = new long[rounds + 2];
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] >= 0) {
                int first = (int) starts[i] + 1;
                int after = first + instance.output(i);
                running[first]++;
                running[after]--;
                offsets[first] += instance.prompt(i) - starts[i];
                offsets[after] -= instance.prompt(i) - starts[i];
            }
        }
        int[] tokens = new int[rounds];
        long count = 0;
        long offset = 0;
        for (int round = 1; round <= rounds; round++) {
            count += running[round];
            offset += offsets[round];
            tokens[round - 1] = Math.toIntExact(offset + count * round);
        }
        return tokens;
    }
}
