package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.MappedTable;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TextLine;
import dev.tokenyard.sim.trace.format.TraceFormat;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormats;
import dev.tokenyard.sim.trace.format.TraceHead;
import dev.tokenyard.sim.trace.format.TraceLimits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace file of any format in {@link TraceFormats}, as a stream and in one pass. Files compressed with gzip or zip are
 * unpacked on the way.
 */
public final class TraceReader {
    private TraceReader() {}

    /** What is done with an open file. */
    @FunctionalInterface
    private interface Work<T> {
        T on(TraceBytes bytes, String name) throws IOException, TraceFormatException;
    }

    /** Chooses a format for a file by its beginning. */
    @FunctionalInterface
    private interface Choice {
        TraceFormat of(TraceHead head) throws TraceFormatException;
    }

    /** Reads a file in the format that its content shows. */
    public static TraceImport read(Path file) throws TraceFormatException {
        return read(file, null, ReadProgress.NONE);
    }

    /** Reads a file in the format that its content shows, with repairs of the user's choice. */
    public static TraceImport read(Path file, ImportOptions options) throws TraceFormatException {
        return read(file, null, options, ReadProgress.NONE);
    }

    /** Reads a file without repairs but the usual ones; see the other method. */
    public static TraceImport read(Path file, @Nullable String formatId, ReadProgress progress)
            throws TraceFormatException {
        return read(file, formatId, ImportOptions.DEFAULT, progress);
    }

    /**
     * Reads a file. Rows that cannot be used are left out and reported; the trace is named after the file.
     *
     * @param file the file
     * @param formatId an id of {@link TraceFormats}; {@code null} or {@code auto} to go by content
     * @param options what to do with what is amiss
     * @param progress told how far the reading is, in bytes of the file as it lies on the disk; may end it
     * @return the trace, of at least one request, and the report
     * @throws TraceFormatException if the file cannot be read or holds no usable row; its message is for the user
     * @throws java.util.concurrent.CancellationException if {@code progress} ends the reading
     */
    public static TraceImport read(Path file, @Nullable String formatId, ImportOptions options, ReadProgress progress)
            throws TraceFormatException {
        return opened(
                file,
                (bytes, name) -> read(bytes, name, head -> TraceFormats.choose(head, formatId), options, progress));
    }

    /** Reads a file in a format that need not be one of the list, such as a mapping of columns; see {@code read}. */
    public static TraceImport readAs(TraceFormat format, Path file, ImportOptions options, ReadProgress progress)
            throws TraceFormatException {
        return opened(file, (bytes, name) -> read(bytes, name, head -> format, options, progress));
    }

    /**
     * Reads any table whose columns a mapping names; see {@code read}.
     *
     * @throws TraceFormatException as {@code read}, or if the file is no table or lacks a column of the mapping
     */
    public static TraceImport readTable(Path file, ColumnMapping columns, ImportOptions options, ReadProgress progress)
            throws TraceFormatException {
        return opened(
                file, (bytes, name) -> read(bytes, name, head -> MappedTable.format(columns, head), options, progress));
    }

    /**
     * Reads no more than the beginning of a table, for a preview of a mapping.
     *
     * @throws TraceFormatException if none of its rows can be used; the message is for the user
     */
    public static TraceImport preview(TraceHead head, ColumnMapping columns, ImportOptions options)
            throws TraceFormatException {
        byte[] text =
                (String.join("\n", TableHead.withoutCutLine(head).lines()) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            TraceBytes bytes = TraceBytes.of(new ByteArrayInputStream(text), text.length);
            TraceFormat format = MappedTable.format(columns, head);
            return read(bytes, head.fileName(), unused -> format, options, ReadProgress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
    }

    /**
     * The beginning of a file, unpacked, up to 64 KiB: for a preview, or to find out its format.
     *
     * @throws TraceFormatException if it cannot be read as text; the message is for the user
     */
    public static TraceHead head(Path file) throws TraceFormatException {
        return opened(
                file,
                (bytes, name) -> head(name, lines(bytes, ReadProgress.NONE).peekHead()));
    }

    private static <T> T opened(Path file, Work<T> work) throws TraceFormatException {
        Path nameOnly = file.getFileName();
        // Only a regular file is known by its name: /dev/null is not "null".
        String name = nameOnly == null || !Files.isRegularFile(file) ? file.toString() : nameOnly.toString();
        if (Files.isDirectory(file)) {
            throw new TraceFormatException(file + " is a directory; choose a trace file in it.");
        }
        try (TraceBytes bytes = TraceBytes.open(file)) {
            return work.on(bytes, name);
        } catch (NoSuchFileException e) {
            throw new TraceFormatException("There is no file " + file + "; check the path.", e);
        } catch (AccessDeniedException e) {
            throw new TraceFormatException(file + " may not be read; check its permissions.", e);
        } catch (ExpansionGuard.ExpansionException e) {
            throw new TraceFormatException(
                    name + " unpacks to more than " + ExpansionGuard.MOST_TIMES
                            + " times its size, which no trace does; unpack it yourself if you trust it.",
                    e);
        } catch (TraceBytes.NestedArchiveException e) {
            throw new TraceFormatException(
                    name + " holds an archive within an archive; unpack the outer one and choose what is in it.", e);
        } catch (EOFException e) {
            throw new TraceFormatException(
                    name + " ends in the middle of its compressed data; copy or download it again.", e);
        } catch (ZipException e) {
            throw new TraceFormatException(
                    name + " cannot be unpacked (" + e.getMessage() + "); copy or download it again.", e);
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
     * Reads a trace from a stream, which is left open, without repairs but the usual ones.
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
        return read(in, name, totalBytes, formatId, ImportOptions.DEFAULT, progress);
    }

    /** Reads a trace from a stream with repairs; see the other method. */
    static TraceImport read(
            InputStream in,
            String name,
            long totalBytes,
            @Nullable String formatId,
            ImportOptions options,
            ReadProgress progress)
            throws IOException, TraceFormatException {
        TraceBytes bytes = TraceBytes.of(in, totalBytes);
        return read(bytes, name, head -> TraceFormats.choose(head, formatId), options, progress);
    }

    private static LineSource lines(TraceBytes bytes, ReadProgress progress) {
        return new LineSource(bytes.text(), bytes.read(), bytes.total(), progress);
    }

    private static TraceImport read(
            TraceBytes bytes, String name, Choice choice, ImportOptions options, ReadProgress progress)
            throws IOException, TraceFormatException {
        LineSource lines = lines(bytes, progress);
        TraceHead head = head(name, lines.peekHead());
        TraceFormat format = choice.of(head);
        boolean timed = format.hasArrivals(head);
        boolean needsArrivals = !timed && options.arrivals().kind() == ImportOptions.Arrivals.Kind.REFUSE;
        HeadProbe firstRows = HeadProbe.of(head, format);
        if (needsArrivals && !firstRows.isEmpty()) {
            throw noArrivals(name, format);
        }
        RowCollector rows =
                new RowCollector(Trace.builder(name), format, format.parser(head), options, timed, firstRows);
        List<String> notes = readRows(lines, format, rows);
        if (bytes.isFollowed()) {
            notes.add("Other data follow the compressed ones in " + name + "; they were left out.");
        }
        if (rows.isFull()) {
            throw new TraceFormatException(
                    timed
                            ? name + " has more than " + TraceLimits.MAX_REQUESTS + " requests; cut it shorter."
                            : "The requests of " + name + " would arrive over more than 100 days at the rate that was"
                                    + " asked for; give a higher rate of arrivals.");
        }
        TraceImport read = rows.build();
        if (read.report().rowsRead() == 0) {
            throw nothingUsable(head, format, read.report());
        }
        if (needsArrivals) {
            throw noArrivals(name, format);
        }
        long elsewhere = read.report().rowsRefused(RowReason.TIME_RANGE);
        if (elsewhere > read.report().rowsRead()) {
            throw new TraceFormatException(name + " has " + elsewhere
                    + " rows whose times lie more than 100 days from those of the "
                    + read.report().rowsRead() + " others; split it, or take out the rows that do not belong to it.");
        }
        return new TraceImport(read.trace(), read.report().withNotes(notes));
    }

    /** Reads all rows; returns what is to be said of the file as a whole. */
    private static List<String> readRows(LineSource lines, TraceFormat format, RowCollector rows) throws IOException {
        List<String> notes = new ArrayList<>();
        TextLine recoded = new TextLine();
        boolean beforeFirstRecord = true;
        while (!rows.isFull() && lines.next()) {
            TextLine line = lines.line();
            if (line.isBlank() || (beforeFirstRecord && line.isComment())) {
                continue;
            }
            boolean isHeader = beforeFirstRecord && format.hasHeader();
            beforeFirstRecord = false;
            int invalid = lines.isAscii() ? -1 : TextEncoding.firstInvalid(line.bytes(), line.start(), line.end());
            if (isHeader) {
                if (invalid >= 0) {
                    notes.add("The header is not UTF-8 and was read as " + TextEncoding.OTHER + ".");
                }
            } else if (lines.isTooLong()) {
                rows.refuse(new RowProblem(
                        RowReason.SHAPE, line.number(), "row", line.shown(), "a line of at most 16 MiB"));
            } else if (invalid >= 0) {
                byte[] text = TextEncoding.decodeOther(line.bytes(), line.start(), line.end())
                        .getBytes(StandardCharsets.UTF_8);
                recoded.set(text, 0, text.length, line.number());
                int before = TextEncoding.decodeOther(line.bytes(), line.start(), invalid)
                        .getBytes(StandardCharsets.UTF_8)
                        .length;
                rows.readRecoded(recoded, before);
            } else {
                rows.read(line);
            }
        }
        return notes;
    }

    private static TraceFormatException noArrivals(String name, TraceFormat format) {
        return new TraceFormatException(
                TraceFormatException.Kind.NO_ARRIVALS,
                name + " has the lengths of requests but no arrival times (no " + format.timeColumn()
                        + "), so it cannot be played as it is. Choose arrivals for it, at a rate or all at once (on the"
                        + " command line --repair arrivals=poisson:5 or --repair arrivals=at-once), or add "
                        + format.timeColumn() + " to each row.");
    }

    private static TraceFormatException nothingUsable(TraceHead head, TraceFormat format, ImportReport report) {
        String name = head.fileName();
        if (report.rowsRefused() == 0) {
            return new TraceFormatException(name + " holds a header of the format " + format.id()
                    + " but no request; choose a file with rows.");
        }
        if (report.refused().stream().allMatch(finding -> finding.reason() == RowReason.FAILED)) {
            return new TraceFormatException("Every row of " + name + " is a failed request, with 0 output tokens ("
                    + report.rowsRefused() + " rows as " + format.id()
                    + "); keep them with --repair failed=keep, or choose a file with requests that were answered.");
        }
        Optional<TableHead> table = TableHead.of(head);
        return new TraceFormatException(
                TraceFormatException.Kind.NO_ROWS,
                "No row of " + name + " can be used as " + format.id() + " (" + format.title() + "); rows refused: "
                        + report.rowsRefused() + ". The first problem is in "
                        + report.problems().get(0).text() + ". Correct the file, "
                        + (format.id().equals(MappedTable.ID)
                                ? "or choose other columns."
                                : table.isEmpty()
                                        ? "or choose another format: " + TraceFormats.known() + "."
                                        : "or " + ColumnGuess.advice(table.get()) + "."));
    }

    /** Decodes the beginning of a file, after making sure that it is text. */
    private static TraceHead head(String name, byte[] bytes) throws TraceFormatException {
        String advice = Signature.of(bytes).advice();
        if (!advice.isEmpty()) {
            throw new TraceFormatException(name + " cannot be read: " + advice + ".");
        }
        List<String> lines = TextEncoding.lines(bytes, bytes.length >= LineSource.HEAD_BYTES - 3);
        if (lines.stream().allMatch(String::isBlank)) {
            throw new TraceFormatException(name + " is empty; choose a file with at least one request.");
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                throw new TraceFormatException(name
                        + " is not a text file: it holds control characters. Choose the trace as text in UTF-8; the"
                        + " known formats are: " + TraceFormats.known() + ".");
            }
        }
        TraceHead head = new TraceHead(name, lines);
        if (head.firstRecord().isEmpty()) {
            throw new TraceFormatException(
                    name + " holds only comments; choose a file with a header and at least one request.");
        }
        return head;
    }
}
