package dev.tokenyard.app.image;

import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that exports fill: what somebody else has put there is never overwritten. */
public final class ExportFolder {
    private static final int MOST_TRIES = 10_000;

    private ExportFolder() {}

    /**
     * Makes sure that nothing is lost if a folder is filled.
     *
     * @throws ExportException if it has files, or is none
     */
    public static void requireEmpty(Path folder) throws ExportException {
        requireOwn(folder, "", "", Set.of());
    }

    /**
     * Makes sure that nothing but what an export wrote itself is lost if it fills a folder again.
     *
     * @param index the name of the file that tells an export's own folder
     * @param firstLine how that file begins
     * @param own names of files that the export writes, the index among them
     * @throws ExportException if the folder has other files, or is none
     */
    public static void requireOwn(Path folder, String index, String firstLine, Set<String> own) throws ExportException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new ExportException(folder + " is a file, not a folder; give the name of a new folder.");
        }
        try (Stream<Path> content = Files.list(folder)) {
            List<String> names = content.map(
                            file -> Objects.requireNonNull(file.getFileName()).toString())
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                return;
            }
            boolean ours = names.contains(index)
                    && Files.readString(folder.resolve(index)).startsWith(firstLine);
            String foreign = names.stream()
                    .filter(name -> !ours || !own.contains(name))
                    .findFirst()
                    .orElse("");
            if (!foreign.isEmpty()) {
                throw new ExportException("Folder " + folder + " has a file of its own, " + foreign
                        + ", which is left alone; give the name of a new or an empty folder.");
            }
        } catch (IOException unreadable) {
            throw new ExportException(
                    "Could not look into " + folder + ": " + AtomicFiles.reason(unreadable), unreadable);
        }
    }

    /** A folder of a name inside another that is not there yet: the name itself, or with a number. */
    public static Path newInside(Path parent, String name) {
        for (int k = 1; k < MOST_TRIES; k++) {
            Path folder = parent.resolve(k == 1 ? name : name + "-" + k);
            if (!Files.exists(folder)) {
                return folder;
            }
        }
        throw new IllegalStateException("No name is left in " + parent);
    }

    /** Takes away what a cancelled export has written, and the folder that it made. */
    static void remove(List<Path> files, @Nullable Path folder) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException kept) {
            // It is more important to say why the export failed than that something of it is left.
            return;
        }
    }
}
