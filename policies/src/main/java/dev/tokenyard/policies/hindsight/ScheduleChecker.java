package dev.tokenyard.policies.hindsight;

/**
 * Checks a schedule against the definitions of arXiv 2502.07115, section 2, and nothing else: no request starts before its
 * arrival, and at every round the tokens held add up to at most M. It shares no code with what makes schedules, and takes
 * no short cuts.
 */
public final class ScheduleChecker {
    private ScheduleChecker() {}

    /**
     * The total end-to-end latency of a schedule, Σ (p + o - a), after a check that it is one.
     *
     * @param instance the requests
     * @param starts the start round p of each
     * @return rounds
     * @throws IllegalArgumentException if it is not feasible; the message names request or round and both numbers
     */
    public static long totalLatency(HindsightInstance instance, int[] starts) {
        int n = instance.size();
        if (starts.length != n) {
            throw new IllegalArgumentException(
                    "The schedule has " + starts.length + " starts for " + n + " requests; give one for each.");
        }
        long total = 0;
        long end = 0;
        for (int i = 0; i < n; i++) {
            if (starts[i] < instance.arrival(i)) {
                throw new IllegalArgumentException("Request " + i + " starts at round " + starts[i]
                        + ", before its arrival at " + instance.arrival(i) + ".");
            }
            long completion = (long) starts[i] + instance.output(i);
            total += completion - instance.arrival(i);
            end = Math.max(end, completion);
        }
        for (long round = 1; round <= end; round++) {
            long held = held(instance, starts, round);
            if (held > instance.memoryTokens()) {
                throw new IllegalArgumentException("At round " + round + " the requests hold " + held
                        + " tokens, more than the memory of " + instance.memoryTokens() + ".");
            }
        }
        return total;
    }

    /** Tokens held at a round τ: Σ (s + τ - p) over the requests with p < τ <= p + o. */
    public static long held(HindsightInstance instance, int[] starts, long round) {
        long held = 0;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < round && round <= (long) starts[i] + instance.output(i)) {
                held += instance.prompt(i) + round - starts[i];
            }
        }
        return held;
    }
}
