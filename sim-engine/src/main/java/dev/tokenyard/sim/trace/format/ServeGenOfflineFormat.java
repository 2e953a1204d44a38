package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Map;

/**
 * The offline jobs of ServeGen: one JSON object a line with {@code request_id}, {@code type}, {@code input_length},
 * {@code output_length} and perhaps {@code hash_ids} of 16 tokens a block. There are no times: a job's requests are submitted
 * together. The type becomes the class.
 */
final class ServeGenOfflineFormat extends JsonTraceFormat {
    private static final int HASH_BLOCK_TOKENS = 16;

    ServeGenOfflineFormat() {
        super(new Fields("timestamp", "input_length", "output_length", Map.of(Label.CLASS, "type"), HASH_BLOCK_TOKENS));
    }

    @Override
    public String id() {
        return "servegen-offline";
    }

    @Override
    public String title() {
        return "ServeGen offline job, JSON lines";
    }

    @Override
    public String citation() {
        return "Xiang et al., \"ServeGen: Workload Characterization and Generation of Large Language Model Serving in"
                + " Production\", arXiv 2505.09999";
    }

    @Override
    public boolean recognises(TraceHead head) {
        return isJsonLines(head)
                && contains(head, "request_id")
                && contains(head, fields().prompt())
                && contains(head, "type")
                && !namesATime(head);
    }

    @Override
    String expectedTime() {
        return "a number of milliseconds";
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return AsciiNumbers.milliseconds(bytes, from, to, row);
    }
}
