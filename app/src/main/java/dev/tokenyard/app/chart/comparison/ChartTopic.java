package dev.tokenyard.app.chart.comparison;

/** What a chart of a comparison is about. */
public enum ChartTopic {
    /** How long requests took. */
    LATENCY("Latency", ""),
    /** Which requests met their objectives. */
    OBJECTIVES("Objectives", "No class has an objective; set a TTFT or TPOT target under SLO classes."),
    /** How queues, memory and batches went. */
    OVER_TIME("Over time", ""),
    /** What policies that plan expected. */
    PLANS("Plans", "No policy here makes plans that are recorded; choose QLM under Policies.");

    private final String label;
    private final String absence;

    ChartTopic(String label, String absence) {
        this.label = label;
        this.absence = absence;
    }

    /** The words for people. */
    public String label() {
        return label;
    }

    /** Why a comparison may have no chart of it, and what to do; empty where every comparison has some. */
    public String absence() {
        return absence;
    }
}
