package dev.tokenyard.app.session;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file that a predictor's label may name, written relative to a scenario that lies beside it, as traces are. */
final class PredictorPaths {
    private static final String WITH_FILE = "confusion:";

    private PredictorPaths() {}

    /** The file that a label names, if any, as it is written. */
    static Optional<String> fileName(String label) {
        return label.startsWith(WITH_FILE) && label.length() > WITH_FILE.length()
                ? Optional.of(label.substring(WITH_FILE.length()))
                : Optional.empty();
    }

    /** The file that a label names, if any. */
    static Optional<Path> file(String label) {
        return fileName(label).map(Path::of);
    }

    /** The label for a scenario in a folder. */
    static String relative(String label, @Nullable Path folder) {
        if (folder == null || !label.startsWith(WITH_FILE)) {
            return label;
        }
        Path file =
                Path.of(label.substring(WITH_FILE.length())).toAbsolutePath().normalize();
        Path base = folder.normalize();
        return WITH_FILE + (file.startsWith(base) ? base.relativize(file) : file);
    }

    /** The label of a scenario in a folder, for use anywhere. */
    static String absolute(String label, @Nullable Path folder) {
        return folder == null || !label.startsWith(WITH_FILE)
                ? label
                : WITH_FILE + folder.resolve(label.substring(WITH_FILE.length()));
    }
}
