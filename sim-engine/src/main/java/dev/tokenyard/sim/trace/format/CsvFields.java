package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits one line of CSV (RFC 4180, without line breaks inside quotes) into fields, as positions in the line's bytes.
 * Blanks around an unquoted field do not belong to it.
 */
final class CsvFields {
    private final byte delimiter;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private boolean[] quoted = new boolean[16];
    private int count;

    /** Splits at commas. */
    CsvFields() {
        this(',');
    }

    /** Splits at another character of ASCII. */
    CsvFields(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /**
     * Splits a line.
     *
     * @return whether its quotes match up
     */
    boolean split(byte[] bytes, int from, int to) {
        count = 0;
        int i = from;
        while (true) {
            while (i < to && isBlank(bytes[i])) {
                i++;
            }
            boolean inQuotes = i < to && bytes[i] == '"';
            int start = inQuotes ? i + 1 : i;
            int end;
            if (inQuotes) {
                end = closingQuote(bytes, start, to);
                if (end < 0) {
                    return false;
                }
                i = end + 1;
                while (i < to && isBlank(bytes[i])) {
                    i++;
                }
                if (i < to && bytes[i] != delimiter) {
                    return false;
                }
            } else {
                while (i < to && bytes[i] != delimiter) {
                    i++;
                }
                end = i;
                while (end > start && isBlank(bytes[end - 1])) {
                    end--;
                }
            }
            add(start, end, inQuotes);
            if (i >= to) {
                return true;
            }
            i++;
        }
    }

    int count() {
        return count;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** Whether a field stood in quotes. */
    boolean isQuoted(int field) {
        return quoted[field];
    }

    /** The text of a field, with doubled quotes undone. */
    String text(byte[] bytes, int field) {
        String raw = new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
        return quoted[field] ? raw.replace("\"\"", "\"") : raw;
    }

    private static int closingQuote(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '"') {
                if (i + 1 < to && bytes[i + 1] == '"') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    private void add(int start, int end, boolean inQuotes) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            quoted = Arrays.copyOf(quoted, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        quoted[count] = inQuotes;
        count++;
    }

    private boolean isBlank(byte b) {
        return b == ' ' || (b == '\t' && delimiter != '\t');
    }
}
