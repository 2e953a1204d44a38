package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.ExportException;
import java.nio.file.Path;

/**
 * Something that can be written to a file.
 *
 * @param title what it is, for instance {@code TTFT distribution as SVG}
 * @param fileName a name to begin with; its ending is that of the format
 * @param writer writes it; called on the FX thread, so that it may look at the screen
 */
public record ExportChoice(String title, String fileName, Writer writer) {
    /** Writes a file. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes it.
         *
         * @throws ExportException if it cannot be written; the message is for the user
         */
        void write(Path file) throws ExportException;
    }
}
