package dev.tokenyard.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** The quiet look that all charts share: hairline grid, no frames, headings at the left. */
final class ChartStyle {
    static final Stroke HAIRLINE = new BasicStroke(0.75f);
    static final double PADDING = 12;

    private static final int FADED_ALPHA = 56;
    private static final int BAND_ALPHA = 40;
    /** Dashes that tell the targets of one chart apart. */
    private static final float[][] TARGET_DASHES = {{4, 3}, {1.5f, 2.5f}, {9, 3, 2, 3}, {12, 4}};

    static final Stroke TARGET_STROKE = targetStroke(0);

    private ChartStyle() {}

    private static Stroke targetStroke(int index) {
        float[] dash = TARGET_DASHES[index % TARGET_DASHES.length];
        return new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, dash, 0);
    }

    /** The colour of a series, faded where another one is lit up. */
    static Color seriesColour(ChartPalette palette, SeriesSpec series, boolean faded) {
        Color full = palette.series(series.colourIndex());
        return faded ? new Color(full.getRed(), full.getGreen(), full.getBlue(), FADED_ALPHA) : full;
    }

    /** The colour of a target: its own, or that of the series that it is about. */
    static Color targetColour(ChartPalette palette, TargetLine target) {
        return switch (target.colourIndex()) {
            case TargetLine.OF_ALL -> palette.target();
            case TargetLine.QUIET -> palette.secondary();
            default -> palette.series(target.colourIndex());
        };
    }

    static JFreeChart frame(ChartSpec spec, ChartPalette palette, Plot plot, boolean legend, double rightMargin) {
        JFreeChart chart = new JFreeChart(null, ChartFonts.semiBold(ChartFonts.TITLE_SIZE), plot, false);
        chart.setAntiAlias(true);
        chart.setBackgroundPaint(palette.background());
        chart.setPadding(new RectangleInsets(PADDING, PADDING, PADDING - 2, PADDING + rightMargin));
        if (!spec.title().isEmpty()) {
            chart.setTitle(heading(spec.title(), ChartFonts.TITLE_SIZE, palette.text(), 4));
        }
        if (legend) {
            chart.addSubtitle(legend(plot, palette));
        }
        TextTitle ordinate = heading(spec.y().labelWithUnit(), ChartFonts.NOTE_SIZE, palette.secondary(), 10);
        chart.addSubtitle(ordinate);
        if (!spec.note().isEmpty()) {
            chart.addSubtitle(new ChartNote(spec.note(), palette));
        }
        // None, not a clear one: some readers of vector files fill a clear area with black.
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setNoDataMessage("No data");
        plot.setNoDataMessageFont(ChartFonts.regular(ChartFonts.LABEL_SIZE));
        plot.setNoDataMessagePaint(palette.secondary());
        return chart;
    }

    static ValueAxis valueAxis(AxisSpec spec, ChartPalette palette, boolean vertical) {
        ValueAxis axis;
        if (spec.isLogarithmic()) {
            axis = new DecadeAxis(spec.least());
        } else {
            axis = new LinearAxis();
        }
        style(axis, palette);
        // The library packs as many labels as fit; the insets make it pack fewer.
        axis.setTickLabelInsets(vertical ? new RectangleInsets(9, 2, 9, 6) : new RectangleInsets(3, 14, 2, 14));
        axis.setAxisLineVisible(!vertical);
        if (!vertical) {
            axis.setLabel(spec.labelWithUnit());
        }
        return axis;
    }

    static void style(Axis axis, ChartPalette palette) {
        axis.setTickLabelFont(ChartFonts.regular(ChartFonts.NOTE_SIZE));
        axis.setTickLabelPaint(palette.secondary());
        axis.setLabelFont(ChartFonts.regular(ChartFonts.NOTE_SIZE));
        axis.setLabelPaint(palette.secondary());
        axis.setLabelInsets(new RectangleInsets(4, 0, 0, 0));
        axis.setAxisLinePaint(palette.grid());
        axis.setAxisLineStroke(HAIRLINE);
        axis.setTickMarksVisible(false);
    }

    /**
     * The line of a target.
     *
     * @param named whether it is named above its right end, for a horizontal one
     * @param index which of the chart's horizontal targets it is, 0 or more: each has a dash pattern of its own
     */
    static Marker marker(TargetLine target, ChartPalette palette, boolean named, int index) {
        Marker marker = unplacedMarker(target, palette);
        marker.setStroke(targetStroke(index));
        if (!named) {
            marker.setLabel(null);
        }
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        marker.setLabelOffset(new RectangleInsets(3, 4, 3, 4));
        return marker;
    }

    /** The pale band beside a vertical target, of which there must be one. */
    static Marker band(TargetLine target, ChartPalette palette) {
        Color full = targetColour(palette, target);
        Color pale = new Color(full.getRed(), full.getGreen(), full.getBlue(), BAND_ALPHA);
        IntervalMarker band = new IntervalMarker(target.value(), target.end(), pale);
        band.setOutlinePaint(null);
        band.setAlpha(1);
        return band;
    }

    private static Marker unplacedMarker(TargetLine target, ChartPalette palette) {
        ValueMarker marker = new ValueMarker(target.value(), targetColour(palette, target), TARGET_STROKE);
        marker.setLabel(target.label());
        marker.setLabelFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        marker.setLabelPaint(palette.readable(targetColour(palette, target)));
        marker.setLabelBackgroundColor(palette.background());
        return marker;
    }

    /** The diagonal from end to end of what both axes show, named at its lower end. */
    static void drawDiagonal(XYPlot plot, TargetLine target, ChartPalette palette) {
        Range xs = plot.getDomainAxis().getRange();
        Range ys = plot.getRangeAxis().getRange();
        double low = Math.max(xs.getLowerBound(), ys.getLowerBound());
        double high = Math.min(xs.getUpperBound(), ys.getUpperBound());
        Color colour = targetColour(palette, target);
        plot.addAnnotation(new XYLineAnnotation(low, low, high, high, TARGET_STROKE, colour));
        // Below the lower end, where the line leaves room.
        XYTextAnnotation name = new XYTextAnnotation("        " + target.label(), low, low);
        name.setFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        name.setPaint(colour);
        name.setTextAnchor(TextAnchor.BOTTOM_LEFT);
        plot.addAnnotation(name);
    }

    /** Widens {@code axis} so that a line at {@code value} lies inside it. */
    static void reach(ValueAxis axis, double value) {
        Range range = axis.getRange();
        if (axis instanceof DecadeAxis) {
            if (value > 0 && !range.contains(value)) {
                axis.setRange(
                        Math.min(range.getLowerBound(), value / 1.1), Math.max(range.getUpperBound(), value * 1.1));
            }
        } else if (!range.contains(value)) {
            double margin = 0.05 * Math.max(range.getLength(), Math.abs(value));
            double low = value < range.getLowerBound() ? value - margin : range.getLowerBound();
            axis.setRange(low, Math.max(range.getUpperBound(), value + margin));
        }
    }

    private static TextTitle heading(String words, float size, Color colour, double below) {
        TextTitle title = new TextTitle(
                words,
                size > ChartFonts.LABEL_SIZE ? ChartFonts.semiBold(size) : ChartFonts.regular(size),
                colour,
                RectangleEdge.TOP,
                HorizontalAlignment.LEFT,
                TextTitle.DEFAULT_VERTICAL_ALIGNMENT,
                new RectangleInsets(0, 0, below, 0));
        title.setTextAlignment(HorizontalAlignment.LEFT);
        return title;
    }

    private static LegendTitle legend(Plot plot, ChartPalette palette) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setBackgroundPaint(null);
        legend.setFrame(BlockBorder.NONE);
        legend.setItemFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        legend.setItemPaint(palette.text());
        legend.setMargin(0, 0, 4, 0);
        legend.setPadding(RectangleInsets.ZERO_INSETS);
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 0, 2, 4));
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
        return legend;
    }
}
