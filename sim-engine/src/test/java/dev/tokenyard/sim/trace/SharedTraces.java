package dev.tokenyard.sim.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the published traces beside the project; tests of them are skipped, loudly, where they are missing. */
final class SharedTraces {
    private static final Path FOLDER = Path.of("../../shared/traces");

    private SharedTraces() {}

    static Path require(String file) {
        Path path = FOLDER.resolve(file);
        if (!Files.isRegularFile(path)) {
            System.err.println("SKIPPED: the published trace " + path + " is missing, its test did not run.");
            Assumptions.abort("missing " + path);
        }
        return path;
    }
}
