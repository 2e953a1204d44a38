package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.export.Temporaries;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.TextLine;
import dev.tokenyard.sim.trace.format.TokenyardFormat;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a trace as the project's own CSV, which {@link TraceReader} reads back to the same arrival ticks, lengths and
 * names of classes, models, clients and sessions, and to the same predictions and prefix blocks. A column is left out where no request has anything in it.
 */
public final class TraceCsvWriter {
    private TraceCsvWriter() {}

    /**
     * Writes a file, through a temporary one beside it, so that a failure leaves no half of a trace.
     *
     * @param comments lines to put before the header, without the leading {@code #}
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a comment or name holds a line break or another control character
     */
    public static void write(Trace trace, List<String> comments, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (target.getParent() == null) {
            throw new IOException(file + " is not the path of a file");
        }
        // Not Files.createTempFile: its files are for the owner alone, and the trace would stay so.
        Path temporary = Temporaries.beside(target);
        try {
            try (Writer out =
                    Files.newBufferedWriter(temporary, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
                write(trace, comments, out);
            }
            move(temporary, target);
        } finally {
            Temporaries.remove(temporary);
        }
    }

    /**
     * Writes to a character stream, which is left open.
     *
     * @throws IOException if {@code out} fails
     * @throws IllegalArgumentException if a comment or name holds a line break or another control character
     */
    public static void write(Trace trace, List<String> comments, Appendable out) throws IOException {
        for (String comment : comments) {
            out.append("# ").append(requireOneLine("comment", comment)).append('\n');
        }
        Map<Label, List<String>> names = names(trace);
        out.append(TokenyardFormat.ARRIVAL)
                .append(',')
                .append(TokenyardFormat.PROMPT)
                .append(',')
                .append(TokenyardFormat.OUTPUT)
                .append(names.keySet().stream().map(label -> "," + label.word()).collect(Collectors.joining()))
                .append(trace.hasPredictions() ? "," + TokenyardFormat.PREDICTED : "");
        PrefixBlocks prefixes = trace.prefixBlocks();
        if (prefixes != null) {
            out.append(',').append(TokenyardFormat.PREFIX_BLOCKS).append(Integer.toString(prefixes.blockTokens()));
        }
        out.append('\n');
        StringBuilder row = new StringBuilder();
        for (int r = 0; r < trace.size(); r++) {
            row.setLength(0);
            appendSeconds(row, trace.arrivalTick(r));
            row.append(',').append(trace.promptTokens(r)).append(',').append(trace.outputTokens(r));
            for (Map.Entry<Label, List<String>> column : names.entrySet()) {
                int index = trace.nameIndex(column.getKey(), r);
                row.append(',').append(index < 0 ? "" : column.getValue().get(index));
            }
            if (trace.hasPredictions()) {
                int predicted = trace.predictedTokens(r);
                row.append(',').append(predicted == 0 ? "" : Integer.toString(predicted));
            }
            if (prefixes != null) {
                appendPath(row.append(','), prefixes, r);
            }
            out.append(row.append('\n'));
        }
    }

    private static void appendPath(StringBuilder row, PrefixBlocks prefixes, int r) {
        for (int i = 0; i < prefixes.count(r); i++) {
            row.append(i == 0 ? "" : " ").append(prefixes.node(r, i));
        }
    }

    /** The columns of names that any request has something in, with all names as they are written. */
    private static Map<Label, List<String>> names(Trace trace) {
        Map<Label, List<String>> names = new EnumMap<>(Label.class);
        for (Label label : Label.values()) {
            if (!trace.names(label).isEmpty()) {
                names.put(
                        label,
                        trace.names(label).stream()
                                .map(name -> quoted(requireOneLine(label.word() + " name", name)))
                                .toList());
            }
        }
        return names;
    }

    /** Ticks as seconds, exactly, with no more decimals than needed. */
    private static void appendSeconds(StringBuilder row, long ticks) {
        row.append(ticks / Ticks.PER_SECOND);
        long fraction = ticks % Ticks.PER_SECOND;
        if (fraction == 0) {
            return;
        }
        // The leading 1 keeps the zeros after the point.
        String digits = Long.toString(Ticks.PER_SECOND + fraction);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        row.append('.').append(digits, 1, end);
    }

    private static String quoted(String name) {
        boolean plain = name.equals(name.strip()) && name.indexOf(',') < 0 && name.indexOf('"') < 0;
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String requireOneLine(String what, String text) {
        if (!isPrintable(text)) {
            boolean breaks = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
            throw new IllegalArgumentException("The " + what + " \"" + TextLine.shown(text) + "\" holds a "
                    + (breaks ? "line break" : "control character") + ", which a trace file cannot carry; use "
                    + (breaks ? "one line." : "another sign."));
        }
        return text;
    }

    /** Whether a text has nothing that ends a line, or that a file of text does not have. */
    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPrintable(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isPrintable(char c) {
        return c >= ' ' || c == '\t';
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
