package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The column names of a CSV file; columns are found by name, whatever their order and case. */
final class CsvHeader {
    private final List<String> names = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    private CsvHeader() {}

    /** Reads a header line; one with broken quotes has no columns. */
    static CsvHeader of(String line) {
        CsvHeader header = new CsvHeader();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        CsvFields fields = new CsvFields();
        if (fields.split(bytes, 0, bytes.length)) {
            for (int i = 0; i < fields.count(); i++) {
                header.add(fields.text(bytes, i).strip());
            }
        }
        return header;
    }

    /** A header of known names. */
    static CsvHeader named(List<String> names) {
        CsvHeader header = new CsvHeader();
        names.forEach(header::add);
        return header;
    }

    private void add(String title) {
        titles.add(title);
        names.add(title.toLowerCase(Locale.ROOT));
    }

    /** The names as they are written. */
    List<String> titles() {
        return Collections.unmodifiableList(titles);
    }

    /** The names, in lower case. */
    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    int size() {
        return names.size();
    }

    /** The name of the first column that begins so, in lower case; empty if there is none. */
    String nameBeginning(String start) {
        return names.stream().filter(name -> name.startsWith(start)).findFirst().orElse("");
    }

    /** How many columns have a name. */
    int count(String column) {
        return Collections.frequency(names, column.toLowerCase(Locale.ROOT));
    }

    boolean has(String... columns) {
        for (String column : columns) {
            if (indexOf(column) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Position of a column, the first of that name, or -1. */
    int indexOf(String column) {
        return names.indexOf(column.toLowerCase(Locale.ROOT));
    }
}
