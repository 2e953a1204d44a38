package dev.tokenyard.app.view.forecast;

import dev.tokenyard.app.view.theme.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;

/**
 * Finds the longest words that fit a width. Figures change with every step, and measuring lays text out, so words are
 * measured with noughts for all digits, which are the widest: the same few words again and again. For the FX thread.
 */
public final class FittingWords {
    private static final int MOST_KEPT = 1000;

    private final Font font;
    private final Map<String, Double> widths = new HashMap<>();

    /** Finds words in a font. */
    public FittingWords(Font font) {
        this.font = font;
    }

    /** The first of some forms, the longest first, that fits a width in pixels; empty if none does. */
    public String fittest(List<String> forms, double room) {
        for (String form : forms) {
            if (width(withNoughts(form)) <= room) {
                return form;
            }
        }
        return "";
    }

    private double width(String words) {
        if (widths.size() > MOST_KEPT) {
            widths.clear();
        }
        return widths.computeIfAbsent(words, key -> Type.width(key, font));
    }

    private static String withNoughts(String words) {
        char[] letters = words.toCharArray();
        for (int k = 0; k < letters.length; k++) {
            letters[k] = letters[k] >= '0' && letters[k] <= '9' ? '0' : letters[k];
        }
        return new String(letters);
    }
}
