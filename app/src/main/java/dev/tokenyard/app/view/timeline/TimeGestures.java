package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * What a pointer does over a stretch of time: press and drag scrubs; shift, the middle or the right button pans; the
 * wheel zooms about the pointer, sideways or with shift it pans; a double click shows everything. W, A, S and D zoom and
 * pan while the stretch has the focus.
 */
final class TimeGestures {
    private static final double WHEEL_NOTCH = 40;

    private final Node node;
    private final Supplier<TimeScale> scale;
    private final TimelineViewModel model;
    private double dragX;
    private boolean panning;

    TimeGestures(Node node, Supplier<TimeScale> scale, TimelineViewModel model) {
        this.node = node;
        this.scale = scale;
        this.model = model;
    }

    void install() {
        node.setOnMousePressed(this::pressed);
        node.setOnMouseDragged(this::dragged);
        node.setOnMouseReleased(event -> panning = false);
        node.setOnMouseMoved(event -> hover(event.getX()));
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
        panning = event.getButton() != MouseButton.PRIMARY || event.isShiftDown();
        if (!panning) {
            model.seek(scale.get().tick(event.getX()));
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        TimeScale present = scale.get();
        if (panning) {
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

    private void typed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case W -> model.zoom(TimelineViewModel.ZOOM_STEP);
            case S -> model.zoom(1 / TimelineViewModel.ZOOM_STEP);
            case A -> model.pan(-TimelineViewModel.PAN_STEP);
            case D -> model.pan(TimelineViewModel.PAN_STEP);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
