package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.ExportException;
import java.nio.file.Path;

/**
 * Something that can be written to a file.
 *
 * @param title what it is, for instance {@code chart “TTFT, distribution” as SVG}
 * @param fileName a name to begin with; its ending is that of the format
 * @param source gives its content
 */
public record ExportChoice(String title, String fileName, Source source) {
    /** Takes hold of the content as it stands. */
    @FunctionalInterface
    public interface Source {
        /** Called on the FX thread, so that it may look at the screen; what takes long is left to the writer. */
        Writer take();
    }

    /** Writes content that was taken; called on a background thread. */
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
