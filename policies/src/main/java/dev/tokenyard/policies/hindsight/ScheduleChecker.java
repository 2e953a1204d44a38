package dev.tokenyard.policies.hindsight;

import java.util.Comparator;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Checks a schedule against the definitions of arXiv 2502.07115, section 2, and nothing else: no request starts before its
 * arrival, and at every round the tokens held add up to at most M. It shares no code with what makes schedules.
 *
 * <p>Between a start or a completion and the next one, the same requests run and each holds a token more in every round. So
 * the tokens held are a line there, known by how many run and by their Σ (s - p), and largest at its end: O(n log n) for any
 * number of rounds.
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
        for (int i = 0; i < n; i++) {
            if (starts[i] < instance.arrival(i)) {
                throw new IllegalArgumentException("Request " + i + " starts at round " + starts[i]
                        + ", before its arrival at " + instance.arrival(i) + ".");
            }
            total += (long) starts[i] + instance.output(i) - instance.arrival(i);
        }
        checkMemory(instance, starts);
        return total;
    }

    private static void checkMemory(HindsightInstance instance, int[] starts) {
        int n = starts.length;
        int[] byStart = ordered(n, i -> starts[i]);
        int[] byCompletion = ordered(n, i -> (long) starts[i] + instance.output(i));
        int started = 0;
        long running = 0;
        long offsets = 0;
        // The round behind which the present line begins.
        long line = 0;
        for (int completed = 0; completed < n; completed++) {
            int ending = byCompletion[completed];
            long end = (long) starts[ending] + instance.output(ending);
            // Who starts at the round in which another completes holds memory only behind it.
            while (started < n && starts[byStart[started]] < end) {
                int round = starts[byStart[started]];
                checkUpTo(instance, line, round, running, offsets);
                line = round;
                while (started < n && starts[byStart[started]] == round) {
                    offsets += (long) instance.prompt(byStart[started++]) - round;
                    running++;
                }
            }
            checkUpTo(instance, line, end, running, offsets);
            line = end;
            running--;
            offsets -= (long) instance.prompt(ending) - starts[ending];
        }
    }

    private static void checkUpTo(HindsightInstance instance, long line, long round, long running, long offsets) {
        if (offsets + running * round > instance.memoryTokens()) {
            long first = Math.max(line, Math.floorDiv(instance.memoryTokens() - offsets, running)) + 1;
            throw new IllegalArgumentException("At round " + first + " the requests hold "
                    + (offsets + running * first) + " tokens, more than the memory of " + instance.memoryTokens()
                    + ".");
        }
    }

    private static int[] ordered(int n, IntToLongFunction key) {
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingLong(key::applyAsLong))
                .mapToInt(i -> i)
                .toArray();
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
