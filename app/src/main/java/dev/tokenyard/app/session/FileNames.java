package dev.tokenyard.app.session;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files, after what a scenario is called, that suit every system. */
public final class FileNames {
    /** Names of devices on Windows, whatever their ending. */
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    /** With a number and an ending, and in letters of up to four bytes each, it stays below the 255 bytes of most systems. */
    private static final int MOST_LETTERS = 60;

    private FileNames() {}

    /** Words as the stem of a file's name: small letters, figures, hyphens and underscores; long ones are cut. */
    public static String of(String words) {
        String stem = trimmed(words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_.]+", "-"));
        if (stem.codePointCount(0, stem.length()) > MOST_LETTERS) {
            stem = trimmed(stem.substring(0, stem.offsetByCodePoints(0, MOST_LETTERS)));
        }
        return stem.isEmpty() || DEVICE.matcher(stem).matches() ? trimmed("scenario-" + stem) : stem;
    }

    /** A JSON file's name for the {@code copy}-th of those whose names would be alike, counted from 1: the first has no number. */
    static String json(String stem, int copy) {
        return stem + (copy == 1 ? "" : "-" + copy) + ".json";
    }

    private static String trimmed(String stem) {
        return stem.replaceAll("^[-.]+|[-.]+$", "");
    }
}
