package dev.tokenyard.app.chart;

import java.util.List;

/**
 * A chart as data: what to draw, not in which colours or by which library.
 *
 * @param id a short name without spaces, used for file names
 * @param title its heading
 * @param kind how series are drawn
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is drawn, first in the legend first
 * @param targets lines at values that matter
 * @param note where the figures come from, in small words at the foot; empty for none
 * @param range what part of the time they are of, for its data as a file; empty for all of it
 */
public record ChartSpec(
        String id,
        String title,
        ChartKind kind,
        AxisSpec x,
        AxisSpec y,
        List<SeriesSpec> series,
        List<TargetLine> targets,
        String note,
        String range) {
    public ChartSpec {
        series = List.copyOf(series);
        targets = List.copyOf(targets);
        if (kind == ChartKind.BARS) {
            series.forEach(s -> requireCategories(id, s, x.categories().size()));
        }
    }

    /** A chart without target lines and note. */
    public static ChartSpec of(
            String id, String title, ChartKind kind, AxisSpec x, AxisSpec y, List<SeriesSpec> series) {
        return new ChartSpec(id, title, kind, x, y, series, List.of(), "", "");
    }

    /** The same chart with {@code lines} as its target lines. */
    public ChartSpec withTargets(List<TargetLine> lines) {
        return new ChartSpec(id, title, kind, x, y, series, lines, note, range);
    }

    /** The same chart under another title. */
    public ChartSpec withTitle(String words) {
        return new ChartSpec(id, words, kind, x, y, series, targets, note, range);
    }

    /** The same chart with {@code words} as its note. */
    public ChartSpec withNote(String words) {
        return new ChartSpec(id, title, kind, x, y, series, targets, words, range);
    }

    /** The same chart of a part of the time. */
    public ChartSpec ofRange(String words) {
        return new ChartSpec(id, title, kind, x, y, series, targets, note, words);
    }

    /** The same chart under another heading. */
    public ChartSpec titled(String newTitle) {
        return new ChartSpec(id, newTitle, kind, x, y, series, targets, note, range);
    }

    /** The same chart with other axes. */
    public ChartSpec withAxes(AxisSpec newX, AxisSpec newY) {
        return new ChartSpec(id, title, kind, newX, newY, series, targets, note, range);
    }

    private static void requireCategories(String id, SeriesSpec series, int categories) {
        for (int i = 0; i < series.size(); i++) {
            double index = series.x(i);
            if (index < 0 || index >= categories || index != Math.rint(index)) {
                throw new IllegalArgumentException(
                        "Chart \"%s\", series \"%s\": x = %s names none of the %d categories; use 0 to %d."
                                .formatted(id, series.name(), index, categories, categories - 1));
            }
        }
    }
}
