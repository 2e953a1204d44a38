package dev.tokenyard.app.chart;

import java.awt.Color;
import java.util.List;

/**
 * The colours of a chart.
 *
 * @param background behind everything
 * @param grid grid lines
 * @param text the title and the values
 * @param secondary labels of axes
 * @param target target lines
 * @param series series by index; never empty
 */
public record ChartPalette(
        Color background, Color grid, Color text, Color secondary, Color target, List<Color> series) {
    public ChartPalette {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("A chart palette needs at least one series colour.");
        }
    }

    /** The colour of series {@code index}; past the last colour they begin again. */
    public Color series(int index) {
        return series.get(Math.floorMod(index, series.size()));
    }
}
