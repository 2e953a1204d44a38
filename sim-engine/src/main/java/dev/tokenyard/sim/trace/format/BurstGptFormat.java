package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Map;

/**
 * The traces of BurstGPT, of all three releases: {@code Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type},
 * with {@code Session ID} (which may be empty) and {@code Elapsed time} in between in the third. Times are seconds from the
 * start of the first day.
 *
 * <p>{@code Log Type}, conversation or API, becomes the class: a class that a scenario does not know is served as its first.
 * {@code Model} becomes the client. It is a service that was asked, ChatGPT or GPT-4, and not a model that instances here
 * could serve, to which a request with a model would be kept; as a client, a rule can still give each of them a model. A
 * failed request has 0 response tokens.
 */
final class BurstGptFormat extends CsvTraceFormat {
    BurstGptFormat() {
        super(new Columns(
                "Timestamp",
                "Request tokens",
                "Response tokens",
                Map.of(Label.CLASS, "Log Type", Label.CLIENT, "Model", Label.SESSION, "Session ID"),
                ""));
    }

    @Override
    public String id() {
        return "burstgpt";
    }

    @Override
    public String title() {
        return "BurstGPT trace, CSV";
    }

    @Override
    public String citation() {
        return "Wang et al., \"BurstGPT: A Real-World Workload Dataset to Optimize LLM Serving Systems\", KDD 2025";
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
