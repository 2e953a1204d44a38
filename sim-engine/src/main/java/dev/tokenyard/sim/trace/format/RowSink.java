package dev.tokenyard.sim.trace.format;

/** Takes what a {@link RowParser} makes of a line: usually one request, or what is wrong with it. */
public interface RowSink {
    /** The request to fill in; empty at first and after each {@link #add}. */
    ParsedRow row();

    /** Takes the request that was filled in. */
    void add(TextLine line);

    /** Leaves a request out. */
    void refuse(RowProblem problem);
}
