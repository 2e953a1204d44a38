package dev.tokenyard.app.testing;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What a mouse tells a node, with the buttons and keys that a robot's mouse cannot hold. */
public final class MouseEvents {
    private MouseEvents() {}

    /** Tells a node that the pointer has moved to a place of its scene, with no button held. */
    public static void move(Node node, double x, double y) {
        fire(node, MouseEvent.MOUSE_MOVED, MouseButton.NONE, new Point2D(x, y), false);
    }

    /** Tells a node what the primary button did at a place of its scene. */
    public static void primary(Node node, EventType<MouseEvent> type, Point2D place) {
        fire(node, type, MouseButton.PRIMARY, place, false);
    }

    /** Likewise, while Ctrl is held. */
    public static void primaryWithCtrl(Node node, EventType<MouseEvent> type, Point2D place) {
        fire(node, type, MouseButton.PRIMARY, place, true);
    }

    /** Places are of the scene: JavaFX works out where that is in the node. */
    private static void fire(Node node, EventType<MouseEvent> type, MouseButton button, Point2D place, boolean ctrl) {
        boolean down =
                button == MouseButton.PRIMARY && (type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED);
        boolean still = type == MouseEvent.MOUSE_CLICKED;
        Event.fireEvent(
                node,
                new MouseEvent(
                        type,
                        place.getX(),
                        place.getY(),
                        place.getX(),
                        place.getY(),
                        button,
                        button == MouseButton.NONE ? 0 : 1,
                        false,
                        ctrl,
                        false,
                        false,
                        down,
                        false,
                        false,
                        false,
                        false,
                        still,
                        null));
    }
}
