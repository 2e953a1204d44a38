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
 * @param accent what stands out beside something quiet
 * @param series series by index; never empty
 * @param classes SLO classes by index, as they are everywhere else; never empty
 */
public record ChartPalette(
        Color background,
        Color grid,
        Color text,
        Color secondary,
        Color target,
        Color accent,
        List<Color> series,
        List<Color> classes) {
    /** The index of a quiet series, which is there for comparison. */
    public static final int QUIET = 1 << 20;

    /** The index of the series that it is compared with. */
    public static final int ACCENT = QUIET + 1;

    /** The index of the first SLO class; that of the k-th is k more. */
    public static final int FIRST_CLASS = QUIET + 2;

    private static final int STEP = 4;

    private static final Color PAPER_GRID = new Color(0xD8, 0xD8, 0xD8);
    private static final Color PAPER_LABELS = new Color(0x26, 0x26, 0x26);

    public ChartPalette {
        series = List.copyOf(series);
        classes = List.copyOf(classes);
        if (series.isEmpty() || classes.isEmpty()) {
            throw new IllegalArgumentException(
                    "A chart palette needs at least one colour of a series and one of a class.");
        }
    }

    /** The same series in black on white, for print: its words and lines stay readable in any copy. */
    public ChartPalette onPaper() {
        return new ChartPalette(Color.WHITE, PAPER_GRID, Color.BLACK, PAPER_LABELS, target, accent, series, classes);
    }

    /** {@code colour} as words in it are written: as much nearer to that of the title as it takes to be read on the background. */
    public Color readable(Color colour) {
        Color words = colour;
        for (int percent = STEP; Legibility.ratio(words, background) < Legibility.TEXT_MINIMUM; percent += STEP) {
            words = Legibility.between(colour, text, Math.min(percent, 100) / 100.0);
            if (percent >= 100) {
                break;
            }
        }
        return words;
    }

    /** The colour of series {@code index}; past the last colour they begin again, but for the indices with names. */
    public Color series(int index) {
        if (index == QUIET) {
            return secondary;
        }
        if (index == ACCENT) {
            return accent;
        }
        if (index >= FIRST_CLASS) {
            return classes.get((index - FIRST_CLASS) % classes.size());
        }
        return series.get(Math.floorMod(index, series.size()));
    }
}
