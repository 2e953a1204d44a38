package dev.tokenyard.sim.metrics;

/** The quantities of a run that {@link TimeSeries} draws over time, each summed over the instances. */
public enum SeriesKind {
    /** Requests that wait in queues. */
    QUEUE_LENGTH("Queue length"),
    /** Requests in batches: admitted, and neither completed nor preempted nor in host memory. */
    RUNNING("Running requests"),
    /** Requests that have arrived and are not completed: waiting, running or in host memory; refused ones do not count. */
    IN_SYSTEM("Requests in the system"),
    /** KV blocks in use as a share of all KV blocks, 0 to 1; idle instances use none. */
    KV_SHARE("KV cache in use"),
    /** Sequences that the steps under way process: decoding ones and those with a prefill chunk. */
    BATCH_SIZE("Batch size"),
    /** Arrivals per second: the same in all of a column, so smallest, largest and mean are one number. */
    ARRIVAL_RATE("Arrival rate");

    private final String label;

    SeriesKind(String label) {
        this.label = label;
    }

    /** The words for people. */
    public String label() {
        return label;
    }
}
