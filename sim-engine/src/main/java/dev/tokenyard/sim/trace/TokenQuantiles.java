package dev.tokenyard.sim.trace;

import java.util.Arrays;

/**
 * How long the prompts or outputs of a trace are, in tokens. Quantiles are of nearest rank: the smallest value that at
 * least the given share of the requests do not exceed.
 *
 * @param mean arithmetic mean, {@code NaN} for an empty trace
 * @param p50 median, 0 for an empty trace, as are the others
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param max the longest
 */
public record TokenQuantiles(double mean, int p50, int p90, int p99, int max) {

    /** Sorts {@code tokens} in place. */
    static TokenQuantiles ofSorting(int[] tokens) {
        if (tokens.length == 0) {
            return new TokenQuantiles(Double.NaN, 0, 0, 0, 0);
        }
        Arrays.sort(tokens);
        long sum = 0;
        for (int count : tokens) {
            sum += count;
        }
        return new TokenQuantiles(
                (double) sum / tokens.length,
                percentile(tokens, 50),
                percentile(tokens, 90),
                percentile(tokens, 99),
                tokens[tokens.length - 1]);
    }

    /** The value of rank ceil(n p / 100), in whole numbers so that no rounding moves the rank. */
    private static int percentile(int[] sorted, int percent) {
        long rank = ((long) sorted.length * percent + 99) / 100;
        return sorted[(int) rank - 1];
    }
}
