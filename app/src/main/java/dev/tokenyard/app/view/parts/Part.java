package dev.tokenyard.app.view.parts;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;

/**
 * A part of the window.
 *
 * @param title its name
 * @param words what it shows, a few words
 * @param place where it is, in the coordinates of the scene
 */
public record Part(String title, String words, Bounds place) {
    /** A part that is all of a node. */
    public static Part of(String title, String words, Node node) {
        return new Part(title, words, node.localToScene(node.getLayoutBounds()));
    }

    /** A part that is a rectangle in a node's own coordinates. */
    public static Part within(Node node, String title, String words, double x, double y, double width, double height) {
        return new Part(title, words, node.localToScene(new BoundingBox(x, y, width, height)));
    }
}
