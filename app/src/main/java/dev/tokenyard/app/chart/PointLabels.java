package dev.tokenyard.app.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** Names the marks of a scatter chart where they lie, if each series is a single mark. */
final class PointLabels {
    private static final int MOST_LABELS = 16;
    private static final double GAP = 8;
    private static final double LINE_HEIGHT = 13;

    private PointLabels() {}

    static boolean suit(ChartSpec spec) {
        return spec.kind() == ChartKind.SCATTER
                && spec.series().size() > 1
                && spec.series().size() <= MOST_LABELS
                && spec.series().stream().allMatch(s -> s.size() <= 1);
    }

    static void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D dataArea,
            List<DrawnSeries> drawn,
            ChartPalette palette,
            @Nullable String lit) {
        graphics.setFont(ChartFonts.medium(ChartFonts.NOTE_SIZE));
        FontMetrics metrics = graphics.getFontMetrics();
        List<Rectangle2D> taken = new ArrayList<>();
        for (DrawnSeries series : drawn) {
            if (series.size() == 0 || Double.isNaN(series.y(0))) {
                continue;
            }
            String name = series.series().name();
            double x = plot.getDomainAxis().valueToJava2D(series.x(0), dataArea, RectangleEdge.BOTTOM);
            double y = plot.getRangeAxis().valueToJava2D(series.y(0), dataArea, RectangleEdge.LEFT);
            double width = metrics.stringWidth(name);
            double left = x + GAP + width > dataArea.getMaxX() ? x - GAP - width : x + GAP;
            Rectangle2D place = new Rectangle2D.Double(left, y - LINE_HEIGHT / 2, width, LINE_HEIGHT);
            while (taken.stream().anyMatch(place::intersects)) {
                place.setRect(left, place.getY() - LINE_HEIGHT, width, LINE_HEIGHT);
            }
            taken.add(place);
            boolean faded = lit != null && !lit.equals(name);
            graphics.setPaint(ChartStyle.seriesColour(palette, series.series(), faded));
            graphics.drawString(name, (float) left, (float) (place.getCenterY() + ChartFonts.NOTE_SIZE * 0.36));
        }
    }
}
