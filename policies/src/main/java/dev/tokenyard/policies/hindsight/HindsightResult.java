package dev.tokenyard.policies.hindsight;

import java.util.List;
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
    sealed interface Certificate permits NoWait, ByPrices, BySearch, ByParts {
        /** What it is, a phrase for people. */
        String words();
    }

    /** Every request starts as it arrives, and no latency is less than the output. */
    record NoWait() implements Certificate {
        @Override
        public String words() {
            return "no request waits";
        }
    }

    /** Prices of memory whose bound the schedule attains; {@link MultiplierCheck} recomputes it. */
    record ByPrices(Multipliers prices) implements Certificate {
        @Override
        public String words() {
            return "proved by prices of memory, re-checked";
        }
    }

    /**
     * An exhausted search.
     *
     * @param proof what {@link ProofChecker} re-checks
     * @param isChecked whether it did
     */
    record BySearch(SearchProof proof, boolean isChecked) implements Certificate {
        @Override
        public String words() {
            return words(proof.states(), isChecked);
        }

        private static String words(long states, boolean isChecked) {
            return String.format(Locale.ROOT, "proved by search over %,d state%s, ", states, states == 1 ? "" : "s")
                    + (isChecked ? "re-checked" : "not re-checked");
        }
    }

    /** One certificate for each part of an instance between two gaps in which the worker is idle. */
    record ByParts(List<Certificate> parts) implements Certificate {
        /** Copies the list. */
        public ByParts {
            parts = List.copyOf(parts);
        }

        /** The certificate of the whole, which is that of its only part if there are no more. */
        static Certificate of(List<Certificate> parts) {
            if (parts.stream().allMatch(part -> part instanceof NoWait)) {
                return new NoWait();
            }
            return parts.size() == 1 ? parts.get(0) : new ByParts(parts);
        }

        @Override
        public String words() {
            long states = 0;
            boolean isChecked = true;
            for (Certificate part : parts) {
                if (part instanceof BySearch) {
                    states += ((BySearch) part).proof().states();
                    isChecked &= ((BySearch) part).isChecked();
                }
            }
            String how = states > 0 ? BySearch.words(states, isChecked) : "proved by prices of memory, re-checked";
            return how + ", in " + parts.size() + " parts that never meet";
        }
    }

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
            return certificate.words();
        }
    }

    /**
     * A schedule that may or may not be optimal.
     *
     * @param starts the start round of each request
     * @param totalLatencyRounds its total latency, which {@link ScheduleChecker} found
     * @param lowerBoundRounds a total latency that no schedule can beat, if the evidence is right
     * @param evidence how the bound is known
     * @param isChecked whether the bound is one that was computed from its definition, not one that a search came to
     * @param cause why nothing better is known, a clause for people
     */
    record Bound(
            int[] starts,
            long totalLatencyRounds,
            long lowerBoundRounds,
            String evidence,
            boolean isChecked,
            String cause)
            implements HindsightResult {}
}
