package dev.tokenyard.sim.trace.format;

import java.util.Map;

/**
 * The traces of Mooncake: one JSON object a line with {@code timestamp} in milliseconds, {@code input_length} and
 * {@code output_length} in tokens, and perhaps {@code hash_ids}: one id for each block of 512 prompt tokens, equal where the
 * prompts are equal up to the block's end. Other fields are passed over.
 */
final class MooncakeFormat extends JsonTraceFormat {
    private static final int HASH_BLOCK_TOKENS = 512;

    MooncakeFormat() {
        super(new Fields("timestamp", "input_length", "output_length", Map.of(), HASH_BLOCK_TOKENS));
    }

    @Override
    public String id() {
        return "mooncake";
    }

    @Override
    public String title() {
        return "Mooncake trace, JSON lines";
    }

    @Override
    public String citation() {
        return "Qin et al., \"Mooncake: Trading More Storage for Less Computation\", FAST 2025";
    }

    /** Goes by the names of the lengths, as any log has timestamps, and by all lines, as the first may be a broken one. */
    @Override
    public boolean recognises(TraceHead head) {
        return isJsonLines(head)
                && contains(head, fields().prompt())
                && (contains(head, fields().output()) || contains(head, HASH_IDS))
                && (contains(head, fields().time()) || !namesATime(head));
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
