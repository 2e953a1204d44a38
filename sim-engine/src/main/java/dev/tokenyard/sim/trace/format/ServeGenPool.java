package dev.tokenyard.sim.trace.format;

import java.util.regex.Pattern;

/**
 * The client pools of ServeGen, which are no requests but what a generator draws them from: {@code chunk-N-trace.csv}, without a
 * header, a window's start, rate, CV, family, shape and scale in each row, and {@code chunk-N-dataset.json}, token
 * distributions by window.
 */
final class ServeGenPool {
    private static final String NUMBER = "[-+.\\deE]+";
    private static final Pattern FIRST_WINDOW = Pattern.compile("\\{\\s*\"[.\\d]+\"\\s*:\\s*\\{");
    private static final Pattern DISTRIBUTION = Pattern.compile("\"(input_tokens|output_tokens)\"\\s*:\\s*\"\\{");
    private static final Pattern WINDOW =
            Pattern.compile(NUMBER + "," + NUMBER + "," + NUMBER + ",(Gamma|Weibull|)," + NUMBER + "," + NUMBER);

    private ServeGenPool() {}

    /**
     * Whether a file that begins like this is part of a pool. The names of its fields alone do not tell, as logs of requests
     * have them, too: windows are objects under the seconds of their start, and distributions are objects in quotes.
     */
    static boolean recognises(TraceHead head) {
        String first = head.firstRecord().strip();
        return isDistributions(head, first)
                || (first.length() < 200 && WINDOW.matcher(first).matches());
    }

    private static boolean isDistributions(TraceHead head, String first) {
        if (!first.startsWith("{")) {
            return false;
        }
        String text = String.join("\n", head.records()).strip();
        return FIRST_WINDOW.matcher(text).lookingAt()
                && DISTRIBUTION.matcher(text).find();
    }

    /** The sentence for the user. */
    static TraceFormatException refusal(TraceHead head) {
        return new TraceFormatException(
                TraceFormatException.Kind.CLIENT_POOL,
                head.fileName() + " is not a trace but part of a ServeGen client pool, a client's rates or lengths over"
                        + " time. A recipe draws requests from its folder: a file pool.json with {\"servegen\": {\"folder\":"
                        + " \"FOLDER\"}, \"duration_s\": 600} opens in place of a trace, and \"tokenyard generate"
                        + " pool.json -o trace.csv\" writes what it draws.");
    }
}
