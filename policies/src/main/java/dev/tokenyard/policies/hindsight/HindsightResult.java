package dev.tokenyard.policies.hindsight;

import java.util.Locale;

/** The best schedule of an instance, and how good it is known to be. */
public sealed interface HindsightResult {
    /** The start round of each request. */
    int[] starts();

    /** Total end-to-end latency of the schedule, in rounds. */
    long totalLatencyRounds();

    /** A total latency that no schedule can beat, in rounds. */
    long lowerBoundRounds();

    /** How the lower bound is known, a phrase for people. */
    String evidence();

    /** How far a total latency may lie above the optimum, as a share of the lower bound; 0 where the two are equal. */
    default double gap(long latencyRounds) {
        return latencyRounds == lowerBoundRounds()
                ? 0
                : (double) (latencyRounds - lowerBoundRounds()) / lowerBoundRounds();
    }

    /** Why nothing is better than an optimal schedule. */
    sealed interface Certificate permits ByPrices, BySearch {}

    /** Prices of memory whose bound the schedule attains; {@link MultiplierCheck} recomputes it. */
    record ByPrices(Multipliers prices) implements Certificate {}

    /**
     * An exhausted search.
     *
     * @param proof what {@link ProofChecker} re-checks
     * @param isChecked whether it did
     */
    record BySearch(SearchProof proof, boolean isChecked) implements Certificate {}

    /**
     * The optimum.
     *
     * @param starts the start round of each request
     * @param totalLatencyRounds its total latency, which {@link ScheduleChecker} found
     * @param certificate why nothing is better
     */
    record Exact(int[] starts, long totalLatencyRounds, Certificate certificate) implements HindsightResult {
        @Override
        public long lowerBoundRounds() {
            return totalLatencyRounds;
        }

        @Override
        public String evidence() {
            if (certificate instanceof BySearch) {
                BySearch search = (BySearch) certificate;
                long states = search.proof().states();
                return String.format(Locale.ROOT, "proved by search over %,d state%s, ", states, states == 1 ? "" : "s")
                        + (search.isChecked() ? "re-checked" : "not re-checked");
            }
            return "proved by prices of memory, re-checked";
        }
    }

    /**
     * A schedule that may or may not be optimal.
     *
     * @param starts the start round of each request
     * @param totalLatencyRounds its total latency, which {@link ScheduleChecker} found
     * @param lowerBoundRounds a lower total latency that no schedule can beat
     * @param evidence how the bound is known
     * @param prices prices of memory, whose own bound may be a little lower
     */
    record Bound(int[] starts, long totalLatencyRounds, long lowerBoundRounds, String evidence, Multipliers prices)
            implements HindsightResult {}
}
