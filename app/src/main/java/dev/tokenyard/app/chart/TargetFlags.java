package dev.tokenyard.app.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Names vertical targets above the plot, where there is no data: each name is a flag at the right of its line, which goes up to
 * it, or at the left where that keeps all names in one row. Where nothing does, a flag that would reach the lines of targets
 * right of it flies above theirs.
 */
final class TargetFlags {
    private static final double ROW = 14;
    private static final double GAP = 4;
    /** Of a plot whose height is not known yet: labels of an ordinate are about as wide at any height. */
    private static final double USUAL_HEIGHT = 200;

    /** Between words above a plot and the first name, at least. */
    private static final double APART = 6;
    /** What the heading of the ordinate and the legend take, less than their heights. */
    private static final double ORDINATE_LINE = 16;

    private static final double LEGEND_LINE = 16;
    /** The mark of a series in the legend, with the room beside its name. */
    private static final double LEGEND_MARK = 46;

    /** Names may take so much of the width from the plot. */
    private static final double LARGEST_OVERHANG = 0.3;

    private TargetFlags() {}

    /**
     * A name.
     *
     * @param target of what
     * @param x where its line is, in pixels
     * @param start where the name begins
     * @param end where it ends
     * @param row how many rows of names are below it
     */
    record Flag(TargetLine target, double x, double start, double end, int row) {
        /** Whether the name stands before its line. */
        boolean before() {
            return start < x;
        }
    }

    /**
     * Places names.
     *
     * @param place where the line of a target is, in pixels
     * @param measure the width of words in pixels
     * @param left where the plot begins
     * @param right where it ends; the name of the last target may reach beyond
     */
    static List<Flag> place(
            List<TargetLine> targets,
            ToDoubleFunction<TargetLine> place,
            ToDoubleFunction<String> measure,
            double left,
            double right) {
        List<TargetLine> fromTheRight = targets.stream()
                .filter(TargetLine::onX)
                .sorted(Comparator.comparingDouble(place).reversed())
                .toList();
        List<Flag> row = inOneRow(fromTheRight, place, measure, left, right, false);
        if (row.stream().anyMatch(Flag::before)) {
            // Best all on one side.
            List<Flag> others = inOneRow(fromTheRight, place, measure, left, right, true);
            if (others.size() >= row.size() && others.stream().allMatch(Flag::before)) {
                row = others;
            }
        }
        return row.size() == fromTheRight.size() ? row : stacked(fromTheRight, place, measure);
    }

    /**
     * All names side by side, or those of the right until one has no room.
     *
     * @param before whether names stand before their lines wherever they can, rather than behind
     */
    private static List<Flag> inOneRow(
            List<TargetLine> fromTheRight,
            ToDoubleFunction<TargetLine> place,
            ToDoubleFunction<String> measure,
            double left,
            double right,
            boolean before) {
        List<Flag> flags = new ArrayList<>();
        double taken = right + GAP;
        for (int i = 0; i < fromTheRight.size(); i++) {
            TargetLine target = fromTheRight.get(i);
            double x = place.applyAsDouble(target);
            double wide = measure.applyAsDouble(target.label());
            double free = i + 1 < fromTheRight.size() ? place.applyAsDouble(fromTheRight.get(i + 1)) + GAP : left;
            boolean fitsBefore = x - GAP - wide >= free && (i == 0 || x + GAP <= taken);
            boolean fitsBehind = x + GAP + wide + GAP <= taken || (i == 0 && !fitsBefore);
            if (fitsBehind && !(before && fitsBefore)) {
                flags.add(new Flag(target, x, x + GAP, x + GAP + wide, 0));
                taken = x;
            } else if (fitsBefore) {
                flags.add(new Flag(target, x, x - GAP - wide, x - GAP, 0));
                taken = x - GAP - wide;
            } else {
                return flags;
            }
        }
        return flags;
    }

    private static List<Flag> stacked(
            List<TargetLine> fromTheRight, ToDoubleFunction<TargetLine> place, ToDoubleFunction<String> measure) {
        List<Flag> flags = new ArrayList<>();
        for (TargetLine target : fromTheRight) {
            double x = place.applyAsDouble(target);
            double end = x + GAP + measure.applyAsDouble(target.label());
            int row = flags.stream()
                    .filter(flag -> flag.x() <= end + GAP)
                    .mapToInt(flag -> flag.row() + 1)
                    .max()
                    .orElse(0);
            flags.add(new Flag(target, x, x + GAP, end, row));
        }
        return flags;
    }

    private static List<Flag> place(ChartSpec spec, XYPlot plot, Graphics2D graphics, Rectangle2D dataArea) {
        return place(
                spec.targets(),
                target -> plot.getDomainAxis().valueToJava2D(target.value(), dataArea, RectangleEdge.BOTTOM),
                words -> ChartFonts.width(words, ChartFonts.medium(ChartFonts.NOTE_SIZE), graphics),
                dataArea.getMinX(),
                dataArea.getMaxX());
    }

    private static Rectangle2D expected(XYPlot plot, Graphics2D graphics, double width) {
        Rectangle2D whole = new Rectangle2D.Double(0, 0, width, USUAL_HEIGHT);
        double ordinate = plot.getRangeAxis()
                .reserveSpace(graphics, plot, whole, RectangleEdge.LEFT, null)
                .getLeft();
        double left = ChartStyle.PADDING + ordinate;
        return new Rectangle2D.Double(left, 0, Math.max(1, width - ChartStyle.PADDING - left), 1);
    }

    /** How far names reach beyond the right end of a plot that takes all of a width, in pixels. */
    static double overhang(ChartSpec spec, XYPlot plot, Graphics2D graphics, double width) {
        Rectangle2D area = expected(plot, graphics, width);
        double most = place(spec, plot, graphics, area).stream()
                .mapToDouble(flag -> flag.end() - area.getMaxX())
                .max()
                .orElse(0);
        return Math.clamp(most, 0, LARGEST_OVERHANG * width);
    }

    /**
     * The room above a plot for its names, beyond the lines of words above it that end left of them.
     *
     * @param legend whether there is a legend
     */
    static RectangleInsets insets(ChartSpec spec, XYPlot plot, Graphics2D graphics, double width, boolean legend) {
        Rectangle2D area = expected(plot, graphics, width - overhang(spec, plot, graphics, width));
        List<Flag> flags = place(spec, plot, graphics, area);
        if (flags.isEmpty()) {
            return RectangleInsets.ZERO_INSETS;
        }
        int rows = flags.stream().mapToInt(flag -> flag.row() + 1).max().orElse(0);
        double room = rows * ROW + GAP;
        double left = flags.stream()
                        .mapToDouble(flag -> Math.min(flag.x(), flag.start()))
                        .min()
                        .orElse(0)
                - APART;
        Font words = ChartFonts.regular(ChartFonts.NOTE_SIZE);
        if (left > ChartStyle.PADDING + ChartFonts.width(spec.y().labelWithUnit(), words, graphics)) {
            room -= ORDINATE_LINE;
            room -= legend && left > ChartStyle.PADDING + legendWidth(spec, graphics) ? LEGEND_LINE : 0;
        }
        return new RectangleInsets(Math.max(0, room), 0, 0, 0);
    }

    private static double legendWidth(ChartSpec spec, Graphics2D graphics) {
        Font names = ChartFonts.medium(ChartFonts.NOTE_SIZE);
        return spec.series().stream()
                .mapToDouble(series -> LEGEND_MARK + ChartFonts.width(series.name(), names, graphics))
                .sum();
    }

    static void draw(ChartSpec spec, XYPlot plot, Graphics2D graphics, Rectangle2D dataArea, ChartPalette palette) {
        graphics.setFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        graphics.setStroke(ChartStyle.TARGET_STROKE);
        for (Flag flag : place(spec, plot, graphics, dataArea)) {
            graphics.setPaint(ChartStyle.targetColour(palette, flag.target()));
            double foot = dataArea.getMinY() - GAP - flag.row() * ROW;
            graphics.draw(new Line2D.Double(flag.x(), dataArea.getMinY(), flag.x(), foot - ROW + 3));
            graphics.setPaint(palette.readable(ChartStyle.targetColour(palette, flag.target())));
            graphics.drawString(flag.target().label(), (float) flag.start(), (float) (foot - 2));
        }
    }
}
