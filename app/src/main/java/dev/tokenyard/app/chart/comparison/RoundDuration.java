package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.ValueFormat;
import dev.tokenyard.sim.time.Ticks;

/** Durations that people can name: 1, 2 or 5 times a power of ten seconds. */
final class RoundDuration {
    private RoundDuration() {}

    /** The round duration near {@code ticks}, in ticks, at least 1. */
    static long near(double ticks) {
        double seconds = Math.max(1, ticks) / Ticks.PER_SECOND;
        double decade = Math.pow(10, Math.floor(Math.log10(seconds)));
        double digit = seconds / decade;
        double rounded = digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10;
        return Math.max(1, Ticks.fromSeconds(rounded * decade));
    }

    /** As in {@code 20 s}, or in another unit as long as a second. */
    static String words(long ticks, String unit) {
        return ValueFormat.readout(Ticks.toSeconds(ticks), unit);
    }
}
