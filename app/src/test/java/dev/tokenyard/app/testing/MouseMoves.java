package dev.tokenyard.app.testing;

import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Moves of the pointer, with no button held. */
public final class MouseMoves {
    private MouseMoves() {}

    /** Tells a node that the pointer has moved to a place of its scene. */
    public static void move(EventTarget node, double x, double y) {
        Event.fireEvent(
                node,
                new MouseEvent(
                        MouseEvent.MOUSE_MOVED,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null));
    }
}
