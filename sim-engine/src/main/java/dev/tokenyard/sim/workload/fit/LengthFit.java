package dev.tokenyard.sim.workload.fit;

import dev.tokenyard.sim.workload.Lengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Length distributions from lengths that were recorded. */
final class LengthFit {
    /** Up to so many different lengths are kept as they were counted. */
    private static final int FEW = 24;
    /** A length that so large a share of requests has may be a spike: a limit, a template, a canned answer. */
    private static final double SPIKE_SHARE = 0.005;
    /** Fewer requests of one length are a coincidence. */
    private static final int SPIKE_REQUESTS = 10;
    /** A spike stands out from the lengths around it by this factor. */
    private static final double SPIKE_HEIGHT = 6;
    /** So many lengths on either side are no plateau yet. */
    private static final int NEXT_LENGTHS = 3;

    private static final int MOST_SPIKES = 16;
    /** Counted lengths are summed up to so many. */
    private static final int MOST_BINS = 400;

    private LengthFit() {}

    /**
     * A mixture of log-normal lengths, of one to eight kinds as the Bayesian information criterion decides, and of spikes.
     *
     * @param lengths recorded lengths in tokens, at least one
     */
    static Lengths parametric(int[] lengths) {
        TreeMap<Integer, Integer> counts = counts(lengths);
        if (counts.size() <= FEW) {
            return counted(lengths);
        }
        List<Lengths.Mixture.Part> parts = new ArrayList<>();
        TreeMap<Integer, Double> rest = new TreeMap<>();
        counts.forEach((tokens, count) -> rest.put(tokens, (double) count));
        for (Spike spike : spikes(counts, lengths.length)) {
            parts.add(
                    new Lengths.Mixture.Part(rounded(spike.excess / lengths.length), new Lengths.Fixed(spike.tokens)));
            rest.merge(spike.tokens, -spike.excess, Double::sum);
        }
        rest.values().removeIf(count -> count <= 1e-9);
        double share = rest.values().stream().mapToDouble(count -> count).sum() / lengths.length;
        int min = counts.firstKey();
        int max = counts.lastKey();
        for (LogNormalMixture.Component part : LogNormalMixture.fit(rest)) {
            double median = Math.max(min, Math.min(max, Math.exp(part.mean())));
            parts.add(new Lengths.Mixture.Part(
                    rounded(share * part.weight()),
                    new Lengths.LogNormal(
                            rounded(median), rounded(Math.min(5, part.deviation())), min, max, Lengths.Cut.REDRAW)));
        }
        return parts.size() == 1 ? parts.get(0).lengths() : new Lengths.Mixture(parts);
    }

    /** The lengths as they were counted; where there are many, each stands for its neighbours. */
    static Lengths.Histogram counted(int[] lengths) {
        TreeMap<Integer, Integer> counts = counts(lengths);
        List<Lengths.Histogram.Bin> bins = new ArrayList<>();
        double most = counts.size() <= MOST_BINS ? 0 : (double) lengths.length / MOST_BINS;
        double weight = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            weight += count.getValue();
            if (weight >= most || count.getKey().equals(counts.lastKey())) {
                bins.add(new Lengths.Histogram.Bin(count.getKey(), weight));
                weight = 0;
            }
        }
        return new Lengths.Histogram(bins);
    }

    private record Spike(int tokens, double excess) {}

    private static List<Spike> spikes(TreeMap<Integer, Integer> counts, int all) {
        List<Spike> spikes = new ArrayList<>();
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            // A limit gathers requests at the end.
            int least = count.getKey().equals(counts.lastKey()) ? SPIKE_REQUESTS / 2 : SPIKE_REQUESTS;
            if (count.getValue() < Math.max(least, SPIKE_SHARE * all)) {
                continue;
            }
            int tokens = count.getKey();
            int reach = Math.max(3, tokens / 50);
            // Among lengths that are all as frequent, such as those just below a limit, none stands out.
            double usual = Math.max(around(counts, tokens, reach), around(counts, tokens, NEXT_LENGTHS));
            if (count.getValue() > SPIKE_HEIGHT * usual) {
                spikes.add(new Spike(tokens, count.getValue() - usual));
            }
        }
        spikes.sort(Comparator.comparingDouble(Spike::excess).reversed());
        return spikes.subList(0, Math.min(MOST_SPIKES, spikes.size()));
    }

    /** How many requests a length near by has on average. */
    private static double around(TreeMap<Integer, Integer> counts, int tokens, int reach) {
        int all = counts.subMap(tokens - reach, tokens + reach + 1).values().stream()
                .mapToInt(c -> c)
                .sum();
        return (all - counts.getOrDefault(tokens, 0)) / (2.0 * reach);
    }

    private static TreeMap<Integer, Integer> counts(int[] lengths) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int tokens : lengths) {
            counts.merge(tokens, 1, Integer::sum);
        }
        return counts;
    }

    /** Four significant digits, which people can read and which say all that a fit knows. */
    static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.rint(value * scale) / scale;
    }
}
