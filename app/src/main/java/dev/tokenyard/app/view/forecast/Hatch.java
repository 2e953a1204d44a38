package dev.tokenyard.app.view.forecast;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/** Diagonal lines in a colour through which the ground is seen. For the FX thread. */
public final class Hatch {
    private static final int SIDE = 6;
    private static final Map<Key, Paint> MADE = new HashMap<>();

    private record Key(Color colour, double ground) {}

    private Hatch() {}

    /** Lines in a colour, over the same colour at a share of its strength. */
    public static Paint of(Color colour, double ground) {
        return MADE.computeIfAbsent(new Key(colour, ground), key -> make(key.colour(), key.ground()));
    }

    private static Paint make(Color colour, double ground) {
        WritableImage tile = new WritableImage(SIDE, SIDE);
        PixelWriter writer = tile.getPixelWriter();
        Color pale = colour.deriveColor(0, 1, 1, ground);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                writer.setColor(x, y, (x + y) % SIDE < 2 ? colour : pale);
            }
        }
        return new ImagePattern(tile, 0, 0, SIDE, SIDE, false);
    }
}
