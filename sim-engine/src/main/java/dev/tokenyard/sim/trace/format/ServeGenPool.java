package dev.tokenyard.sim.trace.format;

import java.util.regex.Pattern;

/**
 * The client pools of ServeGen, which are no requests but what a generator draws them from: {@code chunk-N-trace.csv}, without a
 * header, a window's start, rate, CV, family, shape and scale in each row, and {@code chunk-N-dataset.json}, token
 * distributions by window.
 */
final class ServeGenPool {
    private static final String NUMBER = "[-+.\\deE]+";
    private static final Pattern WINDOW =
            Pattern.compile(NUMBER + "," + NUMBER + "," + NUMBER + ",(Gamma|Weibull|)," + NUMBER + "," + NUMBER);

    private ServeGenPool() {}

    /** Whether a file that begins like this is part of a pool. */
    static boolean recognises(TraceHead head) {
        String first = head.firstRecord().strip();
        boolean distributions = first.startsWith("{")
                && JsonTraceFormat.contains(head, "input_tokens")
                && JsonTraceFormat.contains(head, "output_tokens");
        return distributions || (first.length() < 200 && WINDOW.matcher(first).matches());
    }

    /** The sentence for the user. */
    static TraceFormatException refusal(TraceHead head) {
        return new TraceFormatException(
                TraceFormatException.Kind.CLIENT_POOL,
                head.fileName() + " is not a trace but part of a ServeGen client pool, a client's rates or lengths over"
                        + " time; make requests from it with the generator.");
    }
}
