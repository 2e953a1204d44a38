package dev.tokenyard.sim.workload;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process whose rate and gaps are given anew for each stretch of time, as production traces are summed up; the last one goes on
 * to the end. A gap is drawn in the stretch in which it begins, for a rate of 1, and passes as fast as the rate of each moment
 * says. So every stretch has its rate, however much its gaps vary.
 *
 * @param windows the stretches in ascending order; the first begins at 0
 * @param endSeconds where the last stretch ends, for the mean rate
 */
public record WindowedArrivals(List<Window> windows, double endSeconds) implements ArrivalProcess {
    /**
     * A stretch of time.
     *
     * @param fromSeconds when it begins, in seconds from the start of the trace
     * @param arrivals what arrives in it, null for nothing
     */
    public record Window(double fromSeconds, ArrivalProcess.@Nullable Renewal arrivals) {
        /** The rate in requests per second, 0 where nothing arrives. */
        double ratePerSecond() {
            return arrivals == null ? 0 : arrivals.meanRatePerSecond();
        }
    }

    /** Checks the order, and that something arrives. */
    public WindowedArrivals {
        windows = List.copyOf(windows);
        if (windows.isEmpty() || windows.get(0).fromSeconds != 0) {
            throw new IllegalArgumentException("The windows of a process do not begin at 0 s; let the first one.");
        }
        for (int w = 1; w < windows.size(); w++) {
            if (!(windows.get(w).fromSeconds > windows.get(w - 1).fromSeconds)) {
                throw new IllegalArgumentException("The windows of a process have one from "
                        + windows.get(w).fromSeconds + " s on behind one from "
                        + windows.get(w - 1).fromSeconds + " s on; give them in ascending order.");
            }
        }
        if (!(endSeconds > windows.get(windows.size() - 1).fromSeconds)) {
            throw new IllegalArgumentException("The windows of a process end at " + endSeconds
                    + " s, before the last one begins; let them end behind it.");
        }
        ArrivalRanges.requireRate(mean(windows, endSeconds));
    }

    /** Where a stretch ends, in seconds; infinite for the last. */
    double untilSeconds(int window) {
        return window + 1 < windows.size() ? windows.get(window + 1).fromSeconds : Double.POSITIVE_INFINITY;
    }

    private static double mean(List<Window> windows, double endSeconds) {
        double arrivals = 0;
        for (int w = 0; w < windows.size(); w++) {
            double until = w + 1 < windows.size() ? windows.get(w + 1).fromSeconds : endSeconds;
            arrivals += windows.get(w).ratePerSecond() * (until - windows.get(w).fromSeconds);
        }
        return arrivals / endSeconds;
    }

    @Override
    public double meanRatePerSecond() {
        return mean(windows, endSeconds);
    }

    @Override
    public WindowedArrivals timesRate(double factor) {
        List<Window> scaled = new ArrayList<>();
        for (Window window : windows) {
            scaled.add(
                    new Window(window.fromSeconds, window.arrivals == null ? null : window.arrivals.timesRate(factor)));
        }
        return new WindowedArrivals(scaled, endSeconds);
    }

    @Override
    public String text() {
        return "windows(" + windows.size() + " until " + WorkloadSpec.number(endSeconds) + "s, mean rate="
                + WorkloadSpec.number(meanRatePerSecond()) + "/s)";
    }
}
