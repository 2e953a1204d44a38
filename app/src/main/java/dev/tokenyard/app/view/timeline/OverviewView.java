package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.Overview;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.app.zoom.SharpCanvas;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleAttribute;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;

/** The whole run at a glance: arrivals, violations, the playhead, and the visible part as a frame that can be dragged. */
final class OverviewView extends SpokenTime {
    private static final double VEIL = 0.62;
    private static final double RANGE = 4;

    private final TimelineViewModel model;
    private final ObservableValue<Theme> theme;
    private final SharpCanvas canvas = new SharpCanvas();
    private final Rectangle before = new Rectangle();
    private final Rectangle after = new Rectangle();
    private final Rectangle frame = new Rectangle();
    private final Rectangle leftHandle = new Rectangle(3, 12);
    private final Rectangle rightHandle = new Rectangle(3, 12);
    /** The marked range of time. */
    private final Rectangle range = new Rectangle();

    private final Line playhead = new Line();
    private boolean stale = true;
    private Subscription subscriptions = Subscription.EMPTY;

    OverviewView(TimelineViewModel model, ObservableValue<Theme> theme) {
        super(model.playback());
        this.model = model;
        this.theme = theme;
        setId("timeline-overview");
        // Never lower than its rows of violations; where room is short the strips give way.
        setMinHeight(USE_PREF_SIZE);
        setAccessibleText("Overview of the whole run: arrival rate, and violations of each policy");
        frame.setFill(null);
        frame.setArcWidth(4);
        frame.setArcHeight(4);
        before.setOpacity(VEIL);
        after.setOpacity(VEIL);
        leftHandle.setArcWidth(3);
        rightHandle.setArcWidth(3);
        range.setId("overview-range");
        range.setHeight(RANGE);
        range.setArcWidth(RANGE);
        range.setArcHeight(RANGE);
        getChildren().addAll(canvas, before, after, range, frame, leftHandle, rightHandle, playhead);
        getChildren().forEach(child -> child.setManaged(false));
        new FrameGestures(this, this::scale, model).install();
    }

    void activate() {
        deactivate();
        subscriptions = Subscription.combine(
                theme.subscribe(this::themeChanged),
                model.overviewProperty().subscribe(this::overviewChanged),
                playback.viewStartTickProperty().subscribe(this::placeFrame),
                playback.viewEndTickProperty().subscribe(this::placeFrame),
                playback.endTickProperty().subscribe(this::placeFrame),
                playback.rangeProperty().subscribe(this::placeRange),
                playback.tickProperty().subscribe(this::placePlayhead));
        themeChanged();
    }

    void deactivate() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
    }

    private void themeChanged() {
        Theme colours = theme.getValue();
        before.setFill(colours.panel());
        after.setFill(colours.panel());
        frame.setStroke(colours.accent());
        leftHandle.setFill(colours.accent());
        rightHandle.setFill(colours.accent());
        range.setFill(colours.accent());
        playhead.setStroke(colours.text());
        overviewChanged();
    }

    private void overviewChanged() {
        Overview overview = model.overviewProperty().get();
        setPrefHeight(OverviewPainter.preferredHeight(
                overview == null ? 1 : overview.violations().size()));
        stale = true;
        requestLayout();
    }

    private TimeScale scale() {
        double right = new StripLayout(getWidth(), getHeight(), 1).right();
        return new TimeScale(0, Math.max(1, playback.endTick()), StripLayout.GUTTER, right);
    }

    @Override
    protected void layoutChildren() {
        stale |= canvas.fit(getWidth(), getHeight());
        Overview overview = model.overviewProperty().get();
        if (stale && overview != null) {
            new OverviewPainter(canvas.getGraphicsContext2D(), scale(), theme.getValue())
                    .paint(overview, getWidth(), getHeight());
            stale = false;
        }
        placeFrame();
        placeRange();
        placePlayhead();
    }

    private void placeRange() {
        TimeRange marked = playback.range();
        range.setVisible(marked != null);
        if (marked != null) {
            double left = scale().x(marked.fromTick());
            range.setX(left);
            range.setY(1);
            range.setWidth(Math.max(3, scale().x(marked.toTick()) - left));
        }
    }

    private void placeFrame() {
        TimeScale scale = scale();
        double left = scale.x(playback.viewStartTickProperty().get());
        double right = Math.max(left + 3, scale.x(playback.viewEndTickProperty().get()));
        double height = getHeight();
        place(before, scale.left(), left, height);
        place(after, right, scale.right(), height);
        place(frame, left + 0.5, right - 0.5, height - 1);
        leftHandle.relocate(left - 1.5, height / 2 - 6);
        rightHandle.relocate(right - 1.5, height / 2 - 6);
    }

    private static void place(Rectangle rectangle, double left, double right, double height) {
        rectangle.setX(left);
        rectangle.setY(0.5);
        rectangle.setWidth(Math.max(0, right - left));
        rectangle.setHeight(Math.max(0, height - 1));
    }

    private void placePlayhead() {
        notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
        double x = Math.round(scale().x(playback.tick())) + 0.5;
        playhead.setStartX(x);
        playhead.setEndX(x);
        playhead.setStartY(0);
        playhead.setEndY(getHeight());
    }
}
