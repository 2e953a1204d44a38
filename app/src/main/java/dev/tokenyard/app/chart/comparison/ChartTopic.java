package dev.tokenyard.app.chart.comparison;

/** What a chart of a comparison is about. */
public enum ChartTopic {
    /** How long requests took. */
    LATENCY("Latency"),
    /** Which requests met their objectives. */
    OBJECTIVES("Objectives"),
    /** How queues, memory and batches went. */
    OVER_TIME("Over time");

    private final String label;

    ChartTopic(String label) {
        this.label = label;
    }

    /** The words for people. */
    public String label() {
        return label;
    }
}
