package dev.tokenyard.app.chart;

import dev.tokenyard.app.zoom.SharpCanvas;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jfree.fx.FXGraphics2D;
import org.jspecify.annotations.Nullable;

/**
 * A chart on the screen. It fills the size that its parent gives it, redraws once before the next frame when the chart,
 * the palette or the lit series has changed, and shows the values of the point under the pointer. The lit series is a property, so that charts
 * whose properties are bound together light up the same policy.
 */
public final class ChartView extends Region {
    /** Where a chart's title begins, in pixels from its left edge. */
    public static final double TITLE_LEFT = ChartStyle.PADDING;

    /** The size of a title's letters, in pixels. */
    public static final double TITLE_SIZE = ChartFonts.TITLE_SIZE;

    private static final double REACH_PIXELS = 18;
    private static final double READOUT_OFFSET = 10;
    private static final double RING_RADIUS = 5;

    private final ObjectProperty<ChartSpec> chart = new SimpleObjectProperty<>(this, "chart");
    private final ObjectProperty<ChartPalette> palette = new SimpleObjectProperty<>(this, "palette");
    private final ObjectProperty<@Nullable String> litSeries = new SimpleObjectProperty<>(this, "litSeries");
    private final SharpCanvas plot = new SharpCanvas();
    private final SharpCanvas overlay = new SharpCanvas();
    private final Label readout = new Label();
    private @Nullable DrawnChart drawn;
    private boolean outdated = true;

    /** A view of {@code initial} in {@code colours}. */
    public ChartView(ChartSpec initial, ChartPalette colours) {
        chart.set(initial);
        palette.set(colours);
        getStyleClass().add("chart-view");
        readout.getStyleClass().add("chart-readout");
        readout.setVisible(false);
        readout.setManaged(false);
        getChildren().addAll(plot, overlay, readout);
        setMinSize(160, 120);
        setPrefSize(480, 300);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(initial.title());
        chart.addListener((property, before, after) -> {
            setAccessibleText(after.title());
            outdate();
        });
        palette.addListener((property, before, after) -> outdate());
        litSeries.addListener((property, before, after) -> outdate());
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> unpoint());
    }

    /** The chart; never null. */
    public ObjectProperty<ChartSpec> chartProperty() {
        return chart;
    }

    /** The colours; never null. */
    public ObjectProperty<ChartPalette> paletteProperty() {
        return palette;
    }

    /** The name of the series that stands out while the others fade; null for none. */
    public ObjectProperty<@Nullable String> litSeriesProperty() {
        return litSeries;
    }

    /**
     * A point of the chart.
     *
     * @param series whose it is
     * @param index its place in the series
     */
    public record Pointed(SeriesSpec series, int index) {}

    /** The point that the pointer would show at a place in pixels; empty if none is near. */
    public Optional<Pointed> pointedAt(double x, double y) {
        return drawn == null
                ? Optional.empty()
                : drawn.at(x, y, REACH_PIXELS).map(point -> new Pointed(point.series(), point.index()));
    }

    @Override
    protected void layoutChildren() {
        outdated |= plot.fit(snapSizeX(getWidth()), snapSizeY(getHeight()));
        overlay.fit(snapSizeX(getWidth()), snapSizeY(getHeight()));
        if (outdated) {
            outdated = false;
            redraw();
        }
    }

    /** Has the chart drawn again with the next layout, however much changes until then. */
    private void outdate() {
        outdated = true;
        requestLayout();
    }

    private void redraw() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        if (width < 1 || height < 1) {
            return;
        }
        GraphicsContext context = plot.getGraphicsContext2D();
        context.clearRect(0, 0, width, height);
        FXGraphics2D graphics = new FXGraphics2D(context);
        drawn = ChartRenderer.draw(chart.get(), palette.get(), litSeries.get(), graphics, width, height);
        context.setTransform(plot.zoom(), 0, 0, plot.zoom(), 0, 0);
    }

    private void point(double x, double y) {
        Optional<DrawnChart.Point> hit = drawn == null ? Optional.empty() : drawn.at(x, y, REACH_PIXELS);
        if (hit.isEmpty()) {
            unpoint();
            return;
        }
        DrawnChart.Point point = hit.get();
        litSeries.set(point.series().name());
        clearOverlay();
        GraphicsContext context = overlay.getGraphicsContext2D();
        java.awt.Color ink = palette.get().text();
        context.setStroke(Color.rgb(ink.getRed(), ink.getGreen(), ink.getBlue()));
        context.setLineWidth(1.5);
        if (chart.get().kind() != ChartKind.BARS) {
            context.strokeOval(
                    point.pixelX() - RING_RADIUS, point.pixelY() - RING_RADIUS, 2 * RING_RADIUS, 2 * RING_RADIUS);
        }
        readout.setText(words(point));
        readout.setVisible(true);
        readout.autosize();
        double left = point.pixelX() + READOUT_OFFSET + readout.getWidth() > getWidth()
                ? point.pixelX() - READOUT_OFFSET - readout.getWidth()
                : point.pixelX() + READOUT_OFFSET;
        double top = Math.max(0, point.pixelY() - READOUT_OFFSET - readout.getHeight());
        readout.relocate(snapPositionX(Math.max(0, left)), snapPositionY(top));
    }

    private void unpoint() {
        if (readout.isVisible()) {
            readout.setVisible(false);
            clearOverlay();
            litSeries.set(null);
        }
    }

    private void clearOverlay() {
        overlay.getGraphicsContext2D().clearRect(0, 0, getWidth() + 1, getHeight() + 1);
    }

    private String words(DrawnChart.Point point) {
        ChartSpec spec = chart.get();
        SeriesSpec series = point.series();
        double x = series.x(point.index());
        String where = spec.kind() == ChartKind.BARS
                ? spec.x().categories().get((int) x)
                : spec.x().label() + " " + ValueFormat.readout(x, spec.x().unit());
        String what = series.name() + "\n" + where + "\n" + spec.y().label() + " "
                + ValueFormat.readout(series.y(point.index()), spec.y().unit());
        double low = series.low(point.index());
        double high = series.high(point.index());
        return Double.isNaN(low) || Double.isNaN(high)
                ? what
                : what + "\n" + ValueFormat.readout(low, "") + " to "
                        + ValueFormat.readout(high, spec.y().unit());
    }
}
