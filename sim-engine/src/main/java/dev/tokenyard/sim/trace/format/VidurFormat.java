package dev.tokenyard.sim.trace.format;

/**
 * The processed traces of the Vidur simulator: {@code arrived_at} in seconds, with prefill and decode lengths. Files of lengths
 * only lack {@code arrived_at}; their requests need arrivals from elsewhere. A table with the same lengths and a time of another
 * name is not one of Vidur's.
 */
final class VidurFormat extends CsvTraceFormat {
    VidurFormat() {
        super(new Columns("arrived_at", "num_prefill_tokens", "num_decode_tokens"));
    }

    @Override
    public String id() {
        return "vidur";
    }

    @Override
    public String title() {
        return "Vidur processed trace, CSV";
    }

    @Override
    public String citation() {
        return "Agrawal et al., \"Vidur: A Large-Scale Simulation Framework for LLM Inference\", MLSys 2024";
    }

    @Override
    public boolean recognises(TraceHead head) {
        CsvHeader header = CsvHeader.of(head.firstRecord());
        return header.has(columns().prompt(), columns().output())
                && (header.has(columns().time()) || header.names().stream().noneMatch(ColumnNames::isATime));
    }

    @Override
    boolean mayLackArrivals() {
        return true;
    }

    @Override
    String expectedTime() {
        return "a number of seconds";
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return AsciiNumbers.seconds(bytes, from, to, row);
    }
}
