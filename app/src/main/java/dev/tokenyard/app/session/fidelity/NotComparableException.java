package dev.tokenyard.app.session.fidelity;

/** A reference run is sound, but this simulator has no counterpart of it. The message is a sentence for the user. */
final class NotComparableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotComparableException(String message) {
        super(message);
    }
}
