package dev.tokenyard.sim.workload.profile;

import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.stream.IntStream;

/**
 * Equal stretches of time from 0 on.
 *
 * @param seconds the length of each, positive
 * @param count how many, at least 1
 */
public record TimeBins(double seconds, int count) {
    private static final double[] STEPS = {1, 2, 5};
    private static final double MINUTE = 60;
    private static final double[] LONG = {10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200};

    /**
     * Bins of a round length that cover a time.
     *
     * @param lastSeconds the last moment to be covered, 0 or more
     * @param most how many bins at most, at least 2
     */
    public static TimeBins covering(double lastSeconds, int most) {
        double step = step(lastSeconds / (most - 1));
        return new TimeBins(step, (int) Math.min(most, Math.floor(lastSeconds / step) + 1));
    }

    /** The shortest round length of at least so many seconds: 1, 2 or 5 times a power of ten, above 5 s as clocks go. */
    private static double step(double least) {
        if (!(least > 0)) {
            return 1;
        }
        if (least > 5) {
            for (double step : LONG) {
                if (step >= least) {
                    return step;
                }
            }
            return Math.ceil(least / (1440 * MINUTE)) * 1440 * MINUTE;
        }
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : STEPS) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** When bin {@code i} begins, in seconds. */
    public double start(int i) {
        return i * seconds;
    }

    /** The bin of a moment; moments after the last bin count to it. */
    int indexOf(long tick) {
        return Math.min(count - 1, (int) (Ticks.toSeconds(tick) / seconds));
    }

    /**
     * A rate over time.
     *
     * @param edges where stretches begin, in seconds, and where the last one ends: one more than there are rates
     * @param rates how many requests arrive a second in each
     */
    public record Curve(double[] edges, double[] rates) {}

    /** How many requests of a trace arrive a second, until its last one. See the other method. */
    public Curve rates(Trace trace) {
        return rates(trace, IntStream.range(0, trace.size()).toArray());
    }

    /**
     * How many requests arrive a second, bin by bin until the last request of the trace. That one lies within a bin, of which only
     * the part up to it is known: its rate is that of this part, and if that is less than half a bin, it belongs to the bin before.
     *
     * @param requests the requests that count, by their numbers; at least one is in the trace
     */
    public Curve rates(Trace trace, int[] requests) {
        double last = Ticks.toSeconds(trace.lastArrivalTick());
        int bins = Math.min(count, (int) (last / seconds) + 1);
        boolean shortened = bins > 1 && last - start(bins - 1) < seconds / 2;
        int parts = shortened ? bins - 1 : bins;
        double[] rates = new double[parts];
        for (int r : requests) {
            rates[Math.min(parts - 1, (int) (Ticks.toSeconds(trace.arrivalTick(r)) / seconds))]++;
        }
        double[] edges = new double[parts + 1];
        for (int i = 0; i < parts; i++) {
            edges[i] = start(i);
        }
        // All at the very beginning: nothing better is known than the bin.
        edges[parts] = last > edges[parts - 1] ? last : start(parts);
        for (int i = 0; i < parts; i++) {
            rates[i] /= edges[i + 1] - edges[i];
        }
        return new Curve(edges, rates);
    }

    /**
     * The share of the prompt tokens, bin by bin, that an earlier request of the trace has had at the beginning of its prompt;
     * NaN for bins without requests, and everywhere for traces that do not tell.
     */
    public double[] sharedPrompt(Trace trace) {
        double[] shared = new double[count];
        double[] all = new double[count];
        PrefixBlocks blocks = trace.prefixBlocks();
        int seen = 0;
        for (int r = 0; r < trace.size() && blocks != null; r++) {
            int bin = indexOf(trace.arrivalTick(r));
            int known = 0;
            for (int i = 0; i < blocks.count(r); i++) {
                // Nodes are numbered as they are first reached.
                if (blocks.node(r, i) < seen) {
                    known++;
                } else {
                    seen = blocks.node(r, i) + 1;
                }
            }
            shared[bin] += (double) known * blocks.blockTokens();
            all[bin] += trace.promptTokens(r);
        }
        for (int i = 0; i < count; i++) {
            shared[i] = all[i] > 0 ? shared[i] / all[i] : Double.NaN;
        }
        return shared;
    }
}
