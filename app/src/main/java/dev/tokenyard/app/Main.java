package dev.tokenyard.app;

import dev.tokenyard.app.cli.TokenyardCommand;

/** The program's entry: a command line if there are arguments, otherwise the window. */
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(TokenyardCommand.commandLine().execute(arguments));
    }
}
