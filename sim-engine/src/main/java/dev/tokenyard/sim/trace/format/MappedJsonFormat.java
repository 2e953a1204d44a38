package dev.tokenyard.sim.trace.format;

/** JSON lines whose fields a mapping names. */
final class MappedJsonFormat extends JsonTraceFormat {
    private final ColumnMapping mapping;
    private final TableHead table;

    MappedJsonFormat(ColumnMapping mapping, TableHead table) {
        super(new Fields(
                mapping.column(ColumnRole.TIME),
                mapping.column(ColumnRole.PROMPT),
                mapping.column(ColumnRole.OUTPUT),
                MappedCsvFormat.names(mapping),
                0));
        this.mapping = mapping;
        this.table = table;
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
    public String timeColumn() {
        return MappedTable.timeColumn(mapping);
    }

    @Override
    public boolean hasArrivals(TraceHead head) {
        return mapping.columns().containsKey(ColumnRole.TIME);
    }

    @Override
    boolean readsTexts() {
        return true;
    }

    @Override
    String expectedTime() {
        return mapping.unit().expected();
    }

    @Override
    RowTimes times() {
        return MappedTable.times(mapping, table);
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return mapping.unit().parse(bytes, from, to, row);
    }
}
