package dev.tokenyard.sim.trace.format;

import java.util.stream.Collectors;

/** Makes a format of any table and of what its columns mean. */
public final class MappedTable {
    /** The id under which reports name such a format. */
    public static final String ID = "columns";

    static final String TITLE = "a table with columns of your choice";

    private MappedTable() {}

    /**
     * The format of a file.
     *
     * @throws TraceFormatException if it is no table, or has not the columns that the mapping names
     */
    public static TraceFormat format(ColumnMapping mapping, TraceHead head) throws TraceFormatException {
        TableHead table = TableHead.of(head)
                .orElseThrow(() -> new TraceFormatException(head.fileName() + " is no table: it begins with \""
                        + TextLine.shown(head.firstRecord())
                        + "\". Columns can be chosen of values separated by commas, tabs, semicolons or bars, and of one"
                        + " JSON object a line."));
        if (!mapping.missing().isEmpty()) {
            throw new TraceFormatException(head.fileName() + ": " + mapping.missing());
        }
        for (String column : mapping.columns().values()) {
            // A field of JSON may first come in a row further down.
            if (!table.json() && table.columns().stream().noneMatch(column::equalsIgnoreCase)) {
                throw new TraceFormatException(head.fileName() + " has no column " + column + "; its columns are "
                        + table.columns().stream().map(TextLine::shown).collect(Collectors.joining(", ")) + ".");
            }
        }
        return table.json() ? new MappedJsonFormat(mapping, table) : new MappedCsvFormat(mapping, table);
    }

    /** Reads the times of one file as a mapping says. */
    static RowTimes times(ColumnMapping mapping, TableHead table) {
        String column = mapping.column(ColumnRole.TIME);
        return switch (mapping.unit()) {
            case EPOCH -> new EpochTimes(column, false);
            case CLOCK -> ClockTimes.of(column, table.values(column));
            default -> mapping.unit()::parse;
        };
    }

    static String timeColumn(ColumnMapping mapping) {
        return mapping.columns().getOrDefault(ColumnRole.TIME, "column of times");
    }
}
