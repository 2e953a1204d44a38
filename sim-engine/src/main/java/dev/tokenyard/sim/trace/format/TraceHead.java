package dev.tokenyard.sim.trace.format;

import java.util.List;

/**
 * The beginning of a trace file, by which its format is known.
 *
 * @param fileName the file's name, for messages only: a format is never told by it
 * @param lines the lines within the first 64 KiB, without line ends; the last may be cut
 */
public record TraceHead(String fileName, List<String> lines) {
    /** Keeps an unmodifiable copy of the lines. */
    public TraceHead {
        lines = List.copyOf(lines);
    }

    /** The lines that are neither blank nor {@code #} comments; the last may be cut. */
    public List<String> records() {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The first line that is neither blank nor a {@code #} comment: a header or the first row; empty if there is none. */
    public String firstRecord() {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                return line;
            }
        }
        return "";
    }
}
