package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a trace file of any format in {@link TraceFormats}, as a stream and in one pass. */
public final class TraceReader {
    private TraceReader() {}

    /** Reads a file in the format that its content shows. */
    public static TraceImport read(Path file) throws TraceFormatException {
        return read(file, null, ReadProgress.NONE);
    }

    /**
     * Reads a file. Rows that cannot be used are left out and reported; the trace is named after the file.
     *
     * @param file the file
     * @param formatId an id of {@link TraceFormats}; {@code null} or {@code auto} to go by content
     * @param progress told how far the reading is; may end it
     * @return the trace, of at least one request, and the report
     * @throws TraceFormatException if the file cannot be read or holds no usable row; its message is for the user
     * @throws java.util.concurrent.CancellationException if {@code progress} ends the reading
     */
    public static TraceImport read(Path file, @Nullable String formatId, ReadProgress progress)
            throws TraceFormatException {
        Path nameOnly = file.getFileName();
        String name = nameOnly == null ? file.toString() : nameOnly.toString();
        if (Files.isDirectory(file)) {
            throw new TraceFormatException(file + " is a directory; choose a trace file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, name, Files.size(file), formatId, progress);
        } catch (NoSuchFileException e) {
            throw new TraceFormatException("There is no file " + file + "; check the path.", e);
        } catch (AccessDeniedException e) {
            throw new TraceFormatException(file + " may not be read; check its permissions.", e);
        } catch (IOException e) {
            throw new TraceFormatException(
                    file + " could not be read (" + e.getMessage() + "); check the file and try again.", e);
        } catch (OutOfMemoryError e) {
            throw new TraceFormatException(
                    file + " has more requests than fit in memory; cut it shorter, or give Java a larger heap (-Xmx).",
                    e);
        }
    }

    /**
     * Reads a trace from a stream, which is left open.
     *
     * @param name the name of the trace, and of the source in messages
     * @param totalBytes the length for {@code progress}, -1 if it is not known
     * @throws IOException if the stream fails
     * @throws TraceFormatException as for a file
     * @see #read(Path, String, ReadProgress)
     */
    public static TraceImport read(
            InputStream in, String name, long totalBytes, @Nullable String formatId, ReadProgress progress)
            throws IOException, TraceFormatException {
        LineSource lines = new LineSource(in, totalBytes, progress);
        TraceHead head = head(name, lines.peekHead());
        TraceFormat format = TraceFormats.choose(head, formatId);
        RowCollector rows = new RowCollector(Trace.builder(name), format, format.parser(head));
        boolean beforeFirstRecord = true;
        while (lines.next()) {
            TextLine line = lines.line();
            if (line.isBlank() || (beforeFirstRecord && line.isComment())) {
                continue;
            }
            boolean isHeader = beforeFirstRecord && format.hasHeader();
            beforeFirstRecord = false;
            if (isHeader) {
                continue;
            }
            if (lines.isTooLong()) {
                rows.refuse(new RowProblem(line.number(), "row", line.shown(), "a line of at most 1 MiB"));
            } else {
                rows.read(line);
            }
        }
        ImportReport report = rows.report();
        if (report.rowsRead() == 0) {
            throw new TraceFormatException(nothingUsable(name, format, report));
        }
        return new TraceImport(rows.build(), report);
    }

    private static String nothingUsable(String name, TraceFormat format, ImportReport report) {
        if (report.rowsRefused() == 0) {
            return name + " holds a header of the format " + format.id() + " but no request; choose a file with rows.";
        }
        return "No row of " + name + " can be used as " + format.id() + " (" + format.title() + "); rows refused: "
                + report.rowsRefused() + ". The first problem is in "
                + report.problems().get(0).text() + ". Correct the file, or choose another format: "
                + TraceFormats.known() + ".";
    }

    /** Decodes the beginning of a file, after making sure that it is text. */
    private static TraceHead head(String name, byte[] bytes) throws TraceFormatException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new TraceFormatException(name + " is empty; choose a file with at least one request.");
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                throw new TraceFormatException(name + " is not a text file (" + describe(bytes)
                        + "). Known formats are: " + TraceFormats.known() + ".");
            }
        }
        TraceHead head = new TraceHead(name, text.lines().toList());
        if (head.firstRecord().isEmpty()) {
            throw new TraceFormatException(
                    name + " holds only comments; choose a file with a header and at least one request.");
        }
        return head;
    }

    private static String describe(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes.length > 1 ? bytes[1] & 0xFF : 0;
        if ((first == 0x1F && second == 0x8B) || (first == 'P' && second == 'K')) {
            return "it is compressed; unpack it first";
        }
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            return "it is encoded in UTF-16; save it as UTF-8";
        }
        return "it holds control characters; choose the trace as text";
    }
}
