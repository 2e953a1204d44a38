package dev.tokenyard.app.view.theme;

import java.util.regex.Pattern;

/** Words whose lines break between figures, and not within one. */
public final class Unbroken {
    private static final char NO_BREAK = '\u00a0';

    /** A number and what it counts, and the parts of a duration such as {@code 41 min 33 s}. */
    private static final Pattern WITHIN = Pattern.compile("(?<=\\d) (?=[\\p{L}%])|(?<=\\d (?:min|h)) (?=\\d)");

    private Unbroken() {}

    /** The same words, with spaces at which no line ends. */
    public static String of(String words) {
        return WITHIN.matcher(words).replaceAll(String.valueOf(NO_BREAK));
    }
}
