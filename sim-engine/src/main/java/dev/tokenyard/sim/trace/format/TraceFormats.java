package dev.tokenyard.sim.trace.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The only list of trace formats; recognition asks them in this order. */
public final class TraceFormats {
    /** The id that stands for recognition by content. */
    public static final String AUTO = "auto";

    private static final List<TraceFormat> ALL = List.of(
            new AzureMultimodalFormat(),
            new Azure2024Format(),
            new Azure2023Format(),
            new BurstGptFormat(),
            new QwenBailianFormat(),
            new ServeGenOfflineFormat(),
            new AibrixFormat(),
            new MooncakeFormat(),
            new VidurFormat(),
            new SplitwiseSimFormat(),
            new TokenyardFormat());

    private TraceFormats() {}

    /** Every format that can be read. */
    public static List<TraceFormat> all() {
        return ALL;
    }

    /** The ids and titles in one line, for messages. */
    public static String known() {
        return ALL.stream()
                .map(format -> format.id() + " (" + format.title() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Whether a file that begins like this is of a format of the list. */
    public static boolean isKnown(TraceHead head) {
        return ALL.stream().anyMatch(format -> format.recognises(head));
    }

    /** What to do with a file of no known format. */
    private static String advice(TraceHead head) {
        Optional<TableHead> table = TableHead.of(head);
        if (table.isEmpty()) {
            return "Convert the file to one of them; a CSV with the header arrival_s,prompt_tokens,output_tokens will"
                    + " do.";
        }
        return "Convert the file to one of them, or " + ColumnGuess.advice(table.get()) + ".";
    }

    /**
     * The format to read a file with.
     *
     * @param head the file's beginning
     * @param id the format that the user asks for; {@code null} or {@link #AUTO} to go by content
     * @throws TraceFormatException if there is no such id, or no format knows the content
     */
    public static TraceFormat choose(TraceHead head, @Nullable String id) throws TraceFormatException {
        boolean byContent = id == null || id.equals(AUTO);
        if (byContent && ServeGenPool.recognises(head)) {
            throw ServeGenPool.refusal(head);
        }
        for (TraceFormat format : ALL) {
            if (byContent ? format.recognises(head) : format.id().equals(id)) {
                return format;
            }
        }
        if (!byContent) {
            throw new TraceFormatException(
                    "There is no trace format \"" + id + "\"; use " + AUTO + " or one of: " + known() + ".");
        }
        throw new TraceFormatException(
                TraceFormatException.Kind.UNKNOWN_FORMAT,
                head.fileName() + " is in no known trace format: it begins with \""
                        + TextLine.shown(head.firstRecord()) + "\". Known formats are: " + known()
                        + ". " + advice(head));
    }
}
