package dev.tokenyard.app.image;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes text, such as a table as comma-separated values, to a file in UTF-8. May run on any thread. */
public final class TextExport {
    private TextExport() {}

    /**
     * Writes {@code text} to {@code path}, in place of what is there.
     *
     * @throws ExportException if the file cannot be written; what was there stays
     */
    public static void write(String text, Path path) throws ExportException {
        ExportTarget.write(path, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
