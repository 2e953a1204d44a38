package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the CSV formats share: a header, and columns found by name for time, prompt, output and perhaps names. */
abstract class CsvTraceFormat implements TraceFormat {
    /**
     * The columns of a format; names in any case.
     *
     * @param names columns of what rows name, each of which a file may lack
     * @param predicted the column of the predicted output length, which a file may lack; empty if the format has none
     */
    record Columns(String time, String prompt, String output, Map<Label, String> names, String predicted) {
        /** The columns of a format whose requests have nothing but time and lengths. */
        Columns(String time, String prompt, String output) {
            this(time, prompt, output, Map.of(), "");
        }
    }

    private final Columns columns;

    CsvTraceFormat(Columns columns) {
        this.columns = columns;
    }

    /**
     * Reads the time of a row.
     *
     * @return whether it is a time of this format
     */
    abstract boolean parseTime(byte[] bytes, int from, int to, ParsedRow row);

    /** Reads the times of one file. */
    RowTimes times() {
        return this::parseTime;
    }

    /**
     * How the name of the column of prefix block numbers begins, in lower case; the tokens of a block follow. Empty if the
     * format has none.
     */
    String prefixColumnStart() {
        return "";
    }

    /** What separates the values of a row. */
    char delimiter() {
        return ',';
    }

    /** What a time looks like in this format, for reports. */
    abstract String expectedTime();

    final Columns columns() {
        return columns;
    }

    @Override
    public String timeColumn() {
        return columns.time();
    }

    @Override
    public final String outputColumn() {
        return columns.output();
    }

    /** Whether there are files of this format without the column of times. */
    boolean mayLackArrivals() {
        return false;
    }

    @Override
    public boolean hasArrivals(TraceHead head) {
        return !mayLackArrivals() || CsvHeader.of(head.firstRecord()).has(columns.time());
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public boolean recognises(TraceHead head) {
        return CsvHeader.of(head.firstRecord()).has(columns.time(), columns.prompt(), columns.output());
    }

    @Override
    public RowParser parser(TraceHead head) throws TraceFormatException {
        CsvHeader header = CsvHeader.of(head.firstRecord());
        for (String column : List.of(columns.time(), columns.prompt(), columns.output())) {
            boolean dispensable = mayLackArrivals() && column.equals(columns.time());
            if (!header.has(column) && !dispensable) {
                throw new TraceFormatException(head.fileName() + " has no column " + column + ", which the format "
                        + id() + " needs: its header is \"" + TextLine.shown(head.firstRecord())
                        + "\". Choose the format auto, or one of: " + TraceFormats.known() + ".");
            }
        }
        String prefixColumn = prefixColumn(head, header);
        Stream<String> read = Stream.concat(
                Stream.of(columns.time(), columns.prompt(), columns.output(), columns.predicted(), prefixColumn),
                columns.names().values().stream());
        Optional<String> twice = read.filter(column -> !column.isEmpty() && header.count(column) > 1)
                .findFirst();
        if (twice.isPresent()) {
            throw ambiguous(head, twice.get(), header.count(twice.get()));
        }
        return new CsvRowParser(this, header, prefixColumn);
    }

    private TraceFormatException ambiguous(TraceHead head, String column, int count) {
        String advice = TableHead.of(head)
                .map(table -> ColumnGuess.advice(table) + ", where " + column + "#2 is the second of that name")
                .orElse("leave one of them");
        return new TraceFormatException(
                TraceFormatException.Kind.AMBIGUOUS_COLUMNS,
                head.fileName() + " has " + count + " columns " + TextLine.shown(column) + ", of which the format "
                        + id() + " reads one; take the others out, or " + advice + ".");
    }

    private String prefixColumn(TraceHead head, CsvHeader header) throws TraceFormatException {
        String column = prefixColumnStart().isEmpty() ? "" : header.nameBeginning(prefixColumnStart());
        if (!column.isEmpty() && CsvRowParser.blockTokens(column, prefixColumnStart()) < 1) {
            throw new TraceFormatException(head.fileName() + " has a column " + TextLine.shown(column) + "; write "
                    + prefixColumnStart() + "N with the tokens of a block for N, for instance " + prefixColumnStart()
                    + "512.");
        }
        return column;
    }
}
