package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.Strips;
import dev.tokenyard.app.view.parts.Part;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.app.zoom.SharpCanvas;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleAttribute;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.util.Subscription;

/**
 * The strips under one playhead. They are drawn once into a canvas; what lies behind the playhead stays as it is, what
 * lies ahead is veiled, so that a frame of playing moves two nodes and draws nothing. A marked range of time is framed, and
 * what lies outside is veiled.
 */
final class StripsView extends SpokenTime {
    private static final double VEIL = 0.66;
    private static final double READOUT_GAP = 14;

    private final TimelineViewModel model;
    private final ObservableValue<Theme> theme;
    private final SharpCanvas canvas = new SharpCanvas();
    /** One over the strips and one over the band of reasons; the legend between them is always readable. */
    private final Rectangle stripsVeil = new Rectangle();

    private final Rectangle bandVeil = new Rectangle();
    private final RangeFrame range = new RangeFrame();
    private final Line playhead = new Line();
    private final Polygon grip = new Polygon(-5, 0, 5, 0, 0, 7);
    private final Line crosshair = new Line();
    private final HoverReadout readout = new HoverReadout();
    private boolean stale = true;
    private Subscription subscriptions = Subscription.EMPTY;

    StripsView(TimelineViewModel model, ObservableValue<Theme> theme) {
        super(model.playback());
        this.model = model;
        this.theme = theme;
        setId("timeline-strips");
        setFocusTraversable(true);
        setAccessibleText("Timeline: queue, KV cache, batch size, SLO attainment and blocked queues over time");
        for (Rectangle veil : new Rectangle[] {stripsVeil, bandVeil}) {
            veil.setOpacity(VEIL);
            veil.setManaged(false);
        }
        for (Line line : new Line[] {playhead, crosshair}) {
            line.setManaged(false);
            line.setStrokeLineCap(StrokeLineCap.BUTT);
        }
        grip.setManaged(false);
        crosshair.getStrokeDashArray().addAll(3.0, 3.0);
        crosshair.setVisible(false);
        getChildren().addAll(canvas, stripsVeil, bandVeil);
        getChildren().addAll(range.nodes());
        getChildren().addAll(crosshair, playhead, grip, readout);
        new TimeGestures(this, this::scale, new BrushGestures(this::scale, this::stripLayout, model), model).install();
    }

    void activate() {
        deactivate();
        subscriptions = Subscription.combine(
                theme.subscribe(this::themeChanged),
                model.stripsProperty().subscribe(this::stripsChanged),
                model.ghostProperty().subscribe(this::markStale),
                playback.viewStartTickProperty().subscribe(this::markStale),
                playback.viewEndTickProperty().subscribe(this::markStale),
                model.model().selection().laneProperty().subscribe(this::markStale),
                playback.tickProperty().subscribe(this::placePlayhead),
                playback.rangeProperty().subscribe(this::placeRange),
                model.hoveredTickProperty().subscribe(this::placeCrosshair));
        themeChanged();
    }

    void deactivate() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
    }

    private void themeChanged() {
        Theme colours = theme.getValue();
        stripsVeil.setFill(colours.panel());
        bandVeil.setFill(colours.panel());
        playhead.setStroke(colours.text());
        grip.setFill(colours.text());
        crosshair.setStroke(colours.secondary());
        range.colour(colours);
        markStale();
    }

    private void stripsChanged() {
        if (getPrefHeight() != StripLayout.preferredHeight(lanes())) {
            setPrefHeight(StripLayout.preferredHeight(lanes()));
            setMinHeight(StripLayout.leastHeight(lanes()));
        }
        markStale();
        placeCrosshair();
    }

    private void markStale() {
        stale = true;
        requestLayout();
    }

    private int lanes() {
        Strips strips = model.stripsProperty().get();
        return strips == null ? 1 : strips.lanes().size();
    }

    private StripLayout stripLayout() {
        return new StripLayout(getWidth(), getHeight(), lanes());
    }

    /** What its parts are, and where in the window. */
    List<Part> parts() {
        StripLayout layout = stripLayout();
        return List.of(
                Part.within(
                        this,
                        "Strips",
                        "queue, memory, batch and SLO attainment, a line for each policy",
                        0,
                        layout.stripTop(0),
                        getWidth(),
                        layout.legendTop() - layout.stripTop(0)),
                Part.within(
                        this,
                        "Blocked because",
                        "why the head of each queue was not admitted, at every moment",
                        0,
                        layout.bandTop(),
                        getWidth(),
                        layout.axisTop() - layout.bandTop()));
    }

    private TimeScale scale() {
        StripLayout layout = stripLayout();
        long from = playback.viewStartTickProperty().get();
        long to = Math.max(from + 1, playback.viewEndTickProperty().get());
        return new TimeScale(from, to, layout.left(), layout.right());
    }

    @Override
    protected void layoutChildren() {
        stale |= canvas.fit(getWidth(), getHeight());
        StripLayout layout = stripLayout();
        // The playhead leaves the legend's row free, so that it never crosses a word.
        playhead.getStrokeDashArray()
                .setAll(layout.legendTop(), layout.bandTop() - layout.legendTop(), Math.max(1, layout.height()));
        model.setColumns((int) (layout.right() - layout.left()));
        if (stale) {
            repaint(layout);
            stale = false;
        }
        placeRange();
        placePlayhead();
        placeCrosshair();
    }

    private void placeRange() {
        range.place(playback.range(), scale(), stripLayout());
    }

    private void repaint(StripLayout layout) {
        Strips strips = model.stripsProperty().get();
        if (strips != null && getWidth() > 0 && getHeight() > 0) {
            int lane = model.model().selection().laneProperty().get();
            new StripsPainter(canvas.getGraphicsContext2D(), layout, scale(), theme.getValue(), lane, canvas.density())
                    .paint(strips, model.ghostProperty().get());
        }
    }

    private void placePlayhead() {
        notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
        StripLayout layout = stripLayout();
        TimeScale scale = scale();
        double x = scale.x(playback.tick());
        double seen = Math.max(layout.left(), Math.min(layout.right(), x));
        place(stripsVeil, seen, layout.right() + 1, 0, layout.legendTop());
        place(bandVeil, seen, layout.right() + 1, layout.bandTop(), layout.axisTop());
        boolean inView = x >= layout.left() - 1 && x <= layout.right() + 1;
        playhead.setVisible(inView);
        grip.setVisible(inView);
        place(playhead, x, layout);
        grip.setLayoutX(Math.round(x) + 0.5);
    }

    private void placeCrosshair() {
        Strips strips = model.stripsProperty().get();
        long tick = model.hoveredTickProperty().get();
        boolean pointed = tick != TimelineViewModel.NO_TICK && strips != null;
        crosshair.setVisible(pointed);
        if (!pointed || strips == null) {
            readout.setVisible(false);
            return;
        }
        StripLayout layout = stripLayout();
        double x = scale().x(tick);
        place(crosshair, x, layout);
        readout.show(strips, tick, theme.getValue());
        boolean roomAtRight = x + READOUT_GAP + readout.getWidth() < layout.right();
        readout.relocate(
                Math.max(0, roomAtRight ? x + READOUT_GAP : x - READOUT_GAP - readout.getWidth()), layout.stripTop(0));
    }

    private static void place(Rectangle veil, double left, double right, double top, double bottom) {
        veil.setX(left);
        veil.setY(top);
        veil.setWidth(Math.max(0, right - left));
        veil.setHeight(Math.max(0, bottom - top));
    }

    private static void place(Line line, double x, StripLayout layout) {
        double sharp = Math.round(x) + 0.5;
        line.setStartX(sharp);
        line.setEndX(sharp);
        line.setStartY(0);
        line.setEndY(layout.axisTop() + 4);
    }
}
