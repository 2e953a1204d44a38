package dev.tokenyard.sim.trace.format;

/** Why a row of a trace file was refused or repaired; reports count by it. */
public enum RowReason {
    /** A line beyond the limit, or fields that do not match the header. */
    SHAPE("shape", "rows of another shape than the format's", ""),
    /** A line that is no complete JSON object. */
    JSON("json", "lines that are no complete JSON object", ""),
    /** A time that cannot be read. */
    TIME("time", "times that cannot be read", ""),
    /** A time too far from those of the other rows, or before the start. */
    TIME_RANGE("time-range", "times out of range", ""),
    /** A prompt length that is no sane number of tokens. */
    PROMPT("prompt", "prompt lengths that are no token count", ""),
    /** An output length that is no sane number of tokens. */
    OUTPUT("output", "output lengths that are no token count", ""),
    /** A failed request: it has no output token. */
    FAILED("failed", "failed requests, with 0 output tokens", "kept with 1 token"),
    /** A prediction that is no sane number of tokens. */
    PREDICTION("prediction", "predicted lengths that are no token count", ""),
    /** Prefix blocks that are no list of ids. */
    PREFIX("prefix", "prefix blocks that are no list of ids", ""),
    /** Names that hold what no line of text can carry. */
    NAME("name", "names with control characters", "given other signs"),
    /** Text in another encoding. */
    ENCODING("encoding", "rows that are not UTF-8", "read as Windows-1252"),
    /** Ids of prefix blocks that are more or less than the prompt has blocks. */
    BLOCKS("blocks", "numbers of block ids that do not fit the prompt", "used as they fit"),
    /** A chat that continues another one than in a row above. */
    PARENT("parent", "chats with another parent than in a row above", "left in the session of the first"),
    /** A time before that of a row above. */
    ORDER("order", "rows out of order of time", "sorted in"),
    /** Times that were rounded to steps. */
    STEPS("times", "rows of equal times in coarse steps", "spread over their step"),
    /** Times that the file lacks. */
    ARRIVALS("arrivals", "rows without a time of arrival", "given one");

    private final String id;
    private final String words;
    private final String repair;

    RowReason(String id, String words, String repair) {
        this.id = id;
        this.words = words;
        this.repair = repair;
    }

    /** A short name, for machines. */
    public String id() {
        return id;
    }

    /** The rows that it is about, in a few words. */
    public String words() {
        return words;
    }

    /** What a repair does to such rows, in a few words; empty if there is none. */
    public String repair() {
        return repair;
    }
}
