package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.model.Label;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The project's own CSV: {@code
 * arrival_s,prompt_tokens,output_tokens[,class][,model][,client][,session][,predicted_tokens][,prefix_blocks_N]}, with {@code #} comments allowed before the
 * header. Times are seconds from the start of the trace with up to twelve decimals, so that the writer and
 * reader agree to the tick. A predicted output length may be missing from a row. The last column numbers the prompt's full leading blocks of N tokens, with blanks between the
 * numbers; prompts with equal numbers up to a block are equal up to its end.
 */
public final class TokenyardFormat extends CsvTraceFormat {
    /** The column of arrivals in seconds. */
    public static final String ARRIVAL = "arrival_s";
    /** The column of prompt lengths. */
    public static final String PROMPT = "prompt_tokens";
    /** The column of output lengths. */
    public static final String OUTPUT = "output_tokens";
    /** The column of predicted output lengths. */
    public static final String PREDICTED = "predicted_tokens";
    /** How the name of the column of prefix blocks begins. */
    public static final String PREFIX_BLOCKS = "prefix_blocks_";

    /** The format. */
    public TokenyardFormat() {
        super(new Columns(
                ARRIVAL,
                PROMPT,
                OUTPUT,
                Arrays.stream(Label.values()).collect(Collectors.toMap(label -> label, Label::word)),
                PREDICTED));
    }

    @Override
    public String id() {
        return "tokenyard";
    }

    @Override
    public String title() {
        return "Tokenyard CSV";
    }

    @Override
    public String citation() {
        return "";
    }

    @Override
    public boolean timesCountFromStart() {
        return true;
    }

    @Override
    String prefixColumnStart() {
        return PREFIX_BLOCKS;
    }

    @Override
    String expectedTime() {
        return "a number of seconds from the start of the trace";
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        return AsciiNumbers.seconds(bytes, from, to, row);
    }
}
