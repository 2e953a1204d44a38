package dev.tokenyard.app.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of file a chart can be written as. */
public enum ExportFormat {
    /** Pixels. */
    PNG,
    /** Vector for the web; text stays text. */
    SVG,
    /** Vector for print, with its fonts inside. */
    PDF,
    /** The numbers themselves. */
    CSV;

    /** The ending of a file name, without its dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format that the ending of {@code path} names, in upper or lower case.
     *
     * @throws ExportException if the ending names none
     */
    public static ExportFormat of(Path path) throws ExportException {
        Path fileName = path.getFileName();
        String name = fileName == null ? "" : fileName.toString().toLowerCase(Locale.ROOT);
        for (ExportFormat format : values()) {
            if (name.endsWith("." + format.extension())) {
                return format;
            }
        }
        String known = Arrays.stream(values()).map(f -> "." + f.extension()).collect(Collectors.joining(", "));
        throw new ExportException("Cannot tell from \"%s\" what kind of file to write. End its name in one of %s."
                .formatted(path, known));
    }
}
