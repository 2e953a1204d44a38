package dev.tokenyard.app.chart;

import dev.tokenyard.app.fonts.FontFile;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** The bundled fonts as AWT knows them, for charts and for files drawn from them. */
public final class ChartFonts {
    /** The size of labels and small words, in pixels of layout. */
    public static final float NOTE_SIZE = 10.5f;

    static final float LABEL_SIZE = 12f;
    static final float TITLE_SIZE = 14f;

    /** By ordinal. */
    private static final List<Font> LOADED =
            Arrays.stream(FontFile.values()).map(ChartFonts::load).toList();

    /** Screens draw words so much wider than the font says. */
    private static final double WIDEST_DRAWN = 1.06;

    private ChartFonts() {}

    /** The name by which AWT tells {@code file}'s font from the others. */
    public static String awtName(FontFile file) {
        return of(file, LABEL_SIZE).getFontName();
    }

    static Font regular(float size) {
        return of(FontFile.REGULAR, size);
    }

    static Font medium(float size) {
        return of(FontFile.MEDIUM, size);
    }

    static Font semiBold(float size) {
        return of(FontFile.SEMI_BOLD, size);
    }

    /**
     * The width of words in pixels: not of whole pixels for each letter, as the metrics of a screen's font are, but never less
     * than is drawn.
     */
    static double width(String words, Font font, Graphics2D graphics) {
        return WIDEST_DRAWN
                * font.getStringBounds(words, graphics.getFontRenderContext()).getWidth();
    }

    private static Font of(FontFile file, float size) {
        return LOADED.get(file.ordinal()).deriveFont(size);
    }

    private static Font load(FontFile file) {
        try (InputStream stream = file.open()) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("Java cannot read the bundled font " + file + ".", e);
        }
    }
}
