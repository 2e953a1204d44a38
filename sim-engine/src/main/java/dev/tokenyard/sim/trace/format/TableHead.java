package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The beginning of any table: values separated by commas, tabs, semicolons or bars, or JSON lines. Columns have unique names,
 * whatever their case: one without a name is called by its number, and the second of a name {@code name#2}.
 *
 * @param json whether each line is a JSON object
 * @param delimiter what separates the values of a line that is none
 * @param hasHeader whether the first record names the columns
 * @param columns the columns' names
 * @param rows the first rows, a value for each column, empty where a row has none
 */
public record TableHead(
        boolean json, char delimiter, boolean hasHeader, List<String> columns, List<List<String>> rows) {
    /** More than anybody could choose from: it is one long line of something else. */
    private static final int MOST_COLUMNS = 500;

    private static final String DELIMITERS = ",\t;|";
    /** Beyond this, the head may have ended in the middle of a line. */
    private static final int WHOLE_BYTES = 1 << 16;

    /** Keeps unmodifiable copies. */
    public TableHead {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The table that a file begins with; empty if it has less than two columns or more than {@value #MOST_COLUMNS}. */
    public static Optional<TableHead> of(TraceHead head) {
        List<String> records = withoutCutLine(head).records();
        TableHead table = JsonTraceFormat.isJsonLines(head) ? json(records) : separated(records);
        int count = table.columns.size();
        return count < 2 || count > MOST_COLUMNS ? Optional.empty() : Optional.of(table);
    }

    /** The same head without its last line where that may be cut. */
    public static TraceHead withoutCutLine(TraceHead head) {
        int size = head.lines().size();
        long bytes = 0;
        for (String line : head.lines()) {
            bytes += line.getBytes(StandardCharsets.UTF_8).length + 2L;
        }
        return bytes < WHOLE_BYTES || size < 2
                ? head
                : new TraceHead(head.fileName(), head.lines().subList(0, size - 1));
    }

    /** The values of a column in the first rows; none if there is no such column. */
    List<String> values(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                int at = i;
                return rows.stream().map(row -> row.get(at)).toList();
            }
        }
        return List.of();
    }

    private static TableHead separated(List<String> records) {
        String first = records.get(0);
        char delimiter = ',';
        int most = 0;
        for (char candidate : DELIMITERS.toCharArray()) {
            int fields = split(first, candidate).size();
            if (fields > most) {
                delimiter = candidate;
                most = fields;
            }
        }
        List<String> names = split(first, delimiter);
        boolean hasHeader = names.stream().noneMatch(TableHead::isValue);
        List<String> columns =
                uniqueNames(hasHeader ? names : names.stream().map(name -> "").toList());
        List<List<String>> rows = new ArrayList<>();
        for (String record : records.subList(hasHeader ? 1 : 0, records.size())) {
            List<String> values = split(record, delimiter);
            if (values.size() == columns.size()) {
                rows.add(values);
            }
        }
        return new TableHead(false, delimiter, hasHeader, columns, rows);
    }

    /** The values of a line; none if its quotes are broken. */
    private static List<String> split(String line, char delimiter) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        CsvFields fields = new CsvFields(delimiter);
        List<String> values = new ArrayList<>();
        if (fields.split(bytes, 0, bytes.length)) {
            for (int i = 0; i < fields.count(); i++) {
                values.add(fields.text(bytes, i).strip());
            }
        }
        return values;
    }

    /** Whether a text is a number or a time, which no column is called. */
    private static boolean isValue(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ParsedRow row = new ParsedRow();
        return AsciiNumbers.seconds(bytes, 0, bytes.length, row)
                || AsciiNumbers.wholeNumber(bytes, 0, bytes.length) >= 0
                || WallClock.parse(bytes, 0, bytes.length, row);
    }

    private static List<String> uniqueNames(List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> unique = new ArrayList<>();
        for (String given : names) {
            String name = given.isEmpty() ? Integer.toString(unique.size() + 1) : given;
            int count = seen.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
            unique.add(count == 1 ? name : name + "#" + count);
        }
        return unique;
    }

    private static TableHead json(List<String> records) {
        List<Map<String, String>> objects = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (String record : records) {
            Map<String, String> object = fields(record);
            columns.addAll(object.keySet());
            objects.add(object);
        }
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> object : objects) {
            if (!object.isEmpty()) {
                rows.add(columns.stream()
                        .map(column -> object.getOrDefault(column, ""))
                        .toList());
            }
        }
        return new TableHead(true, ',', false, List.copyOf(columns), rows);
    }

    private static Map<String, String> fields(String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        TextLine line = new TextLine();
        line.set(bytes, 0, bytes.length, 1);
        FlatJson json = new FlatJson();
        Map<String, String> fields = new LinkedHashMap<>();
        if (json.split(bytes, 0, bytes.length) || new OddJson().read(line, json).isEmpty()) {
            for (int i = 0; i < json.count(); i++) {
                boolean single = json.kind(i) == FlatJson.Kind.NUMBER || json.kind(i) == FlatJson.Kind.TEXT;
                fields.put(json.name(i), single ? json.value(i) : "…");
            }
        }
        return fields;
    }
}
