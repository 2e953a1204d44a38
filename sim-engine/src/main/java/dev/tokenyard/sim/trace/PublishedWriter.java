package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes a trace in a published format as its authors have it, for measurements and tests of the readers. What a format cannot
 * express is left out: times are cut to its resolution, and most have no names.
 */
public final class PublishedWriter {
    private static final LocalDateTime EPOCH = LocalDateTime.of(2024, 5, 10, 0, 0);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String AZURE_HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";

    private final Trace trace;
    private final StringBuilder row = new StringBuilder();

    private PublishedWriter(Trace trace) {
        this.trace = trace;
    }

    /** The ids of the formats that can be written. */
    public static List<String> formats() {
        return List.of(
                "azure-2023",
                "azure-2024",
                "azure-multimodal",
                "burstgpt",
                "mooncake",
                "qwen-bailian",
                "servegen-offline",
                "aibrix",
                "vidur",
                "splitwise-sim",
                "tokenyard");
    }

    /**
     * Writes a trace.
     *
     * @param formatId one of {@link #formats()}
     * @throws IOException if {@code out} fails
     * @throws IllegalArgumentException if there is no such format
     */
    public static void write(Trace trace, String formatId, Appendable out) throws IOException {
        if (formatId.equals("tokenyard")) {
            TraceCsvWriter.write(trace, List.of(), out);
            return;
        }
        PublishedWriter writer = new PublishedWriter(trace);
        out.append(writer.header(formatId));
        for (int r = 0; r < trace.size(); r++) {
            writer.row.setLength(0);
            writer.appendRow(formatId, r);
            out.append(writer.row);
        }
    }

    private String header(String formatId) {
        return switch (formatId) {
            case "azure-2023" -> AZURE_HEADER + "\r\n";
            case "azure-2024" -> AZURE_HEADER + "\n";
            case "azure-multimodal" -> "TIMESTAMP,NumImages,ContextTokens,GeneratedTokens\n";
            case "burstgpt" ->
                "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n";
            case "vidur" -> "arrived_at,num_prefill_tokens,num_decode_tokens\n";
            case "splitwise-sim" ->
                "request_id,request_type,application_id,arrival_timestamp,batch_size,prompt_size,token_size\n";
            case "mooncake", "qwen-bailian", "servegen-offline", "aibrix" -> "";
            default ->
                throw new IllegalArgumentException(
                        "There is no writer of the format \"" + formatId + "\"; there are " + formats() + ".");
        };
    }

    private void appendRow(String formatId, int r) {
        int prompt = trace.promptTokens(r);
        int output = trace.outputTokens(r);
        switch (formatId) {
            case "azure-2023" ->
                clock(r, 7)
                        .append(',')
                        .append(prompt)
                        .append(',')
                        .append(output)
                        .append("\r\n");
            case "azure-2024" ->
                clock(r, 6)
                        .append("+00:00,")
                        .append(prompt)
                        .append(',')
                        .append(output)
                        .append('\n');
            case "azure-multimodal" -> {
                clock(r, 3).setCharAt(10, 'T');
                row.append("Z,0,").append(prompt).append(',').append(output).append('\n');
            }
            case "burstgpt" -> {
                seconds(r, 3).append(',').append(name(Label.SESSION, r)).append(",1,");
                row.append(name(Label.CLIENT, r))
                        .append(',')
                        .append(prompt)
                        .append(',')
                        .append(output);
                row.append(',')
                        .append(prompt + output)
                        .append(',')
                        .append(name(Label.CLASS, r))
                        .append('\n');
            }
            case "vidur" ->
                seconds(r, 9)
                        .append(',')
                        .append(prompt)
                        .append(',')
                        .append(output)
                        .append('\n');
            case "splitwise-sim" -> {
                row.append(r).append(",2,").append(name(Label.CLIENT, r)).append(',');
                seconds(r, 6)
                        .append(",1,")
                        .append(prompt)
                        .append(',')
                        .append(output)
                        .append('\n');
            }
            case "mooncake" -> {
                row.append("{\"timestamp\": ").append(trace.arrivalTick(r) / Ticks.PER_MILLISECOND);
                lengths(r);
                hashes(r);
                row.append("}\n");
            }
            case "qwen-bailian" -> {
                row.append("{\"chat_id\": ")
                        .append(r)
                        .append(", \"parent_chat_id\": ")
                        .append(parent(r));
                row.append(", \"timestamp\": ");
                seconds(r, 3);
                lengths(r);
                row.append(", \"type\": \"").append(name(Label.CLASS, r)).append("\", \"turn\": 1");
                hashes(r);
                row.append("}\n");
            }
            case "servegen-offline" -> {
                row.append("{\"request_id\": ").append(r);
                row.append(", \"type\": \"").append(name(Label.CLASS, r)).append('"');
                lengths(r);
                row.append(", \"duration\": 1000}\n");
            }
            default -> {
                row.append("{\"timestamp\": ").append(trace.arrivalTick(r) / Ticks.PER_MILLISECOND);
                row.append(", \"requests\": [{\"prompt\": \"tell me\\nmore\", \"prompt_length\": ")
                        .append(prompt);
                row.append(", \"output_length\": ").append(output);
                row.append(", \"session_id\": \"")
                        .append(name(Label.SESSION, r))
                        .append("\"}]}\n");
            }
        }
    }

    private StringBuilder clock(int r, int digits) {
        long tick = trace.arrivalTick(r);
        row.append(SECONDS.format(EPOCH.plusSeconds(tick / Ticks.PER_SECOND).atOffset(ZoneOffset.UTC)));
        return fraction(tick % Ticks.PER_SECOND, digits);
    }

    private StringBuilder seconds(int r, int digits) {
        long tick = trace.arrivalTick(r);
        row.append(tick / Ticks.PER_SECOND);
        return fraction(tick % Ticks.PER_SECOND, digits);
    }

    private StringBuilder fraction(long ticks, int digits) {
        // The leading 1 keeps the zeros after the point.
        return row.append('.').append(Long.toString(Ticks.PER_SECOND + ticks), 1, 1 + digits);
    }

    private void lengths(int r) {
        row.append(", \"input_length\": ").append(trace.promptTokens(r));
        row.append(", \"output_length\": ").append(trace.outputTokens(r));
    }

    private void hashes(int r) {
        PrefixBlocks prefixes = trace.prefixBlocks();
        if (prefixes == null) {
            return;
        }
        row.append(", \"hash_ids\": [");
        for (int i = 0; i < prefixes.count(r); i++) {
            row.append(i == 0 ? "" : ", ").append(prefixes.node(r, i));
        }
        row.append(']');
    }

    /** The first request of the session, as its chat; -1 for that itself and where there is none. */
    private long parent(int r) {
        String session = name(Label.SESSION, r);
        return session.isEmpty() || session.equals(Integer.toString(r)) ? -1 : Long.parseLong(session);
    }

    private String name(Label label, int r) {
        int index = trace.nameIndex(label, r);
        return index < 0 ? "" : trace.names(label).get(index);
    }
}
