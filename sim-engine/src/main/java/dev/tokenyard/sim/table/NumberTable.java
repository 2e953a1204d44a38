package dev.tokenyard.sim.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Chosen columns of a CSV file of numbers: one line of names, then one line of numbers for each row. Columns are found by
 * name, in any order and case; others are not read. A file that begins with gzip's magic number is unpacked.
 */
public final class NumberTable {
    private static final int MOST_ROWS = 5_000_000;
    private static final int LONGEST_LINE = 1 << 16;
    private static final int LONGEST_QUOTE = 40;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String file;
    private final List<String> columns;
    private final double[][] values;
    private final int[] lineNumbers;
    private final int rows;

    private NumberTable(String file, List<String> columns, double[][] values, int[] lineNumbers, int rows) {
        this.file = file;
        this.columns = columns;
        this.values = values;
        this.lineNumbers = lineNumbers;
        this.rows = rows;
    }

    /**
     * Reads some columns of a file.
     *
     * @throws TableException if the file cannot be read, lacks a column or has anything but a finite number in one
     */
    public static NumberTable read(Path file, String... columns) {
        return readWhere(file, Map.of(), columns);
    }

    /**
     * Reads some columns of those rows of a file whose texts pass.
     *
     * @param wanted tests of the texts of further columns, by column
     * @return the rows, perhaps none
     * @throws TableException as {@link #read}
     */
    public static NumberTable readWhere(Path file, Map<String, Predicate<String>> wanted, String... columns) {
        try (BufferedReader in = open(file)) {
            return new Reading(file.toString(), List.of(columns), wanted, in).table();
        } catch (NoSuchFileException missing) {
            throw new TableException(
                    "There is no file " + file + "; expected a CSV file with the columns " + String.join(", ", columns)
                            + ".",
                    missing);
        } catch (IOException unreadable) {
            throw new TableException(
                    file + " cannot be read (" + unreadable.getMessage()
                            + "); expected a CSV file, plain or gzip, that is not damaged.",
                    unreadable);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        try {
            raw.mark(2);
            boolean gzip = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
            raw.reset();
            InputStream plain = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException | RuntimeException failure) {
            raw.close();
            throw failure;
        }
    }

    /** The file, for messages. */
    public String file() {
        return file;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /**
     * A column of numbers from {@code min} to {@code max}.
     *
     * @throws TableException if one is outside
     */
    public double[] numbers(String column, double min, double max) {
        double[] numbers = Arrays.copyOf(values[columns.indexOf(column)], rows);
        for (int r = 0; r < rows; r++) {
            if (!(numbers[r] >= min && numbers[r] <= max)) {
                throw wrong(r, column, "a number from " + shown(min) + " to " + shown(max));
            }
        }
        return numbers;
    }

    /**
     * A column of whole numbers from {@code min} to {@code max}.
     *
     * @throws TableException if one is anything else
     */
    public int[] counts(String column, int min, int max) {
        double[] numbers = values[columns.indexOf(column)];
        int[] counts = new int[rows];
        for (int r = 0; r < rows; r++) {
            counts[r] = (int) numbers[r];
            if (counts[r] != numbers[r] || counts[r] < min || counts[r] > max) {
                throw wrong(r, column, String.format(Locale.ROOT, "a whole number from %,d to %,d", min, max));
            }
        }
        return counts;
    }

    /** The complaint that a value is not what it must be. */
    public TableException wrong(int row, String column, String expected) {
        return new TableException("In " + file + ", line " + lineNumbers[row] + ", column " + column + " is "
                + shown(values[columns.indexOf(column)][row]) + "; expected " + expected + ".");
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** One pass over a file. */
    private static final class Reading {
        private final String file;
        private final List<String> columns;
        private final Map<String, Predicate<String>> wanted;
        private final Reader in;
        private final double[][] values;
        private int[] lineNumbers = new int[64];
        private final StringBuilder line = new StringBuilder();
        private int lineNumber;

        Reading(String file, List<String> columns, Map<String, Predicate<String>> wanted, Reader in) {
            this.file = file;
            this.columns = columns;
            this.wanted = wanted;
            this.in = in;
            values = new double[columns.size()][64];
        }

        NumberTable table() throws IOException {
            if (!nextLine()) {
                throw new TableException(file + " is empty; expected the columns " + String.join(", ", columns) + ".");
            }
            List<String> header = names(fields());
            int[] places = places(header, columns);
            List<String> tested = List.copyOf(wanted.keySet());
            int[] testedPlaces = places(header, tested);
            int rows = 0;
            while (nextLine()) {
                List<String> fields = fields();
                if (line.toString().isBlank() || !passes(fields, tested, testedPlaces)) {
                    continue;
                }
                if (rows == MOST_ROWS) {
                    throw new TableException(String.format(
                            Locale.ROOT, "%s has more than %,d rows; cut it into smaller files.", file, MOST_ROWS));
                }
                if (rows == values[0].length) {
                    for (int c = 0; c < values.length; c++) {
                        values[c] = Arrays.copyOf(values[c], 2 * rows);
                    }
                    lineNumbers = Arrays.copyOf(lineNumbers, 2 * rows);
                }
                for (int c = 0; c < places.length; c++) {
                    values[c][rows] = number(fields, places[c], columns.get(c));
                }
                lineNumbers[rows++] = lineNumber;
            }
            if (rows == 0 && wanted.isEmpty()) {
                throw new TableException(file + " has column names and no row; expected at least one row of numbers.");
            }
            return new NumberTable(file, columns, values, lineNumbers, rows);
        }

        private static List<String> names(List<String> header) {
            return header.stream()
                    .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                    .toList();
        }

        private int[] places(List<String> header, List<String> names) {
            int[] places = new int[names.size()];
            for (int c = 0; c < places.length; c++) {
                places[c] = header.indexOf(names.get(c));
                if (places[c] < 0) {
                    throw new TableException("In " + file + ", the first line names no column " + names.get(c)
                            + "; expected the columns " + String.join(", ", columns) + ".");
                }
            }
            return places;
        }

        private boolean passes(List<String> fields, List<String> tested, int[] places) {
            for (int c = 0; c < places.length; c++) {
                String text = places[c] < fields.size() ? fields.get(places[c]).strip() : "";
                @Nullable Predicate<String> test = wanted.get(tested.get(c));
                if (test != null && !test.test(text)) {
                    return false;
                }
            }
            return true;
        }

        private double number(List<String> fields, int place, String column) {
            String text = place < fields.size() ? fields.get(place).strip() : "";
            double value = Double.NaN;
            // Java's parser also takes hexadecimal floats and suffixes such as "1d"; a table has none.
            if (!text.isEmpty() && text.chars().allMatch(c -> c < 128 && "0123456789+-.eE".indexOf(c) >= 0)) {
                try {
                    value = Double.parseDouble(text);
                } catch (NumberFormatException notOne) {
                    value = Double.NaN;
                }
            }
            if (!Double.isFinite(value)) {
                throw new TableException("In " + file + ", line " + lineNumber + ", column " + column + " is \""
                        + quoted(text) + "\"; expected a number.");
            }
            return value;
        }

        private static String quoted(String text) {
            String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
            return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
        }

        private List<String> fields() {
            List<String> fields = new ArrayList<>();
            int from = 0;
            for (int comma = line.indexOf(","); comma >= 0; comma = line.indexOf(",", from)) {
                fields.add(line.substring(from, comma));
                from = comma + 1;
            }
            fields.add(line.substring(from));
            return fields;
        }

        private boolean nextLine() throws IOException {
            line.setLength(0);
            lineNumber++;
            int c = in.read();
            if (c < 0) {
                return false;
            }
            for (; c >= 0 && c != '\n'; c = in.read()) {
                if (c != '\r') {
                    line.append((char) c);
                }
                if (line.length() > LONGEST_LINE) {
                    throw new TableException("In " + file + ", line " + lineNumber + " is longer than " + LONGEST_LINE
                            + " characters; expected a CSV file of numbers.");
                }
            }
            return true;
        }
    }
}
