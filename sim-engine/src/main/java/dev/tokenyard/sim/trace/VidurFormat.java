package dev.tokenyard.sim.trace;

/** The processed traces of the Vidur simulator: {@code arrived_at} in seconds, with prefill and decode lengths. */
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
    public boolean timesCountFromStart() {
        return false;
    }

    /** Also claims files of lengths only, so that the user learns what they lack. */
    @Override
    public boolean recognises(TraceHead head) {
        return CsvHeader.of(head.firstRecord())
                .has(columns().prompt(), columns().output());
    }

    @Override
    public RowParser parser(TraceHead head) throws TraceFormatException {
        if (recognises(head) && !CsvHeader.of(head.firstRecord()).has(columns().time())) {
            throw new TraceFormatException(
                    head.fileName() + " is a Vidur file of lengths only: it has no arrival times, so"
                            + " it cannot be played. Add a column arrived_at with each request's seconds from the start, or take a"
                            + " Vidur trace that has one, such as splitwise_conv.csv.");
        }
        return super.parser(head);
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
