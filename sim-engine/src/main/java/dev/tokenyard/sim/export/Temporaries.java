package dev.tokenyard.sim.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that are written beside the ones whose place they are to take. None is left behind, also where the program is ended
 * while they are written.
 */
public final class Temporaries {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Temporaries::removeAll, "temporaries"));
        } catch (IllegalStateException ending) {
            // Whoever writes a first file while the program ends is the last to do so.
        }
    }

    private Temporaries() {}

    /** A name, hidden and of no other file, in the folder of {@code target}; {@link #remove} must follow. */
    public static Path beside(Path target) {
        Path file = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        OPEN.add(file);
        return file;
    }

    /**
     * Removes the file, unless it has been moved to its place.
     *
     * @throws IOException if it cannot be removed
     */
    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        OPEN.remove(file);
    }

    private static void removeAll() {
        for (Path file : OPEN) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                // The program ends, and nobody is there to be told.
            }
        }
    }
}
