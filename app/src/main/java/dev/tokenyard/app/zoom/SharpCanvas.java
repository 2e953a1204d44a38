package dev.tokenyard.app.zoom;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.Window;

/**
 * A canvas that is as sharp under a {@link ZoomPane} as without: it has a pixel for each on the screen, and its pen draws in
 * the units of the layout. Its parent fits it in each layout.
 */
public final class SharpCanvas extends Canvas {
    private final Scale shrink = new Scale(1, 1);
    private double width;
    private double height;
    private double zoom = 1;

    /** An empty canvas. */
    public SharpCanvas() {
        setManaged(false);
        getTransforms().add(shrink);
        localToSceneTransformProperty().addListener((property, before, now) -> {
            if (getParent() instanceof Region && zoomOf(getParent()) != zoom) {
                getParent().requestLayout();
            }
        });
    }

    /**
     * Takes a size.
     *
     * @param newWidth width in the units of the layout
     * @param newHeight height likewise
     * @return whether the size or the zoom is another than before, so that all is to be drawn anew
     */
    public boolean fit(double newWidth, double newHeight) {
        double newZoom = getParent() == null ? 1 : zoomOf(getParent());
        if (width == newWidth && height == newHeight && zoom == newZoom) {
            return false;
        }
        width = newWidth;
        height = newHeight;
        zoom = newZoom;
        setWidth(Math.ceil(newWidth * newZoom));
        setHeight(Math.ceil(newHeight * newZoom));
        shrink.setX(1 / newZoom);
        shrink.setY(1 / newZoom);
        getGraphicsContext2D().setTransform(newZoom, 0, 0, newZoom, 0, 0);
        return true;
    }

    /**
     * Has a pen draw in nothing but a rectangle, until its state is restored. The edges are moved out to those of pixels on
     * the screen: between pixels they would make a mask, which the toolkit draws as faintly as what was drawn last.
     *
     * @param pen one whose units are enlarged alike in both directions
     * @param x left edge, in the pen's units, like all that follows
     * @param y upper edge
     * @param width from there to the right
     * @param height from there down
     */
    public static void clip(GraphicsContext pen, double x, double y, double width, double height) {
        double pixels = pen.getTransform().getMxx();
        double left = Math.floor(x * pixels) / pixels;
        double top = Math.floor(y * pixels) / pixels;
        double right = Math.ceil((x + width) * pixels) / pixels;
        double bottom = Math.ceil((y + height) * pixels) / pixels;
        pen.beginPath();
        pen.rect(left, top, right - left, bottom - top);
        pen.clip();
    }

    private static double zoomOf(Node parent) {
        return parent.getLocalToSceneTransform().getMxx();
    }

    /** Pixels for a unit of the layout. */
    public double zoom() {
        return zoom;
    }

    /** Pixels of the screen for a unit of the layout: those of the canvas, and more on a dense screen. */
    public double density() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return zoom * (window == null ? 1 : window.getRenderScaleX());
    }
}
