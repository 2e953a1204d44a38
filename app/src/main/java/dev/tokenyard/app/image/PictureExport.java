package dev.tokenyard.app.image;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;

/** Writes what is on the screen, where only pixels make sense, as PNG. */
public final class PictureExport {
    private PictureExport() {}

    /** A picture of {@code scene} as it stands; on the FX thread. */
    public static Image snapshot(Scene scene) {
        return scene.snapshot(null);
    }

    /**
     * A picture of {@code root}, in its own size whatever of it sticks out; it is laid out first. On the FX thread.
     *
     * @param background what lies under it
     */
    public static Image whole(Parent root, Color background) {
        root.applyCss();
        root.layout();
        Bounds laidOut = root.getLayoutBounds();
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setViewport(new Rectangle2D(0, 0, laidOut.getWidth(), laidOut.getHeight()));
        parameters.setFill(background);
        return root.snapshot(parameters, null);
    }

    /**
     * Writes {@code picture} as PNG; on any thread, once it is taken.
     *
     * @throws ExportException if the path does not end in .png or cannot be written
     */
    public static void writePng(Image picture, Path path) throws ExportException {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ExportException(
                    "\"%s\" is not the name of a PNG file. A picture of the screen is written as .png only."
                            .formatted(path));
        }
        ExportTarget.write(
                path,
                stream -> PngFile.write(pixels(picture, (int) picture.getWidth(), (int) picture.getHeight()), stream));
    }

    /** The pixels of a picture from its corner on, in a size no larger than its own; on any thread. */
    public static BufferedImage pixels(Image picture, int width, int height) {
        PixelReader reader = picture.getPixelReader();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            reader.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
            copy.setRGB(0, y, width, 1, row, 0, width);
        }
        return copy;
    }
}
