package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.EnumMap;
import java.util.Map;

/** A table of separated values whose columns a mapping names. */
final class MappedCsvFormat extends CsvTraceFormat {
    private final ColumnMapping mapping;
    private final TableHead table;

    MappedCsvFormat(ColumnMapping mapping, TableHead table) {
        super(new Columns(
                mapping.column(ColumnRole.TIME),
                mapping.column(ColumnRole.PROMPT),
                mapping.column(ColumnRole.OUTPUT),
                names(mapping),
                ""));
        this.mapping = mapping;
        this.table = table;
    }

    static Map<Label, String> names(ColumnMapping mapping) {
        Map<Label, String> names = new EnumMap<>(Label.class);
        mapping.columns().forEach((role, column) -> role.label().ifPresent(label -> names.put(label, column)));
        return names;
    }

    @Override
    public String id() {
        return MappedTable.ID;
    }

    @Override
    public String title() {
        return MappedTable.TITLE;
    }

    @Override
    public String citation() {
        return "";
    }

    @Override
    public boolean recognises(TraceHead head) {
        return false;
    }

    @Override
    public boolean hasHeader() {
        return table.hasHeader();
    }

    @Override
    public String timeColumn() {
        return MappedTable.timeColumn(mapping);
    }

    @Override
    public boolean hasArrivals(TraceHead head) {
        return mapping.columns().containsKey(ColumnRole.TIME);
    }

    @Override
    public RowParser parser(TraceHead head) {
        return new CsvRowParser(this, CsvHeader.named(table.columns()), "");
    }

    @Override
    char delimiter() {
        return table.delimiter();
    }

    @Override
    String expectedTime() {
        return mapping.unit().expected();
    }

    @Override
    RowTimes times() {
        RowTimes times = MappedTable.times(mapping, table);
        return table.delimiter() == ',' ? times : new DecimalCommas(times, mapping.column(ColumnRole.TIME));
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return mapping.unit().parse(bytes, from, to, row);
    }
}
