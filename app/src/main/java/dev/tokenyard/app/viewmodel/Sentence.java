package dev.tokenyard.app.viewmodel;

import java.util.Locale;

/**
 * One reason or fact in plain words.
 *
 * @param lead the word or two that matter, to be set apart
 * @param rest what follows it
 */
public record Sentence(String lead, String rest) {
    // The annotation that is asked for would be a dependency of its own.
    @SuppressWarnings("AnnotateFormatMethod")
    static Sentence of(String lead, String pattern, Object... values) {
        return new Sentence(lead, String.format(Locale.ROOT, pattern, values));
    }

    /** Both parts in a row. */
    public String text() {
        return lead + " " + rest;
    }
}
