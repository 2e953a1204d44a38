package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.trace.format.FlatJson.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a format of flat JSON objects, straight from their bytes where they are plain. */
class JsonRowParser implements RowParser {
    private static final long MISSING = -1;

    private final JsonTraceFormat format;
    private final boolean timed;
    private final byte[] timeName;
    private final byte[] promptName;
    private final byte[] outputName;
    private final byte[] hashName = bytes(JsonTraceFormat.HASH_IDS);
    private final List<NameField> nameFields = new ArrayList<>();
    private final BlockHashes hashes = new BlockHashes();
    private final FlatJson json = new FlatJson();
    private final OddJson odd = new OddJson();
    private final RowTimes times;
    private int timeField;

    /**
     * Prepares for a file.
     *
     * @param timed whether its rows have times
     */
    JsonRowParser(JsonTraceFormat format, boolean timed) {
        this.format = format;
        this.timed = timed;
        times = format.times();
        timeName = bytes(format.fields().time());
        promptName = bytes(format.fields().prompt());
        outputName = bytes(format.fields().output());
        format.fields().names().forEach((label, field) -> nameFields.add(new NameField(label, bytes(field))));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes what else a format reads of a row. */
    void complete(TextLine line, FlatJson fields, ParsedRow row) {}

    @Override
    public final void parse(TextLine line, RowSink rows) {
        RowProblem problem = read(line, rows.row());
        if (problem == null) {
            rows.add(line);
        } else {
            rows.refuse(problem);
        }
    }

    private @Nullable RowProblem read(TextLine line, ParsedRow row) {
        timeField = -1;
        if (!json.split(line.bytes(), line.start(), line.end())) {
            String expected = odd.read(line, json);
            if (!expected.isEmpty()) {
                return new RowProblem(RowReason.JSON, line.number(), "row", line.shown(), expected);
            }
        }
        int prompt = -1;
        int output = -1;
        int hash = -1;
        for (int field = 0; field < json.count(); field++) {
            if (json.isNamed(field, promptName)) {
                prompt = field;
            } else if (json.isNamed(field, outputName)) {
                output = field;
            } else if (json.isNamed(field, timeName)) {
                timeField = field;
            } else if (format.fields().hashBlockTokens() > 0 && json.isNamed(field, hashName)) {
                hash = field;
            } else {
                readName(field, row);
            }
        }
        if (timed && !readTime(row)) {
            return new RowProblem(
                    RowReason.TIME,
                    line.number(),
                    format.timeColumn(),
                    timeText(line),
                    times.expected(format.expectedTime()));
        }
        long promptTokens = tokens(prompt);
        long outputTokens = tokens(output);
        boolean failed = outputTokens == 0;
        if (!TraceLimits.isTokenCount(promptTokens) && !(failed && promptTokens == 0)) {
            return tokenProblem(RowReason.PROMPT, line, format.fields().prompt(), prompt);
        }
        if (!TraceLimits.isTokenCount(outputTokens) && !failed) {
            return tokenProblem(RowReason.OUTPUT, line, format.fields().output(), output);
        }
        row.setTokens((int) promptTokens, (int) outputTokens);
        if (hash >= 0 && !readHashes(hash, row)) {
            return new RowProblem(
                    RowReason.PREFIX,
                    line.number(),
                    JsonTraceFormat.HASH_IDS,
                    line.shown(),
                    "an array of whole numbers that are not negative");
        }
        complete(line, json, row);
        return null;
    }

    @Override
    public final String timeText(TextLine line) {
        return text(timeField);
    }

    @Override
    public final List<String> notes() {
        return times.notes();
    }

    private boolean readTime(ParsedRow row) {
        return timeField >= 0
                && isReadable(timeField)
                && times.parse(json.bytes(), json.start(timeField), json.end(timeField), row);
    }

    private boolean isReadable(int field) {
        return json.kind(field) == Kind.NUMBER || (format.readsTexts() && json.kind(field) == Kind.TEXT);
    }

    private boolean readHashes(int field, ParsedRow row) {
        if (json.kind(field) != Kind.ARRAY) {
            return false;
        }
        row.beginHashes(format.fields().hashBlockTokens());
        return hashes.read(json.bytes(), json.start(field), json.end(field), row);
    }

    private void readName(int field, ParsedRow row) {
        for (int i = 0; i < nameFields.size(); i++) {
            NameField name = nameFields.get(i);
            if (json.isNamed(field, name.field)) {
                boolean named = json.kind(field) == Kind.TEXT || json.kind(field) == Kind.NUMBER;
                row.setName(
                        name.label,
                        named ? name.names.name(json.bytes(), json.start(field), json.end(field), false) : "");
            }
        }
    }

    private long tokens(int field) {
        return field < 0 || !isReadable(field)
                ? MISSING
                : AsciiNumbers.wholeNumber(json.bytes(), json.start(field), json.end(field));
    }

    private RowProblem tokenProblem(RowReason reason, TextLine line, String column, int field) {
        return new RowProblem(reason, line.number(), column, text(field), TraceLimits.EXPECTED_TOKENS);
    }

    private String text(int field) {
        if (field < 0) {
            return "";
        }
        int end = Math.min(json.end(field), json.start(field) + 240);
        return TextLine.shown(
                new String(json.bytes(), json.start(field), end - json.start(field), StandardCharsets.UTF_8));
    }

    /** A field of names. */
    private static final class NameField {
        private final NameCache names = new NameCache();
        private final Label label;
        private final byte[] field;

        NameField(Label label, byte[] field) {
            this.label = label;
            this.field = field;
        }
    }
}
