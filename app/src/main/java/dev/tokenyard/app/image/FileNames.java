package dev.tokenyard.app.image;

import java.util.Locale;

/** Names of files that suit every system. */
public final class FileNames {
    private FileNames() {}

    /** Words as the stem of a file's name: small letters, figures and hyphens. */
    public static String of(String words) {
        String stem = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        return stem.isEmpty() ? "comparison" : stem;
    }
}
