package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;

/** The arrivals of a recorded trace again, at another rate; after the last one they begin anew, a mean gap later. */
public final class ReplayedArrivals implements ArrivalProcess {
    private final String source;
    private final double[] seconds;
    private final double factor;

    private ReplayedArrivals(String source, double[] seconds, double factor) {
        this.source = source;
        this.seconds = seconds;
        this.factor = factor;
        ArrivalRanges.requireRate(meanRatePerSecond());
    }

    /**
     * The arrivals of a trace.
     *
     * @param source where the trace comes from: a file, for instance, from which a recipe reads it again
     * @param factor how many times faster than recorded they arrive, positive
     * @throws IllegalArgumentException if the trace has no two requests at different times, or the factor is out of range
     */
    public static ReplayedArrivals of(Trace trace, String source, double factor) {
        if (trace.size() < 2 || trace.arrivalTick(0) == trace.lastArrivalTick()) {
            throw new IllegalArgumentException("The arrivals of " + source
                    + " cannot be replayed, as there are not two of different times; take another trace.");
        }
        double[] seconds = new double[trace.size()];
        for (int r = 0; r < seconds.length; r++) {
            seconds[r] = Ticks.toSeconds(trace.arrivalTick(r) - trace.arrivalTick(0));
        }
        return new ReplayedArrivals(source, seconds, factor);
    }

    /** Where the recorded trace comes from. */
    public String source() {
        return source;
    }

    /** How many times faster than recorded requests arrive. */
    public double factor() {
        return factor;
    }

    /** How many arrivals there are until they begin anew. */
    int size() {
        return seconds.length;
    }

    /** When a recorded request arrives after the first, in seconds at the new rate. */
    double seconds(int request) {
        return seconds[request] / factor;
    }

    /** How long it takes until the arrivals begin anew, in seconds. */
    double roundSeconds() {
        return seconds.length / meanRatePerSecond();
    }

    @Override
    public double meanRatePerSecond() {
        return (seconds.length - 1) / seconds[seconds.length - 1] * factor;
    }

    @Override
    public ReplayedArrivals timesRate(double more) {
        return new ReplayedArrivals(source, seconds, factor * more);
    }

    @Override
    public String text() {
        return "replay(" + source + ", " + WorkloadSpec.number(factor) + " times as fast)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayedArrivals replayed
                && source.equals(replayed.source)
                && factor == replayed.factor
                && Arrays.equals(seconds, replayed.seconds);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + Double.hashCode(factor);
    }
}
