package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV format. A row must have as many fields as the header, lest a stray comma shift its values. */
final class CsvRowParser implements RowParser {
    private final CsvTraceFormat format;
    private final List<String> titles;
    private final int columnCount;
    private final int timeField;
    private final int promptField;
    private final int outputField;
    private final List<NameField> nameFields = new ArrayList<>();
    private final int predictedField;
    private final int prefixField;
    private final String prefixColumn;
    private final int prefixBlockTokens;
    private final CsvFields fields;
    private final RowTimes times;

    /**
     * Prepares for a file.
     *
     * @param prefixColumn name of the column of prefix block numbers, empty if there is none
     */
    CsvRowParser(CsvTraceFormat format, CsvHeader header, String prefixColumn) {
        this.format = format;
        fields = new CsvFields(format.delimiter());
        times = format.times();
        titles = header.titles();
        columnCount = header.size();
        timeField = header.indexOf(format.columns().time());
        promptField = header.indexOf(format.columns().prompt());
        outputField = header.indexOf(format.columns().output());
        for (Label label : Label.values()) {
            int field = optional(header, format.columns().names().getOrDefault(label, ""));
            if (field >= 0) {
                nameFields.add(new NameField(label, field));
            }
        }
        predictedField = optional(header, format.columns().predicted());
        this.prefixColumn = prefixColumn;
        prefixField = prefixColumn.isEmpty() ? -1 : header.indexOf(prefixColumn);
        prefixBlockTokens = prefixColumn.isEmpty() ? 0 : blockTokens(prefixColumn, format.prefixColumnStart());
    }

    /** The tokens of a block that the name of a column of prefix block numbers states, -1 if it does not. */
    static int blockTokens(String column, String start) {
        byte[] name = column.getBytes(StandardCharsets.UTF_8);
        long tokens = AsciiNumbers.wholeNumber(name, start.length(), name.length);
        return TraceLimits.isTokenCount(tokens) ? (int) tokens : -1;
    }

    private static int optional(CsvHeader header, String column) {
        return column.isEmpty() ? -1 : header.indexOf(column);
    }

    @Override
    public void parse(TextLine line, RowSink rows) {
        RowProblem problem = read(line, rows.row());
        if (problem == null) {
            rows.add(line);
        } else {
            rows.refuse(problem);
        }
    }

    private @Nullable RowProblem read(TextLine line, ParsedRow row) {
        byte[] bytes = line.bytes();
        if (!fields.split(bytes, line.start(), line.end())) {
            return new RowProblem(
                    RowReason.SHAPE, line.number(), "row", line.shown(), "every double quote to be closed");
        }
        if (fields.count() != columnCount) {
            return new RowProblem(
                    RowReason.SHAPE,
                    line.number(),
                    "row",
                    line.shown(),
                    columnCount + " fields, as in the header, not " + fields.count());
        }
        if (timeField >= 0 && !times.parse(bytes, fields.start(timeField), fields.end(timeField), row)) {
            return new RowProblem(
                    RowReason.TIME,
                    line.number(),
                    format.timeColumn(),
                    timeText(line),
                    times.expected(format.expectedTime()));
        }
        long prompt = tokens(bytes, promptField);
        long output = tokens(bytes, outputField);
        boolean failed = output == 0;
        if (!TraceLimits.isTokenCount(prompt) && !(failed && prompt == 0)) {
            return tokenProblem(RowReason.PROMPT, line, format.columns().prompt(), promptField);
        }
        if (!TraceLimits.isTokenCount(output) && !failed) {
            return tokenProblem(RowReason.OUTPUT, line, format.columns().output(), outputField);
        }
        row.setTokens((int) prompt, (int) output);
        for (int i = 0; i < nameFields.size(); i++) {
            NameField name = nameFields.get(i);
            row.setName(name.label, name.of(bytes));
        }
        if (predictedField >= 0 && !readPrediction(bytes, row)) {
            String value = line.shown(fields.start(predictedField), fields.end(predictedField));
            return new RowProblem(
                    RowReason.PREDICTION,
                    line.number(),
                    format.columns().predicted(),
                    value,
                    TraceLimits.EXPECTED_TOKENS + ", or nothing where there is no prediction");
        }
        if (prefixField >= 0 && !readPrefix(bytes, row)) {
            String value = line.shown(fields.start(prefixField), fields.end(prefixField));
            return new RowProblem(
                    RowReason.PREFIX,
                    line.number(),
                    prefixColumn,
                    value,
                    "whole numbers from 0 to 2147483647 with blanks between them");
        }
        return null;
    }

    private boolean readPrediction(byte[] bytes, ParsedRow row) {
        boolean none = fields.start(predictedField) == fields.end(predictedField);
        long predicted = none ? 0 : tokens(bytes, predictedField);
        row.setPredictedTokens(none || TraceLimits.isTokenCount(predicted) ? (int) predicted : 0);
        return none || TraceLimits.isTokenCount(predicted);
    }

    private boolean readPrefix(byte[] bytes, ParsedRow row) {
        row.beginHashes(prefixBlockTokens);
        int to = fields.end(prefixField);
        int at = fields.start(prefixField);
        while (at < to) {
            long number = 0;
            int end = at;
            while (end < to && bytes[end] >= '0' && bytes[end] <= '9' && number <= Integer.MAX_VALUE) {
                number = number * 10 + (bytes[end++] - '0');
            }
            if (end == at || number > Integer.MAX_VALUE || (end < to && bytes[end] != ' ')) {
                return false;
            }
            row.addHash((int) number);
            at = end + 1;
        }
        return true;
    }

    @Override
    public String timeText(TextLine line) {
        return timeField < 0 ? "" : line.shown(fields.start(timeField), fields.end(timeField));
    }

    @Override
    public String placeOf(TextLine line, int position) {
        for (int field = 0; field < Math.min(fields.count(), columnCount); field++) {
            if (position >= fields.start(field) && position < fields.end(field)) {
                return TextLine.shown(titles.get(field));
            }
        }
        return RowParser.super.placeOf(line, position);
    }

    @Override
    public List<String> notes() {
        return times.notes();
    }

    private long tokens(byte[] bytes, int field) {
        return AsciiNumbers.wholeNumber(bytes, fields.start(field), fields.end(field));
    }

    private RowProblem tokenProblem(RowReason reason, TextLine line, String column, int field) {
        String value = line.shown(fields.start(field), fields.end(field));
        return new RowProblem(reason, line.number(), column, value, TraceLimits.EXPECTED_TOKENS);
    }

    /** A field of names that come again and again. */
    private final class NameField {
        private final NameCache names = new NameCache();
        private final Label label;
        private final int field;

        NameField(Label label, int field) {
            this.label = label;
            this.field = field;
        }

        String of(byte[] bytes) {
            return names.name(bytes, fields.start(field), fields.end(field), fields.isQuoted(field));
        }
    }
}
