package dev.tokenyard.sim.trace.format;

/**
 * Nothing can be made of a trace file. The message is meant for the user as it stands: it names the file, says what was
 * found, and what to do.
 */
public final class TraceFormatException extends Exception {
    /** What kept the file from being read, so that a program can offer the way out. */
    public enum Kind {
        /** The file is missing, damaged, no text, or lacks what its format needs. */
        FILE,
        /** It is text, but of no known format. */
        UNKNOWN_FORMAT,
        /** Two of its columns have the name that its format reads. */
        AMBIGUOUS_COLUMNS,
        /** It is an archive of several traces. */
        SEVERAL_TRACES,
        /** It has no times of arrival; {@code ImportOptions} can assign some. */
        NO_ARRIVALS,
        /** It is no trace but describes clients from which requests are to be drawn. */
        CLIENT_POOL,
        /** No row could be used. */
        NO_ROWS
    }

    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** Takes the sentence for the user. */
    public TraceFormatException(String message) {
        this(Kind.FILE, message);
    }

    /** Takes the sentence for the user and what a program should know of it. */
    public TraceFormatException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Takes the sentence for the user and what led to it. */
    public TraceFormatException(String message, Throwable cause) {
        super(message, cause);
        this.kind = Kind.FILE;
    }

    /** What kept the file from being read. */
    public Kind kind() {
        return kind;
    }
}
