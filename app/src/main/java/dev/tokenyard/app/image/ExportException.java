package dev.tokenyard.app.image;

/** A picture could not be written; the message is a sentence for people, with the path and what to do. */
public final class ExportException extends Exception {
    /** With {@code sentence} for people. */
    public ExportException(String sentence) {
        super(sentence);
    }

    /** With {@code sentence} for people and the failure below it for the log. */
    public ExportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
