package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Map;

/**
 * The traces of the splitwise-sim simulator: {@code request_id,request_type,application_id,arrival_timestamp,batch_size,
 * prompt_size,token_size}, times in seconds. The application becomes the client.
 */
final class SplitwiseSimFormat extends CsvTraceFormat {
    SplitwiseSimFormat() {
        super(new Columns(
                "arrival_timestamp", "prompt_size", "token_size", Map.of(Label.CLIENT, "application_id"), ""));
    }

    @Override
    public String id() {
        return "splitwise-sim";
    }

    @Override
    public String title() {
        return "splitwise-sim trace, CSV";
    }

    @Override
    public String citation() {
        return "Patel et al., \"Splitwise: Efficient Generative LLM Inference Using Phase Splitting\", ISCA 2024";
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
