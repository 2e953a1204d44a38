package dev.tokenyard.sim.trace.format;

/**
 * The Azure LLM inference traces of 2023: {@code TIMESTAMP,ContextTokens,GeneratedTokens}.
 *
 * <p>A time is a {@linkplain WallClock wall clock}. Copies of the trace that carry an integer under the same header mean
 * milliseconds since the Unix epoch, and others seconds: the size of a number tells, row by row, and the report says which.
 */
class Azure2023Format extends CsvTraceFormat {
    static final String TIMESTAMP = "TIMESTAMP";

    Azure2023Format() {
        super(new Columns(TIMESTAMP, "ContextTokens", "GeneratedTokens"));
    }

    @Override
    public String id() {
        return "azure-2023";
    }

    @Override
    public String title() {
        return "Azure LLM inference trace 2023, CSV";
    }

    @Override
    public String citation() {
        return "Patel et al., \"Splitwise: Efficient Generative LLM Inference Using Phase Splitting\", ISCA 2024";
    }

    @Override
    final String expectedTime() {
        return "a time such as 2023-11-16 18:15:46.6805900, or a number since 1970";
    }

    @Override
    final boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return times().parse(bytes, from, to, row);
    }

    @Override
    final RowTimes times() {
        return new EpochTimes(TIMESTAMP, true);
    }
}
