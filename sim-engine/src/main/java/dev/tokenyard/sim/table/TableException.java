package dev.tokenyard.sim.table;

/** A table cannot be used. The message is a sentence for the user: what, where, the value, and what was expected. */
public final class TableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public TableException(String message) {
        super(message);
    }

    /** With a sentence for the user and what lay behind it. */
    public TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
