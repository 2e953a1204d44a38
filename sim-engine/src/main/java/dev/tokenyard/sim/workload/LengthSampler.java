package dev.tokenyard.sim.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            return new Counted(histogram);
        }
        if (lengths instanceof Lengths.Periods periods) {
            return new Changing(periods);
        }
        return lengths.maxTokens() - lengths.minTokens() < Tabled.MOST ? new Tabled(lengths) : new Quantiles(lengths);
    }

    /** The share of a standard normal distribution below a deviate. */
    private static double shareBelow(double standardNormal) {
        return NormalDistribution.of(0, 1).cumulativeProbability(standardNormal);
    }

    /** Looks lengths up that were counted. */
    final class Counted implements LengthSampler {
        private final int[] tokens;
        private final double[] cumulative;

        Counted(Lengths.Histogram histogram) {
            List<Lengths.Histogram.Bin> bins = histogram.bins();
            tokens = bins.stream().mapToInt(Lengths.Histogram.Bin::tokens).toArray();
            cumulative = new double[tokens.length];
            double sum = 0;
            for (int i = 0; i < tokens.length; i++) {
                sum += bins.get(i).weight();
                cumulative[i] = sum;
            }
            for (int i = 0; i < tokens.length; i++) {
                cumulative[i] /= sum;
            }
        }

        @Override
        public int tokens(double standardNormal, double seconds) {
            int at = Arrays.binarySearch(cumulative, shareBelow(standardNormal));
            return tokens[Math.min(at < 0 ? -at - 1 : at, tokens.length - 1)];
        }
    }

    /** Looks the share of every length up, where there are not too many. */
    final class Tabled implements LengthSampler {
        private static final int MOST = 1 << 17;

        private final int minTokens;
        private final double[] cumulative;

        Tabled(Lengths lengths) {
            minTokens = lengths.minTokens();
            cumulative = new double[lengths.maxTokens() - minTokens + 1];
            for (int i = 0; i < cumulative.length; i++) {
                cumulative[i] = lengths.cumulative(minTokens + i);
            }
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
            return minTokens + low;
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
