package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormats;
import dev.tokenyard.sim.trace.format.TraceHead;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The one trace in a zip archive: its only file, or the only one of a known format, beside readmes and the like. */
final class ZipTrace implements Closeable {
    private static final int MOST_FILES = 1000;
    private static final int NAMED = 5;
    private static final int HEAD_BYTES = 1 << 16;

    private final ZipFile zip;
    private final ZipEntry entry;

    private ZipTrace(ZipFile zip, ZipEntry entry) {
        this.zip = zip;
        this.entry = entry;
    }

    /** Opens an archive and finds its trace. */
    static ZipTrace open(Path file) throws IOException, TraceFormatException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            return new ZipTrace(zip, choose(zip, String.valueOf(file.getFileName())));
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            // How the library answers some damage to the directory.
            zip.close();
            ZipException damaged = new ZipException("its directory is damaged");
            damaged.initCause(malformed);
            throw damaged;
        } catch (IOException | TraceFormatException failure) {
            zip.close();
            throw failure;
        }
    }

    private static ZipEntry choose(ZipFile zip, String name) throws IOException, TraceFormatException {
        List<ZipEntry> files = zip.stream()
                .filter(entry -> !entry.isDirectory() && !isLitter(entry.getName()))
                .limit(MOST_FILES + 1L)
                .collect(Collectors.toList());
        if (files.isEmpty()) {
            throw new TraceFormatException(name + " is a zip archive without a file; choose one with a trace.");
        }
        if (files.size() > MOST_FILES) {
            throw new TraceFormatException(
                    name + " is a zip archive of more than " + MOST_FILES + " files; unpack it and choose the trace.");
        }
        if (files.size() == 1) {
            return files.get(0);
        }
        List<ZipEntry> traces = new ArrayList<>();
        List<ZipEntry> tables = new ArrayList<>();
        for (ZipEntry entry : files) {
            Optional<TraceHead> head = head(zip, entry);
            if (head.isPresent() && TraceFormats.isKnown(head.get())) {
                traces.add(entry);
            } else if (head.flatMap(TableHead::of).filter(ZipTrace::hasLengths).isPresent()) {
                tables.add(entry);
            }
        }
        if (traces.size() == 1) {
            return traces.get(0);
        }
        if (traces.isEmpty() && tables.size() == 1) {
            return tables.get(0);
        }
        List<ZipEntry> shown = traces.isEmpty() ? files : traces;
        String names = shown.stream().limit(NAMED).map(ZipEntry::getName).collect(Collectors.joining(", "))
                + (shown.size() > NAMED ? " and " + (shown.size() - NAMED) + " more" : "");
        throw new TraceFormatException(
                traces.isEmpty() ? TraceFormatException.Kind.UNKNOWN_FORMAT : TraceFormatException.Kind.SEVERAL_TRACES,
                name + " is a zip archive with "
                        + (traces.isEmpty()
                                ? "no file of a known trace format (" + names + "); the formats are: "
                                        + TraceFormats.known() + "."
                                : traces.size() + " traces (" + names + "); unpack it and choose one."));
    }

    /** What archiving tools add of themselves. */
    private static boolean isLitter(String name) {
        return name.startsWith("__MACOSX/")
                || name.substring(name.lastIndexOf('/') + 1).startsWith(".");
    }

    /** Whether a table seems to have the lengths of prompts and outputs. */
    private static boolean hasLengths(TableHead table) {
        return ColumnGuess.of(table).missing().isEmpty();
    }

    /** The beginning of a file; empty if it is an archive itself, or has no line. */
    private static Optional<TraceHead> head(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry);
                InputStream text =
                        TraceBytes.unpacked(new BufferedInputStream(in), () -> Long.MAX_VALUE, 1, () -> {})) {
            byte[] bytes = text.readNBytes(HEAD_BYTES);
            TraceHead head = new TraceHead(entry.getName(), TextEncoding.lines(bytes, bytes.length == HEAD_BYTES));
            return head.firstRecord().isEmpty() ? Optional.empty() : Optional.of(head);
        } catch (TraceBytes.NestedArchiveException archive) {
            return Optional.empty();
        }
    }

    InputStream entry() throws IOException {
        return zip.getInputStream(entry);
    }

    /** Packed bytes for each byte of the trace; 1 where the archive does not say. */
    double packedShare() {
        return entry.getSize() > 0 && entry.getCompressedSize() > 0
                ? (double) entry.getCompressedSize() / entry.getSize()
                : 1;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
