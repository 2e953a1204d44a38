package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.trace.format.TraceLimits;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How long the prompts or outputs of one stream are, in tokens: 1 to 10 million. */
public sealed interface Lengths {
    /** The shortest length that can come, in tokens. */
    int minTokens();

    /** The longest length that can come, in tokens. */
    int maxTokens();

    /** The share of lengths of at most so many tokens, 0 to 1; of {@link Periods} at the start of the trace. */
    double cumulative(int tokens);

    /** The distribution in words, for a recipe. */
    String text();

    /** What becomes of lengths beyond the limits. */
    enum Cut {
        /** They are set to the limit, as a server does that cuts requests off; so the median stays. */
        LIMIT,
        /** They do not come: what is drawn lies within. */
        REDRAW
    }

    /**
     * A log-normal length.
     *
     * @param medianTokens median before cutting, exp(mu); within the limits
     * @param sigma standard deviation of the logarithm, 0 to 5; 0 makes every length the median
     * @param minTokens shortest, at least 1
     * @param maxTokens longest, at most 10 million
     * @param cut what becomes of lengths beyond the limits
     */
    record LogNormal(double medianTokens, double sigma, int minTokens, int maxTokens, Cut cut) implements Lengths {
        private static final double MAX_SIGMA = 5;
        private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

        /** Checks the ranges. */
        public LogNormal {
            requireLimits(minTokens, maxTokens);
            if (!(medianTokens >= minTokens && medianTokens <= maxTokens)) {
                throw new IllegalArgumentException("The median length is " + medianTokens
                        + " tokens; give one from the minimum " + minTokens + " to the maximum " + maxTokens + ".");
            }
            if (!(sigma >= 0 && sigma <= MAX_SIGMA)) {
                throw new IllegalArgumentException(
                        "The sigma of a length is " + sigma + "; give a number from 0 to 5, such as 0.8.");
            }
        }

        /** Lengths that are set to the limits where they exceed them. */
        public LogNormal(double medianTokens, double sigma, int minTokens, int maxTokens) {
            this(medianTokens, sigma, minTokens, maxTokens, Cut.LIMIT);
        }

        /** The length that belongs to a standard normal deviate, before it is cut: exp(mu + sigma z), rounded. */
        double rounded(double standardNormal) {
            return Math.rint(medianTokens * Math.exp(sigma * standardNormal));
        }

        @Override
        public double cumulative(int tokens) {
            if (tokens < minTokens) {
                return 0;
            }
            if (tokens >= maxTokens) {
                return 1;
            }
            double below = uncut(tokens);
            if (cut == Cut.LIMIT) {
                return below;
            }
            double outside = uncut(minTokens - 1);
            return (below - outside) / (uncut(maxTokens) - outside);
        }

        private double uncut(int tokens) {
            double deviate = Math.log((tokens + 0.5) / medianTokens);
            // Without spread all lengths lie on one side.
            return sigma == 0 ? (deviate >= 0 ? 1 : 0) : STANDARD.cumulativeProbability(deviate / sigma);
        }

        @Override
        public String text() {
            return "lognormal(median=" + WorkloadSpec.number(medianTokens) + " sigma=" + WorkloadSpec.number(sigma)
                    + " min=" + minTokens + " max=" + maxTokens + (cut == Cut.LIMIT ? "" : " redrawn") + ")";
        }
    }

    /**
     * Always the same length: a spike where it is part of a mixture.
     *
     * @param tokens the length
     */
    record Fixed(int tokens) implements Lengths {
        /** Checks the range. */
        public Fixed {
            requireLimits(tokens, tokens);
        }

        @Override
        public int minTokens() {
            return tokens;
        }

        @Override
        public int maxTokens() {
            return tokens;
        }

        @Override
        public double cumulative(int limit) {
            return limit >= tokens ? 1 : 0;
        }

        @Override
        public String text() {
            return "fixed(" + tokens + ")";
        }
    }

    /**
     * Several kinds of lengths in one stream.
     *
     * @param parts the kinds, at least one, each with its weight
     */
    record Mixture(List<Part> parts) implements Lengths {
        /**
         * One kind.
         *
         * @param weight its weight, of which only the ratio to the others counts; positive
         * @param lengths its lengths
         */
        public record Part(double weight, Lengths lengths) {
            /** Checks the weight. */
            public Part {
                if (!(weight > 0) || Double.isInfinite(weight)) {
                    throw new IllegalArgumentException(
                            "A part of a mixture of lengths has the weight " + weight + "; give a positive number.");
                }
            }
        }

        /** Checks the parts. */
        public Mixture {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("A mixture of lengths has no parts; give at least one.");
            }
        }

        @Override
        public int minTokens() {
            return parts.stream()
                    .mapToInt(part -> part.lengths.minTokens())
                    .min()
                    .orElseThrow();
        }

        @Override
        public int maxTokens() {
            return parts.stream()
                    .mapToInt(part -> part.lengths.maxTokens())
                    .max()
                    .orElseThrow();
        }

        @Override
        public double cumulative(int tokens) {
            double sum = 0;
            double all = 0;
            for (Part part : parts) {
                sum += part.weight * part.lengths.cumulative(tokens);
                all += part.weight;
            }
            return tokens >= maxTokens() ? 1 : sum / all;
        }

        @Override
        public String text() {
            return "mixture("
                    + parts.stream()
                            .map(part -> WorkloadSpec.number(part.weight) + " " + part.lengths.text())
                            .collect(Collectors.joining(" + "))
                    + ")";
        }
    }

    /**
     * Lengths as they were counted.
     *
     * @param bins the lengths that occur, in ascending order, each with its weight; at least one
     */
    record Histogram(List<Bin> bins) implements Lengths {
        /**
         * A length.
         *
         * @param tokens how long
         * @param weight how often, of which only the ratio to the others counts; positive
         */
        public record Bin(int tokens, double weight) {}

        /** Checks the bins. */
        public Histogram {
            bins = List.copyOf(bins);
            if (bins.isEmpty()) {
                throw new IllegalArgumentException("A histogram of lengths has no bins; give at least one.");
            }
            int before = 0;
            for (Bin bin : bins) {
                requireLimits(bin.tokens, bin.tokens);
                if (bin.tokens <= before) {
                    throw new IllegalArgumentException("A histogram of lengths has " + bin.tokens + " tokens behind "
                            + before + "; give each length once, in ascending order.");
                }
                if (!(bin.weight > 0) || Double.isInfinite(bin.weight)) {
                    throw new IllegalArgumentException("In a histogram of lengths " + bin.tokens
                            + " tokens have the weight " + bin.weight + "; give a positive number.");
                }
                before = bin.tokens;
            }
        }

        @Override
        public int minTokens() {
            return bins.get(0).tokens;
        }

        @Override
        public int maxTokens() {
            return bins.get(bins.size() - 1).tokens;
        }

        @Override
        public double cumulative(int tokens) {
            double sum = 0;
            double all = 0;
            for (Bin bin : bins) {
                sum += bin.tokens <= tokens ? bin.weight : 0;
                all += bin.weight;
            }
            return tokens >= maxTokens() ? 1 : sum / all;
        }

        @Override
        public String text() {
            return String.format(
                    Locale.ROOT, "histogram(%d lengths from %d to %d)", bins.size(), minTokens(), maxTokens());
        }
    }

    /**
     * Lengths that change in the course of the trace.
     *
     * @param periods what holds from when on, in ascending order; the first holds before its start, too
     */
    record Periods(List<Period> periods) implements Lengths {
        /**
         * What holds from a moment on.
         *
         * @param fromSeconds since when, in seconds from the start of the trace
         * @param lengths the lengths
         */
        public record Period(double fromSeconds, Lengths lengths) {}

        /** Checks the order. */
        public Periods {
            periods = List.copyOf(periods);
            if (periods.isEmpty()) {
                throw new IllegalArgumentException("Lengths by period have no period; give at least one.");
            }
            for (int p = 1; p < periods.size(); p++) {
                if (!(periods.get(p).fromSeconds > periods.get(p - 1).fromSeconds)) {
                    throw new IllegalArgumentException("Lengths by period have a period from "
                            + periods.get(p).fromSeconds + " s on behind one from "
                            + periods.get(p - 1).fromSeconds + " s on; give them in ascending order.");
                }
            }
        }

        @Override
        public int minTokens() {
            return periods.stream()
                    .mapToInt(period -> period.lengths.minTokens())
                    .min()
                    .orElseThrow();
        }

        @Override
        public int maxTokens() {
            return periods.stream()
                    .mapToInt(period -> period.lengths.maxTokens())
                    .max()
                    .orElseThrow();
        }

        @Override
        public double cumulative(int tokens) {
            return periods.get(0).lengths.cumulative(tokens);
        }

        @Override
        public String text() {
            return "periods(" + periods.size() + ", at first "
                    + periods.get(0).lengths.text() + ")";
        }
    }

    private static void requireLimits(int minTokens, int maxTokens) {
        if (minTokens < 1 || maxTokens > TraceLimits.MAX_TOKENS || minTokens > maxTokens) {
            throw new IllegalArgumentException("Lengths from " + minTokens + " to " + maxTokens
                    + " tokens were asked for; give a minimum of at least 1 and a maximum from there to 10,000,000.");
        }
    }
}
