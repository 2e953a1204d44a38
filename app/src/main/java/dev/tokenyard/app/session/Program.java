package dev.tokenyard.app.session;

/** The program as files and tables name it. */
public final class Program {
    /** Its version. */
    public static final String VERSION = "0.1";

    /** Name and version. */
    public static final String NAME = "Tokenyard " + VERSION;

    private Program() {}
}
