package dev.tokenyard.app.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A file that comes into being whole or not at all: written under another name beside it, then moved. */
final class ExportTarget {
    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    private ExportTarget() {}

    /**
     * Writes {@code content} to {@code path}, in place of what is there.
     *
     * @throws ExportException if the folder is missing, the path is a folder, or writing fails; what was there stays
     */
    static void write(Path path, Content content) throws ExportException {
        Path target = path.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new ExportException("\"%s\" is a folder. Give the name of a file in it.".formatted(path));
        }
        if (!Files.isDirectory(folder)) {
            throw new ExportException(
                    "Cannot write \"%s\": the folder \"%s\" does not exist. Create it or choose another."
                            .formatted(path, folder));
        }
        Path temporary = null;
        try {
            temporary = Files.createTempFile(folder, ".export-", ".tmp");
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(stream);
            }
            move(temporary, target);
        } catch (IOException e) {
            discard(temporary);
            throw new ExportException(
                    "Cannot write \"%s\" (%s). Check that the folder can be written to and the disk has room."
                            .formatted(path, reason(e)),
                    e);
        } catch (RuntimeException e) {
            discard(temporary);
            throw e;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                temporary.toFile().deleteOnExit();
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
