package dev.tokenyard.app;

import dev.tokenyard.app.cli.DefaultComparison;
import dev.tokenyard.app.cli.ExportServices;
import dev.tokenyard.app.cli.TokenyardCommand;
import dev.tokenyard.app.gallery.HeadlessRecorder;
import dev.tokenyard.app.gallery.PictureBenchmark;
import dev.tokenyard.app.gallery.ScreenshotsCommand;
import dev.tokenyard.app.gallery.TrainCommand;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.view.shell.TokenyardApplication;
import dev.tokenyard.app.view.theme.Theme;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javafx.application.Application;
import picocli.CommandLine;

/**
 * The program's entry: the window, with a trace or scenario if one is named, or else a command line. It does not extend {@link
 * Application}, so that it starts from a class path.
 */
public final class Main {
    /** JavaFX warns at every start that it is on the class path, where it works; held, so that the level lasts. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    /** No option and no command: it has a dot or a separator of folders. */
    private static final Pattern FILE_NAME = Pattern.compile("[^-].*[./\\\\].*");

    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Charts are drawn into files with AWT, which must not look for a display of its own.
        System.setProperty("java.awt.headless", "true");
        Locale.setDefault(Locale.ROOT);
        JAVAFX.setLevel(Level.SEVERE);
        System.exit(arguments.length == 0 || namesFile(arguments) ? openWindow(arguments) : command(arguments));
    }

    /** Says what is wrong with a single argument that looks like the name of a file, empty if it does not. */
    static String missingFile(String[] arguments) {
        boolean looksLikeFile =
                arguments.length == 1 && FILE_NAME.matcher(arguments[0]).matches();
        return !looksLikeFile || namesFile(arguments) ? "" : "There is no file " + arguments[0] + "; check the path.";
    }

    /** Whether all there is on the line is the name of a file, which the window then opens. */
    static boolean namesFile(String[] arguments) {
        try {
            return arguments.length == 1 && Files.isRegularFile(Path.of(arguments[0]));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static int command(String[] arguments) {
        String missing = missingFile(arguments);
        if (!missing.isEmpty()) {
            System.err.println("tokenyard: " + missing);
            return 2;
        }
        CommandLine line = TokenyardCommand.commandLine(
                ExportOptions.figure(Theme.paper()),
                new PictureBenchmark(),
                new ExportServices(Theme.reports(), HeadlessRecorder::record),
                new ScreenshotsCommand(),
                new TrainCommand());
        return line.execute(arguments);
    }

    private static int openWindow(String[] arguments) {
        if (!hasDisplay()) {
            return withoutWindow("there is no display (DISPLAY and WAYLAND_DISPLAY are not set)");
        }
        try {
            Application.launch(TokenyardApplication.class, arguments);
            return 0;
        } catch (UnsupportedOperationException noToolkit) {
            return withoutWindow("the window system cannot be used: " + noToolkit.getMessage());
        }
    }

    private static boolean hasDisplay() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean always = system.contains("windows") || system.contains("mac");
        return always || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    private static int withoutWindow(String reason) {
        System.err.println("tokenyard: " + reason + ", so here is the opening comparison in the terminal, with its"
                + " charts in tokenyard-out; \"tokenyard --help\" lists what else works without a window.");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return DefaultComparison.run(out, err, Path.of("tokenyard-out"), ExportOptions.figure(Theme.paper()));
    }
}
