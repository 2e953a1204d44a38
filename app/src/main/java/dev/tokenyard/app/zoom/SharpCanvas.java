package dev.tokenyard.app.zoom;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
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
