package dev.tokenyard.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/**
 * Names lines at their right ends, in their own colours, so that no eye travels to a legend and back. Horizontal targets
 * are named among them, where their names hide no data.
 */
final class DirectLabels {
    private static final double LEADER_LENGTH = 10;
    /** Thin and dotted, in the colour of small words: a leader must not be taken for data. */
    private static final Stroke LEADER =
            new BasicStroke(0.75f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {1.5f, 2.5f}, 0);

    /** Names that take more of the width than this stand in a legend instead, so that the plot keeps its room. */
    private static final double MOST_OF_WIDTH = 0.4;

    private static final double DOT = 4;
    private static final double GAP = 4;
    private static final double LINE_HEIGHT = 14;

    private DirectLabels() {}

    /**
     * Whether {@code spec} is labelled so: lines that end at the right, few enough to stack, with names that leave room. A line
     * alone is named by the title, but where it has targets they are told from it.
     *
     * @param width the width of the whole chart, in pixels
     */
    static boolean suit(ChartSpec spec, Graphics2D graphics, double width) {
        boolean lines = spec.kind() == ChartKind.LINE || spec.kind() == ChartKind.STEP;
        return lines
                && spec.series().size() + targets(spec).count() > 1
                && spec.series().size() <= 8
                && margin(spec, graphics) <= MOST_OF_WIDTH * width;
    }

    /** The width to keep free at the right, in pixels. */
    static double margin(ChartSpec spec, Graphics2D graphics) {
        FontMetrics metrics = graphics.getFontMetrics(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        double widest = Stream.concat(
                        spec.series().stream().map(SeriesSpec::name),
                        targets(spec).map(TargetLine::label))
                .mapToDouble(metrics::stringWidth)
                .max()
                .orElse(0);
        return widest + LEADER_LENGTH + 2 * GAP;
    }

    private static Stream<TargetLine> targets(ChartSpec spec) {
        return spec.targets().stream().filter(target -> !target.onX() && !target.isDiagonal());
    }

    static void draw(
            ChartSpec spec,
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
                    boolean faded = lit != null && !lit.equals(series.series().name());
                    Color colour = ChartStyle.seriesColour(palette, series.series(), faded);
                    labels.add(label(series.series().name(), colour, series.x(i), series.y(i), plot, dataArea));
                    break;
                }
            }
        }
        targets(spec)
                .forEach(target -> labels.add(label(
                        target.label(),
                        ChartStyle.targetColour(palette, target),
                        plot.getDomainAxis().getUpperBound(),
                        target.value(),
                        plot,
                        dataArea)));
        spread(labels, dataArea.getMinY(), dataArea.getMaxY());
        graphics.setFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        double textX = dataArea.getMaxX() + LEADER_LENGTH + GAP;
        for (Label label : labels) {
            graphics.setPaint(palette.secondary());
            graphics.setStroke(LEADER);
            graphics.draw(new Line2D.Double(label.endX, label.endY, dataArea.getMaxX() + LEADER_LENGTH, label.textY));
            // A dot where the line ends, in its colour as is the name: both are seen to be the series' own.
            graphics.setPaint(label.colour);
            graphics.fill(new Ellipse2D.Double(label.endX - DOT / 2, label.endY - DOT / 2, DOT, DOT));
            graphics.setPaint(label.colour.getAlpha() < 255 ? label.colour : palette.readable(label.colour));
            graphics.drawString(label.name, (float) textX, (float) (label.textY + ChartFonts.NOTE_SIZE * 0.36));
        }
    }

    private static Label label(String name, Color colour, double endX, double endY, XYPlot plot, Rectangle2D dataArea) {
        double x = plot.getDomainAxis().valueToJava2D(endX, dataArea, RectangleEdge.BOTTOM);
        double y = plot.getRangeAxis().valueToJava2D(endY, dataArea, RectangleEdge.LEFT);
        return new Label(name, colour, x, Math.clamp(y, dataArea.getMinY(), dataArea.getMaxY()));
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
        private final String name;
        private final Color colour;
        private final double endX;
        private final double endY;
        private double textY;

        Label(String name, Color colour, double endX, double endY) {
            this.name = name;
            this.colour = colour;
            this.endX = endX;
            this.endY = endY;
            this.textY = endY;
        }
    }
}
