package dev.tokenyard.app.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** Names lines at their right ends, in their own colours, so that no eye travels to a legend and back. */
final class DirectLabels {
    private static final double LEADER_LENGTH = 10;
    private static final float LEADER_WIDTH = 1.3f;
    private static final double DOT = 4;
    private static final double GAP = 4;
    private static final double LINE_HEIGHT = 14;

    private DirectLabels() {}

    /** Whether {@code spec} is labelled so: lines that end at the right, few enough to stack. */
    static boolean suit(ChartSpec spec) {
        boolean lines = spec.kind() == ChartKind.LINE || spec.kind() == ChartKind.STEP;
        return lines && spec.series().size() > 1 && spec.series().size() <= 8;
    }

    /** The width to keep free at the right, in pixels. */
    static double margin(ChartSpec spec, Graphics2D graphics) {
        FontMetrics metrics = graphics.getFontMetrics(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        double widest = spec.series().stream()
                .mapToDouble(s -> metrics.stringWidth(s.name()))
                .max()
                .orElse(0);
        return widest + LEADER_LENGTH + 2 * GAP;
    }

    static void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D dataArea,
            List<DrawnSeries> drawn,
            ChartPalette palette,
            @Nullable String lit) {
        List<Label> labels = new ArrayList<>();
        for (DrawnSeries series : drawn) {
            for (int i = series.size() - 1; i >= 0; i--) {
                if (!Double.isNaN(series.y(i))) {
                    labels.add(label(series, i, plot, dataArea));
                    break;
                }
            }
        }
        spread(labels, dataArea.getMinY(), dataArea.getMaxY());
        graphics.setFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        double textX = dataArea.getMaxX() + LEADER_LENGTH + GAP;
        for (Label label : labels) {
            SeriesSpec series = label.series;
            boolean faded = lit != null && !lit.equals(series.name());
            graphics.setPaint(ChartStyle.seriesColour(palette, series, faded));
            // A dot where the line ends and a leader as strong as the line: both are seen to be the series' own.
            graphics.fill(new Ellipse2D.Double(label.endX - DOT / 2, label.endY - DOT / 2, DOT, DOT));
            graphics.setStroke(SeriesMarks.stroke(0, LEADER_WIDTH));
            graphics.draw(new Line2D.Double(label.endX, label.endY, dataArea.getMaxX() + LEADER_LENGTH, label.textY));
            graphics.drawString(series.name(), (float) textX, (float) (label.textY + ChartFonts.NOTE_SIZE * 0.36));
        }
    }

    private static Label label(DrawnSeries series, int last, XYPlot plot, Rectangle2D dataArea) {
        ValueAxis domain = plot.getDomainAxis();
        ValueAxis range = plot.getRangeAxis();
        double x = domain.valueToJava2D(series.x(last), dataArea, RectangleEdge.BOTTOM);
        double y = range.valueToJava2D(series.y(last), dataArea, RectangleEdge.LEFT);
        return new Label(series.series(), x, Math.clamp(y, dataArea.getMinY(), dataArea.getMaxY()));
    }

    /** Moves labels apart from the top down, then back up where they ran out at the bottom. */
    private static void spread(List<Label> labels, double top, double bottom) {
        labels.sort(Comparator.comparingDouble((Label l) -> l.endY));
        double free = top;
        for (Label label : labels) {
            label.textY = Math.max(label.endY, free);
            free = label.textY + LINE_HEIGHT;
        }
        double limit = bottom;
        for (int i = labels.size() - 1; i >= 0 && labels.get(i).textY > limit; i--) {
            labels.get(i).textY = limit;
            limit -= LINE_HEIGHT;
        }
    }

    private static final class Label {
        private final SeriesSpec series;
        private final double endX;
        private final double endY;
        private double textY;

        Label(SeriesSpec series, double endX, double endY) {
            this.series = series;
            this.endX = endX;
            this.endY = endY;
            this.textY = endY;
        }
    }
}
