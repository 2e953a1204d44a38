package dev.tokenyard.sim.trace.format;

/** A file format for traces. An instance has no state; {@link TraceFormats} lists them all. */
public interface TraceFormat {
    /** The short name by which users ask for it, for instance {@code vidur}. */
    String id();

    /** What it is, for a list of formats. */
    String title();

    /** The publication to cite for data in this format; empty for the project's own. */
    String citation();

    /** Whether a file that begins like this is of this format, judged by content alone. */
    boolean recognises(TraceHead head);

    /**
     * Whether the first record is a header, which the reader then does not pass to the parser.
     */
    boolean hasHeader();

    /** The column or field that holds the time of arrival, for reports. */
    String timeColumn();

    /** The column or field that holds the output length, for reports. */
    String outputColumn();

    /** Whether a file that begins like this says when requests arrive; if not, arrivals must come from elsewhere. */
    default boolean hasArrivals(TraceHead head) {
        return true;
    }

    /**
     * The field that has an id for each block of the prompt, the last one whether the prompt fills it or not; empty where a
     * format states the size of its blocks, or has none.
     */
    default String blockColumn() {
        return "";
    }

    /**
     * Whether times count from the start of the trace. They are then taken as they are, and must not be negative. Otherwise
     * only differences count, and the earliest request arrives at 0.
     */
    default boolean timesCountFromStart() {
        return false;
    }

    /**
     * Prepares the reading of a file.
     *
     * @throws TraceFormatException if the head shows that no row can be read, for instance because a column is missing
     */
    RowParser parser(TraceHead head) throws TraceFormatException;
}
