package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.function.Supplier;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * What a pointer does in the overview: an edge of the frame is drawn out, the frame is dragged along while it shows less
 * than everything, anything else scrubs; the wheel zooms, a double click shows everything. Only the primary button counts.
 */
final class FrameGestures {
    private static final double EDGE = 5;

    private enum Grip {
        SCRUB,
        LEFT,
        RIGHT,
        FRAME
    }

    private final Node node;
    private final Supplier<TimeScale> scale;
    private final TimelineViewModel model;
    private final PlaybackViewModel playback;
    private Grip grip = Grip.SCRUB;
    private long grabbedTicks;
    private boolean moved;
    /** Whether the primary button was pressed here. */
    private boolean held;

    FrameGestures(Node node, Supplier<TimeScale> scale, TimelineViewModel model) {
        this.node = node;
        this.scale = scale;
        this.model = model;
        playback = model.playback();
    }

    void install() {
        node.setOnMousePressed(this::pressed);
        node.setOnMouseDragged(this::dragged);
        node.setOnMouseReleased(this::released);
        node.setOnMouseMoved(event -> node.setCursor(cursor(gripAt(event.getX()))));
        node.setOnScroll(event -> {
            double factor = event.getDeltaY() > 0 ? TimelineViewModel.ZOOM_STEP : 1 / TimelineViewModel.ZOOM_STEP;
            model.zoom(scale.get().tick(event.getX()), factor);
            event.consume();
        });
    }

    private long start() {
        return playback.viewStartTickProperty().get();
    }

    private long end() {
        return playback.viewEndTickProperty().get();
    }

    private Grip gripAt(double x) {
        double left = scale.get().x(start());
        double right = scale.get().x(end());
        if (Math.abs(x - left) <= EDGE) {
            return Grip.LEFT;
        }
        if (Math.abs(x - right) <= EDGE) {
            return Grip.RIGHT;
        }
        boolean whole = start() <= 0 && end() >= playback.endTick();
        return !whole && x > left && x < right ? Grip.FRAME : Grip.SCRUB;
    }

    private static Cursor cursor(Grip grip) {
        return switch (grip) {
            case LEFT, RIGHT -> Cursor.H_RESIZE;
            case FRAME -> Cursor.OPEN_HAND;
            case SCRUB -> Cursor.DEFAULT;
        };
    }

    private void pressed(MouseEvent event) {
        held = event.getButton() == MouseButton.PRIMARY;
        if (!held) {
            return;
        }
        if (event.getClickCount() == 2) {
            model.showAll();
        }
        grip = gripAt(event.getX());
        moved = false;
        long tick = scale.get().tick(event.getX());
        grabbedTicks = tick - start();
        if (grip == Grip.SCRUB) {
            model.seek(tick);
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        if (!held) {
            return;
        }
        moved = true;
        long tick = scale.get().tick(event.getX());
        switch (grip) {
            case LEFT -> playback.show(Math.min(tick, end() - 1), end());
            case RIGHT -> playback.show(start(), Math.max(tick, start() + 1));
            case FRAME -> playback.show(tick - grabbedTicks, tick - grabbedTicks + end() - start());
            case SCRUB -> model.seek(tick);
        }
        event.consume();
    }

    /** A click in the frame that did not drag it is a click. */
    private void released(MouseEvent event) {
        if (!held) {
            return;
        }
        held = false;
        if (grip == Grip.FRAME && !moved) {
            playback.seek(scale.get().tick(event.getX()));
        }
        event.consume();
    }
}
