package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Map;

/** What the formats of one flat JSON object a line share: fields found by name, others passed over. */
abstract class JsonTraceFormat implements TraceFormat {
    /** The field of prefix block ids in all formats that have one. */
    static final String HASH_IDS = "hash_ids";

    /**
     * The fields of a format.
     *
     * @param time the time of arrival
     * @param names fields of what rows name, each of which a row may lack
     * @param hashBlockTokens prompt tokens that each of {@link #HASH_IDS} stands for
     */
    record Fields(String time, String prompt, String output, Map<Label, String> names, int hashBlockTokens) {}

    private final Fields fields;

    JsonTraceFormat(Fields fields) {
        this.fields = fields;
    }

    /**
     * Reads the time of a row from a number's bytes.
     *
     * @return whether it is a time of this format
     */
    abstract boolean parseTime(byte[] bytes, int from, int to, ParsedRow row);

    /** Reads the times of one file. */
    RowTimes times() {
        return this::parseTime;
    }

    /** Whether times and lengths may stand in quotes. */
    boolean readsTexts() {
        return false;
    }

    /** What a time looks like in this format, for reports. */
    abstract String expectedTime();

    final Fields fields() {
        return fields;
    }

    @Override
    public final boolean hasHeader() {
        return false;
    }

    @Override
    public String timeColumn() {
        return fields.time();
    }

    @Override
    public final String outputColumn() {
        return fields.output();
    }

    @Override
    public final String blockColumn() {
        return fields.hashBlockTokens() > 0 ? HASH_IDS : "";
    }

    @Override
    public boolean hasArrivals(TraceHead head) {
        return contains(head, fields.time());
    }

    @Override
    public RowParser parser(TraceHead head) {
        return new JsonRowParser(this, hasArrivals(head));
    }

    /** Whether the head of a file is of JSON lines; the first line itself may be a broken one. */
    static boolean isJsonLines(TraceHead head) {
        return head.firstRecord().stripLeading().startsWith("{");
    }

    /** Whether any field has the name of a time of arrival; requests are not without one, then, whatever a format calls it. */
    static boolean namesATime(TraceHead head) {
        return TableHead.of(head).stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(ColumnNames::isATime);
    }

    /** Whether any line of a head has a field of that name. */
    static boolean contains(TraceHead head, String field) {
        String quoted = '"' + field + '"';
        return head.lines().stream().anyMatch(line -> line.contains(quoted));
    }
}
