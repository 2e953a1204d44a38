package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Map;

/**
 * The Qwen-Bailian usage traces (github.com/alibaba-edu/qwen-bailian-usagetraces-anon): one JSON object a line with
 * {@code chat_id}, {@code parent_chat_id} (-1 at the root), {@code timestamp} in seconds, {@code input_length},
 * {@code output_length}, {@code type} (text, search, image or file), {@code turn}, and {@code hash_ids} of 16 tokens a block.
 *
 * <p>A chain of parents is a session, named after its root; where the file does not have the parent, after the oldest that is
 * known. Of several parents of a chat the first in the file counts. The type becomes the class.
 */
final class QwenBailianFormat extends JsonTraceFormat {
    private static final int HASH_BLOCK_TOKENS = 16;
    private static final String CHAT = "chat_id";
    private static final String PARENT = "parent_chat_id";

    QwenBailianFormat() {
        super(new Fields("timestamp", "input_length", "output_length", Map.of(Label.CLASS, "type"), HASH_BLOCK_TOKENS));
    }

    @Override
    public String id() {
        return "qwen-bailian";
    }

    @Override
    public String title() {
        return "Qwen-Bailian usage trace, JSON lines";
    }

    @Override
    public String citation() {
        return "Wang et al., \"KVCache Cache in the Wild: Characterizing and Optimizing KVCache Cache at a Large Cloud"
                + " Provider\", ATC 2025";
    }

    @Override
    public boolean recognises(TraceHead head) {
        return isJsonLines(head) && contains(head, CHAT) && contains(head, fields().prompt());
    }

    @Override
    public RowParser parser(TraceHead head) {
        return new Sessions(this, hasArrivals(head));
    }

    @Override
    String expectedTime() {
        return "a number of seconds";
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return AsciiNumbers.seconds(bytes, from, to, row);
    }

    /** Follows the chains of parents. */
    private static final class Sessions extends JsonRowParser {
        private static final long NONE = -1;
        private static final long NOT_SEEN = -2;

        private final byte[] chatName = bytes(CHAT);
        private final byte[] parentName = bytes(PARENT);
        /** The parent of each chat in its first row. */
        private final LongMap parents = new LongMap();
        /** The root of each chat that is not one itself. */
        private final LongMap roots = new LongMap();

        Sessions(JsonTraceFormat format, boolean timed) {
            super(format, timed);
        }

        @Override
        void complete(TextLine line, FlatJson fields, ParsedRow row) {
            long chat = number(fields, chatName);
            if (chat == NONE) {
                return;
            }
            long parent = number(fields, parentName);
            long first = parents.get(chat, NOT_SEEN);
            if (first == NOT_SEEN) {
                parents.put(chat, parent);
                if (parent != NONE) {
                    roots.put(chat, roots.get(parent, parent));
                }
            } else if (parent != first) {
                row.setRepair(new RowProblem(
                        RowReason.PARENT,
                        line.number(),
                        PARENT,
                        Long.toString(parent),
                        first + ", which a row above gives for chat " + chat));
            }
            row.setName(Label.SESSION, Long.toString(roots.get(chat, chat)));
        }

        /** A whole number that is not negative, or none. */
        private static long number(FlatJson fields, byte[] name) {
            for (int field = 0; field < fields.count(); field++) {
                if (fields.isNamed(field, name)) {
                    return AsciiNumbers.wholeNumber(fields.bytes(), fields.start(field), fields.end(field));
                }
            }
            return NONE;
        }
    }
}
