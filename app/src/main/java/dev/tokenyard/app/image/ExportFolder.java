package dev.tokenyard.app.image;

import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
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
        requireOwn(folder, "", "", name -> false);
    }

    /**
     * Makes sure that nothing but what an export wrote itself is lost if it fills a folder again.
     *
     * @param index the name of the file that tells an export's own folder
     * @param firstLine how that file begins
     * @param own whether the export writes a file of a name, the index among them
     * @throws ExportException if the folder has other files, or is none
     */
    public static void requireOwn(Path folder, String index, String firstLine, Predicate<String> own)
            throws ExportException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new ExportException(folder + " is a file, not a folder; give the name of a new folder.");
        }
        List<String> names = names(folder);
        if (names.isEmpty()) {
            return;
        }
        try {
            boolean ours = names.contains(index)
                    && Files.readString(folder.resolve(index)).startsWith(firstLine);
            refuse(folder, names, name -> ours && own.test(name));
        } catch (IOException unreadable) {
            throw unreadable(folder, unreadable);
        }
    }

    /**
     * Makes sure that a folder within an export's own has nothing that the export does not write.
     *
     * @throws ExportException if it has other files, or cannot be read
     */
    public static void requireNoOther(Path folder, Predicate<String> own) throws ExportException {
        refuse(folder, names(folder), own);
    }

    private static List<String> names(Path folder) throws ExportException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(
                            file -> Objects.requireNonNull(file.getFileName()).toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw unreadable(folder, unreadable);
        }
    }

    private static void refuse(Path folder, List<String> names, Predicate<String> own) throws ExportException {
        for (String name : names) {
            if (!own.test(name)) {
                throw new ExportException("Folder " + folder + " has a file of its own, " + name
                        + ", which is left alone; give the name of a new or an empty folder.");
            }
        }
    }

    private static ExportException unreadable(Path folder, IOException reason) {
        return new ExportException("Could not look into " + folder + ": " + AtomicFiles.reason(reason), reason);
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
