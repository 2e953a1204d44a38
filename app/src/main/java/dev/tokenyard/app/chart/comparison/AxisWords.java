package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.ValueFormat;
import dev.tokenyard.sim.time.Ticks;

/** Durations in the words of axes. */
final class AxisWords {
    private AxisWords() {}

    static String seconds(long ticks) {
        return ValueFormat.readout(Ticks.toSeconds(ticks), "s");
    }
}
