package dev.tokenyard.sim.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Lengths from standard normal deviates, longer ones from larger: so two lengths are correlated by correlating their
 * deviates, whatever their distributions are (a Gaussian copula).
 */
interface LengthSampler {
    /**
     * The length of a request.
     *
     * @param standardNormal the deviate
     * @param seconds when the request arrives
     */
    int tokens(double standardNormal, double seconds);

    /** A sampler of a distribution. */
    static LengthSampler of(Lengths lengths) {
        if (lengths instanceof Lengths.LogNormal logNormal && logNormal.cut() == Lengths.Cut.LIMIT) {
            return (z, seconds) ->
                    (int) Math.max(logNormal.minTokens(), Math.min(logNormal.maxTokens(), logNormal.rounded(z)));
        }
        if (lengths instanceof Lengths.Fixed fixed) {
            return (z, seconds) -> fixed.tokens();
        }
        if (lengths instanceof Lengths.Histogram histogram) {
            return Tabled.of(histogram);
        }
        if (lengths instanceof Lengths.Periods periods) {
            return new Changing(periods);
        }
        return lengths.maxTokens() - lengths.minTokens() < Tabled.MOST ? Tabled.ofAll(lengths) : new Quantiles(lengths);
    }

    /** The share of a standard normal distribution below a deviate. */
    private static double shareBelow(double standardNormal) {
        return NormalDistribution.of(0, 1).cumulativeProbability(standardNormal);
    }

    /** Looks up the shares of lengths, of those that were counted or of every one where there are not too many. */
    final class Tabled implements LengthSampler {
        /** The most lengths that are all looked up. */
        private static final int MOST = 1 << 17;

        private final int[] tokens;
        private final double[] cumulative;

        private Tabled(int[] tokens, double[] cumulative) {
            this.tokens = tokens;
            this.cumulative = cumulative;
        }

        static Tabled of(Lengths.Histogram histogram) {
            List<Lengths.Histogram.Bin> bins = histogram.bins();
            double[] cumulative = new double[bins.size()];
            double sum = 0;
            for (int i = 0; i < cumulative.length; i++) {
                sum += bins.get(i).weight();
                cumulative[i] = sum;
            }
            for (int i = 0; i < cumulative.length; i++) {
                cumulative[i] /= sum;
            }
            return new Tabled(
                    bins.stream().mapToInt(Lengths.Histogram.Bin::tokens).toArray(), cumulative);
        }

        /** Every length that can come. */
        static Tabled ofAll(Lengths lengths) {
            int[] tokens = IntStream.rangeClosed(lengths.minTokens(), lengths.maxTokens())
                    .toArray();
            return new Tabled(
                    tokens,
                    IntStream.of(tokens).mapToDouble(lengths::cumulative).toArray());
        }

        @Override
        public int tokens(double standardNormal, double seconds) {
            double share = shareBelow(standardNormal);
            int low = 0;
            int high = cumulative.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cumulative[middle] >= share) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return tokens[low];
        }
    }

    /** Inverts the cumulative share of any distribution, within brackets that are found once. */
    final class Quantiles implements LengthSampler {
        private static final int BRACKETS = 4096;

        private final Lengths lengths;
        private final int[] edges = new int[BRACKETS + 1];

        Quantiles(Lengths lengths) {
            this.lengths = lengths;
            edges[0] = lengths.minTokens();
            for (int i = 1; i < BRACKETS; i++) {
                edges[i] = inverse((double) i / BRACKETS, edges[i - 1], lengths.maxTokens());
            }
            edges[BRACKETS] = lengths.maxTokens();
        }

        @Override
        public int tokens(double standardNormal, double seconds) {
            double share = shareBelow(standardNormal);
            int bracket = Math.min((int) (share * BRACKETS), BRACKETS - 1);
            return inverse(share, edges[bracket], edges[bracket + 1]);
        }

        /** The shortest length that at least a share of all does not exceed. */
        private int inverse(double share, int from, int to) {
            int low = from;
            int high = to;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (lengths.cumulative(middle) >= share) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    /** Takes the lengths of the period in which a request arrives. */
    final class Changing implements LengthSampler {
        private final List<Lengths.Periods.Period> periods;
        private final List<LengthSampler> samplers = new ArrayList<>();

        Changing(Lengths.Periods lengths) {
            periods = lengths.periods();
            periods.forEach(period -> samplers.add(of(period.lengths())));
        }

        @Override
        public int tokens(double standardNormal, double seconds) {
            int period = 0;
            while (period + 1 < periods.size() && periods.get(period + 1).fromSeconds() <= seconds) {
                period++;
            }
            return samplers.get(period).tokens(standardNormal, seconds);
        }
    }
}
