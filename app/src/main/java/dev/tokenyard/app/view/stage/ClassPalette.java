package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.theme.Theme;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;

/** The colours of SLO classes in a theme, in the variants that the stage needs. Made once for each theme. */
final class ClassPalette {
    /** In place of a class: where it is the form that says something, as in the legend, and no class is meant. */
    static final int NEUTRAL = -1;

    private static final int CLASSES = 10;
    private static final int SHADES = 8;
    private static final int HATCH = 5;
    private static final Map<Theme, ClassPalette> MADE = new EnumMap<>(Theme.class);

    private final Color[] solid = new Color[CLASSES + 1];
    private final Color[] pale = new Color[CLASSES + 1];
    private final Paint[] hatched = new Paint[CLASSES + 1];
    private final int[][] shades = new int[CLASSES][SHADES];

    private ClassPalette(Theme theme) {
        for (int k = 0; k <= CLASSES; k++) {
            Color hue = k == CLASSES ? theme.secondary() : theme.sloClass(k);
            solid[k] = hue;
            pale[k] = theme.ground().interpolate(hue, 0.30);
            hatched[k] = hatch(pale[k], theme.ground().interpolate(hue, 0.52));
        }
        for (int k = 0; k < CLASSES; k++) {
            Color hue = theme.sloClass(k);
            for (int s = 0; s < SHADES; s++) {
                shades[k][s] = argb(theme.ground().interpolate(hue, 0.50 + 0.50 * s / (SHADES - 1)));
            }
        }
    }

    static ClassPalette of(Theme theme) {
        return MADE.computeIfAbsent(theme, ClassPalette::new);
    }

    private static Paint hatch(Color ground, Color line) {
        WritableImage tile = new WritableImage(HATCH, HATCH);
        PixelWriter writer = tile.getPixelWriter();
        for (int y = 0; y < HATCH; y++) {
            for (int x = 0; x < HATCH; x++) {
                writer.setColor(x, y, (x + y) % HATCH == 0 ? line : ground);
            }
        }
        return new ImagePattern(tile, 0, 0, HATCH, HATCH, false);
    }

    private static int place(int sloClass) {
        return sloClass == NEUTRAL ? CLASSES : sloClass % CLASSES;
    }

    Color solid(int sloClass) {
        return solid[place(sloClass)];
    }

    Color pale(int sloClass) {
        return pale[place(sloClass)];
    }

    /** The pale colour with diagonal lines. */
    Paint hatched(int sloClass) {
        return hatched[place(sloClass)];
    }

    /** The colour of a request's blocks as 0xAARRGGBB: its class's, a little lighter or darker than its neighbours'. */
    int shade(int sloClass, int request) {
        // Fibonacci hashing sets consecutive requests far apart.
        int spread = (request * 0x9E3779B9) >>> 29;
        return shades[sloClass % CLASSES][spread];
    }

    static int argb(Color colour) {
        return 0xFF000000
                | (int) Math.round(255 * colour.getRed()) << 16
                | (int) Math.round(255 * colour.getGreen()) << 8
                | (int) Math.round(255 * colour.getBlue());
    }

    /** Mixes two opaque colours; share 0 gives the first. */
    static int mix(int one, int other, double share) {
        int weight = (int) (256 * share);
        int red = mixChannel(one >> 16, other >> 16, weight);
        int green = mixChannel(one >> 8, other >> 8, weight);
        int blue = mixChannel(one, other, weight);
        return 0xFF000000 | red << 16 | green << 8 | blue;
    }

    private static int mixChannel(int one, int other, int weight) {
        return ((one & 0xFF) * (256 - weight) + (other & 0xFF) * weight) >> 8;
    }
}
