package dev.tokenyard.app.image;

import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Where an export goes: a file that comes into being whole or not at all. */
final class ExportTarget {
    private ExportTarget() {}

    /**
     * Writes {@code content} to {@code path}, in place of what is there.
     *
     * @throws ExportException if the path is a folder or writing fails; what was there stays
     */
    static void write(Path path, AtomicFiles.Content content) throws ExportException {
        try {
            AtomicFiles.write(path, content);
        } catch (IOException failure) {
            throw new ExportException(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), failure);
        }
    }
}
