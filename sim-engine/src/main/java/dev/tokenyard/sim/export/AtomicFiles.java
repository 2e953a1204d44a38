package dev.tokenyard.sim.export;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/**
 * Writes files whole or not at all: into a temporary file in the same folder, which then takes the file's place. A
 * failure leaves an older file of that name as it was.
 */
public final class AtomicFiles {
    /** Gives the bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of them; need not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Gives the characters of a text file. */
    @FunctionalInterface
    public interface Text {
        /** Writes all of them; need not close the writer. */
        void writeTo(Writer out) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Writes a file, and makes the folders above it where they are missing.
     *
     * @throws IOException with a sentence for people: the file, what went wrong, what to do
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new IOException(file + " is a folder, so nothing can be saved under that name; give a file's name.");
        }
        try {
            if (Files.isSymbolicLink(target) && Files.exists(target)) {
                target = target.toRealPath();
                folder = target.resolveSibling("");
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw new AccessDeniedException(target.toString());
            }
            Files.createDirectories(folder);
            Path temporary = Temporaries.beside(target);
            try {
                fill(temporary, content);
                keepMode(target, temporary);
                move(temporary, target);
            } finally {
                Temporaries.remove(temporary);
            }
        } catch (IOException e) {
            throw new IOException("Could not save " + file + ": " + reason(e), e);
        }
    }

    /**
     * Writes a text file in UTF-8; otherwise as {@link #write}.
     *
     * @throws IOException with a sentence for people
     */
    public static void writeText(Path file, Text text) throws IOException {
        write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.writeTo(writer);
            writer.flush();
        });
    }

    private static void fill(Path temporary, Content content) throws IOException {
        // Not Files.createTempFile: its files are for the owner's eyes only, and the mode would stay.
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** A file that is replaced stays readable and writable for whom it was. */
    private static void keepMode(Path replaced, Path by) throws IOException {
        if (Files.exists(replaced)
                && Files.getFileStore(replaced).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(by, Files.getPosixFilePermissions(replaced));
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Why a file or folder could not be made and what to do, the end of a sentence. */
    public static String reason(IOException e) {
        String cause = cause(e);
        if (e instanceof AccessDeniedException) {
            return cause + "; choose another folder or change the permissions.";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NoSuchFileException) {
            return cause + "; choose another folder.";
        }
        return cause + "; see that the folder can be written and has room, then try again.";
    }

    /** Why a file or folder could not be made, a clause; what to do is said elsewhere. */
    public static String cause(IOException e) {
        // What writing says is a sentence of its own, with what to do.
        if (e.getCause() instanceof IOException deeper) {
            return cause(deeper);
        }
        if (e instanceof AccessDeniedException) {
            return "it may not be written";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file where a folder is needed";
        }
        if (e instanceof NoSuchFileException) {
            return "nothing can be made there";
        }
        return orUnknown(e instanceof FileSystemException system ? system.getReason() : e.getMessage());
    }

    private static String orUnknown(@Nullable String words) {
        return words == null ? "the disk gave no reason" : words;
    }
}
