package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.session.ForecastWords;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.zoom.SharpCanvas;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableLongValue;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an instance in the steps to come, at the present moment: what residents hold, the memory, and the request
 * that is held back. The pointer reads off what is held at a step.
 */
final class ForecastChart extends Region {
    private final ForecastReader reader;
    private final ObservableLongValue tick;
    private final ForecastChartPainter painter;
    private final IntegerProperty instance = new SimpleIntegerProperty(this, "instance", 0);
    private final SharpCanvas canvas = new SharpCanvas();
    private final Surface surface = new Surface();
    /** The clock outlives the pane, and must not hold it. */
    private final InvalidationListener redraw = changed -> surface.requestLayout();

    private double pointer = Double.NaN;

    /** A layout root of its own, so that the clock lays out nothing else of the inspector. */
    private final class Surface extends Region {
        Surface() {
            setManaged(false);
            getChildren().add(canvas);
        }

        @Override
        protected void layoutChildren() {
            canvas.fit(getWidth(), getHeight());
            if (getWidth() > 0) {
                painter.paint(forecast(), reader.log(), getWidth(), pointer);
            }
        }
    }

    /**
     * A chart.
     *
     * @param reader the run
     * @param tick the present moment
     */
    ForecastChart(ForecastReader reader, ObservableLongValue tick, Theme theme) {
        this.reader = reader;
        this.tick = tick;
        painter = new ForecastChartPainter(canvas.getGraphicsContext2D(), theme);
        setId("forecast-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(ForecastChartPainter.HEIGHT);
        setPrefHeight(ForecastChartPainter.HEIGHT);
        getChildren().add(surface);
        tick.addListener(new WeakInvalidationListener(redraw));
        instance.addListener(redraw);
        setOnMouseMoved(event -> point(event.getX()));
        setOnMouseExited(event -> point(Double.NaN));
    }

    private void point(double x) {
        pointer = x;
        surface.requestLayout();
    }

    /** The number of the instance that is shown. */
    IntegerProperty instanceProperty() {
        return instance;
    }

    private MemoryForecast forecast() {
        return reader.at(tick.get(), instance.get());
    }

    /** The picture in words. */
    String words() {
        String name = reader.log().instances().get(instance.get()).name();
        return ForecastWords.whole(forecast(), name, reader.log().info());
    }

    /** What the chart says of the step under the pointer, empty where there is none. */
    String reading() {
        return ForecastChartPainter.reading(forecast(), reader.log(), pointer, getWidth());
    }

    @Override
    protected void layoutChildren() {
        surface.resizeRelocate(0, 0, getWidth(), getHeight());
        surface.requestLayout();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT ? words() : super.queryAccessibleAttribute(attribute, parameters);
    }
}
