package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * What a pointer does over a stretch of time: press and drag scrubs; shift, the middle or the right button pans; the
 * wheel zooms about the pointer, sideways or with shift it pans; a double click shows everything. Along the axis, and with
 * Ctrl anywhere, a drag marks a range of time, see {@link BrushGestures}; Escape clears it while the stretch has
 * the focus.
 */
final class TimeGestures {
    private static final double WHEEL_NOTCH = 40;

    private final Node node;
    private final Supplier<TimeScale> scale;
    private final BrushGestures brush;
    private final TimelineViewModel model;
    private double dragX;
    private boolean panning;

    TimeGestures(Node node, Supplier<TimeScale> scale, BrushGestures brush, TimelineViewModel model) {
        this.brush = brush;
        this.node = node;
        this.scale = scale;
        this.model = model;
    }

    void install() {
        node.setOnMousePressed(this::pressed);
        node.setOnMouseDragged(this::dragged);
        node.setOnMouseReleased(event -> {
            panning = false;
            brush.released(event);
        });
        node.setOnMouseMoved(event -> {
            hover(event.getX());
            node.setCursor(brush.cursor(event));
        });
        node.setOnMouseExited(event -> model.hoveredTickProperty().set(TimelineViewModel.NO_TICK));
        node.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
                model.showAll();
            }
        });
        node.setOnScroll(this::scrolled);
        node.setOnKeyPressed(this::typed);
    }

    private void pressed(MouseEvent event) {
        node.requestFocus();
        dragX = event.getX();
        if (brush.pressed(event)) {
            event.consume();
            return;
        }
        panning = event.getButton() != MouseButton.PRIMARY || event.isShiftDown();
        if (!panning) {
            model.seek(scale.get().tick(event.getX()));
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        TimeScale present = scale.get();
        if (brush.dragged(event)) {
            hover(event.getX());
        } else if (panning) {
            model.pan((dragX - event.getX()) / (present.right() - present.left()));
            dragX = event.getX();
        } else {
            model.playback().seek(present.tick(event.getX()));
            hover(event.getX());
        }
        event.consume();
    }

    private void hover(double x) {
        TimeScale present = scale.get();
        boolean inside = x >= present.left() && x <= present.right();
        model.hoveredTickProperty().set(inside ? present.tick(x) : TimelineViewModel.NO_TICK);
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaX() != 0) {
            model.pan(-Math.signum(event.getDeltaX()) * TimelineViewModel.PAN_STEP);
        }
        if (event.getDeltaY() != 0) {
            double notches = event.getDeltaY() / WHEEL_NOTCH;
            model.zoom(scale.get().tick(event.getX()), Math.pow(TimelineViewModel.ZOOM_STEP, notches));
        }
        event.consume();
    }

    /** All other keys of time are the window's; Escape is many things there, and clears a range only here. */
    private void typed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && model.playback().range() != null) {
            model.playback().clearRange();
            event.consume();
        }
    }
}
