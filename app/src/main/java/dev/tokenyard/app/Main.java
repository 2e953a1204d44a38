package dev.tokenyard.app;

import dev.tokenyard.app.cli.TokenyardCommand;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.view.theme.Theme;

/** The program's entry: a command line if there are arguments, otherwise the window. */
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(TokenyardCommand.commandLine(ExportOptions.figure(Theme.paper()))
                .execute(arguments));
    }
}
