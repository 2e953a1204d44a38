package dev.tokenyard.app.session;

/** What the program remembers from one start to the next, as short texts by key. */
public interface Settings {
    /** The value of a key, or {@code fallback} where there is none. */
    String get(String key, String fallback);

    /** Sets a key. A value that cannot be kept is forgotten without a word: nothing depends on it. */
    void put(String key, String value);

    /** The value of a key as a number, or {@code fallback} where there is none. */
    default double get(String key, double fallback) {
        try {
            return Double.parseDouble(get(key, ""));
        } catch (NumberFormatException absentOrSpoilt) {
            return fallback;
        }
    }

    /** The value of a key as a yes or no, or {@code fallback} where there is none. */
    default boolean get(String key, boolean fallback) {
        return Boolean.parseBoolean(get(key, Boolean.toString(fallback)));
    }
}
