package dev.tokenyard.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What a file that a command writes must not be. */
final class OutputFile {
    private OutputFile() {}

    /** Refuses to let option --out replace a file unless that is forced. */
    static void requireFree(Path out, boolean force) throws CommandFailure {
        if (Files.exists(out) && !force) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --out: " + out + " exists; give another name, or --force to replace it.");
        }
    }

    /**
     * Refuses to write over what the output is made from, whatever is forced.
     *
     * @param what the output, such as "the export"
     * @param inputs the files that are read
     */
    static void requireApart(Path out, String what, List<Path> inputs) throws CommandFailure {
        for (Path input : inputs) {
            if (isSame(out, input)) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        out + " is what " + what + " is made from; give " + what + " a file of its own.");
            }
        }
    }

    /** Whether two names are of one file, through links as well, which are written through. */
    static boolean isSame(Path one, Path other) {
        return resolved(one).equals(resolved(other));
    }

    private static Path resolved(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        try {
            return whole.toRealPath();
        } catch (IOException notThere) {
            Path folder = whole.getParent();
            return folder == null || !Files.exists(folder)
                    ? whole
                    : resolved(folder).resolve(target(whole)).normalize();
        }
    }

    /** The name of a file that is not there, or of the one that a link would make. */
    private static Path target(Path file) {
        try {
            return Files.readSymbolicLink(file);
        } catch (IOException | UnsupportedOperationException noLink) {
            return Objects.requireNonNull(file.getFileName());
        }
    }
}
