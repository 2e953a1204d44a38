package dev.tokenyard.app.view.theme;

import dev.tokenyard.app.fonts.FontFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * The one type scale, and the fonts in it for drawing on a canvas. Fonts are made once and kept, so that drawing
 * a frame makes none. Sizes are in pixels at a UI scale of one. For the FX thread.
 */
public final class Type {
    /** Notes, axis labels, figures under a map. */
    public static final double SMALL = 10.5;
    /** Running text, controls and tables. */
    public static final double BODY = 12;
    /** Names of lanes and cards. */
    public static final double STRONG = 14;
    /** The title in the top bar and the numbers that matter. */
    public static final double LARGE = 15;
    /** The headline of a page. */
    public static final double HEADLINE = 21;

    private static final char HAIR_SPACE = '\u200A';

    private record Key(FontFile file, double size) {}

    /** By ordinal. */
    private static final List<Font> LOADED =
            Arrays.stream(FontFile.values()).map(Type::load).toList();

    private static final Map<Key, Font> SIZED = new HashMap<>();

    private Type() {}

    /**
     * Makes the bundled families known to style sheets; any later call does nothing.
     *
     * @throws IllegalStateException if JavaFX cannot read a bundled font
     */
    public static void ensureLoaded() {
        if (LOADED.isEmpty()) {
            throw new IllegalStateException("No bundled font was loaded.");
        }
    }

    /** The regular weight at {@code size} pixels. */
    public static Font regular(double size) {
        return of(FontFile.REGULAR, size);
    }

    /** The medium weight at {@code size} pixels. */
    public static Font medium(double size) {
        return of(FontFile.MEDIUM, size);
    }

    /** The semi-bold weight at {@code size} pixels. */
    public static Font semiBold(double size) {
        return of(FontFile.SEMI_BOLD, size);
    }

    /** The bold weight at {@code size} pixels. */
    public static Font bold(double size) {
        return of(FontFile.BOLD, size);
    }

    /** The width of {@code text} in pixels. It lays the text out: keep the answer, do not ask in every frame. */
    public static double width(String text, Font font) {
        Text node = new Text(text);
        node.setFont(font);
        return node.getLayoutBounds().getWidth();
    }

    /** {@code text} as long as it is narrower than {@code room} pixels, else its beginning with an ellipsis; never in each frame. */
    public static String cut(String text, Font font, double room) {
        String shown = text;
        for (int letters = text.length() - 1; letters > 0 && width(shown, font) > room; letters--) {
            shown = text.substring(0, letters).stripTrailing() + "…";
        }
        return shown;
    }

    /**
     * {@code text} in capitals set apart by hair spaces, as section headings are written. JavaFX has no letter
     * spacing; whoever shows this sets the plain words as the accessible text.
     */
    public static String letterSpaced(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        StringBuilder spaced = new StringBuilder(2 * capitals.length());
        for (int i = 0; i < capitals.length(); i++) {
            if (i > 0) {
                spaced.append(HAIR_SPACE);
            }
            spaced.append(capitals.charAt(i));
        }
        return spaced.toString();
    }

    private static Font of(FontFile file, double size) {
        // Asking by full name keeps bold apart from regular, which share a family.
        return SIZED.computeIfAbsent(
                new Key(file, size), key -> new Font(LOADED.get(file.ordinal()).getName(), size));
    }

    private static Font load(FontFile file) {
        try (InputStream stream = file.open()) {
            Font font = Font.loadFont(stream, BODY);
            if (font == null) {
                throw new IllegalStateException("JavaFX cannot read the bundled font " + file + ".");
            }
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
