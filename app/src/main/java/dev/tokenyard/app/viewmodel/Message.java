package dev.tokenyard.app.viewmodel;

/**
 * Something that the user is told without being held up.
 *
 * @param severity how grave it is
 * @param topic what it is about; a newer message on the same topic replaces this one
 * @param text a sentence with what, where, the value, and what to do
 */
public record Message(Severity severity, String topic, String text) {
    /** How grave a message is. */
    public enum Severity {
        /** It worked. */
        INFO,
        /** It was called off: there is nothing to be glad or sorry about. */
        NOTE,
        /** It worked, but not all of it. */
        WARNING,
        /** It did not work. */
        ERROR
    }
}
