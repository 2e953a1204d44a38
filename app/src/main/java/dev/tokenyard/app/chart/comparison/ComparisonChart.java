package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.sim.metrics.LatencyKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The charts of a comparison, each a pure function of it. A policy has the colour and the dash pattern of its lane in all
 * of them, and every chart says at its foot which scenario it comes from.
 */
public enum ComparisonChart {
    /** Distribution of the time to first token. */
    TTFT_CDF("ttft-cdf", "TTFT, distribution", ChartTopic.LATENCY, true, m -> LatencyCharts.cdf(m, LatencyKind.TTFT)),
    /** Distribution of the end-to-end latency. */
    E2E_CDF(
            "e2e-cdf",
            "End-to-end latency, distribution",
            ChartTopic.LATENCY,
            true,
            m -> LatencyCharts.cdf(m, LatencyKind.E2E)),
    /** Share of the requests of each class that met their objectives. */
    SLO_BY_CLASS(
            "slo-by-class", "SLO attainment by class", ChartTopic.OBJECTIVES, true, ObjectiveCharts::attainmentByClass),
    /** SLO attainment of the requests decided recently. */
    SLO_OVER_TIME(
            "slo-over-time",
            "SLO attainment over time",
            ChartTopic.OBJECTIVES,
            true,
            ObjectiveCharts::attainmentOverTime),
    /** Waiting requests over time. */
    QUEUE_LENGTH("queue-length", "Queue length", ChartTopic.OVER_TIME, true, TimeCharts::queueLength),
    /** KV blocks in use over time. */
    KV_OCCUPANCY("kv-occupancy", "KV cache in use", ChartTopic.OVER_TIME, true, TimeCharts::kvOccupancy),
    /** Median and tail of the time to first token. */
    TTFT_QUANTILES(
            "ttft-quantiles",
            "TTFT, median and tail",
            ChartTopic.LATENCY,
            false,
            m -> LatencyCharts.quantiles(m, LatencyKind.TTFT)),
    /** Median and tail of the end-to-end latency. */
    LATENCY_QUANTILES(
            "latency-quantiles",
            "End-to-end latency, median and tail",
            ChartTopic.LATENCY,
            false,
            m -> LatencyCharts.quantiles(m, LatencyKind.E2E)),
    /** Distribution of the time per output token. */
    TPOT_CDF("tpot-cdf", "TPOT, distribution", ChartTopic.LATENCY, false, m -> LatencyCharts.cdf(m, LatencyKind.TPOT)),
    /** Distribution of the queueing time. */
    QUEUE_CDF(
            "queue-cdf",
            "Queueing time, distribution",
            ChartTopic.LATENCY,
            false,
            m -> LatencyCharts.cdf(m, LatencyKind.QUEUE)),
    /** End-to-end latency of requests by their arrival. */
    LATENCY_SCATTER(
            "latency-scatter", "End-to-end latency by arrival", ChartTopic.LATENCY, false, LatencyCharts::byArrival),
    /** Median latency against throughput, a mark for each policy. */
    LATENCY_THROUGHPUT(
            "latency-throughput",
            "Latency against throughput",
            ChartTopic.LATENCY,
            false,
            LatencyCharts::againstThroughput),
    /** Requests per second that met their objectives, by class. */
    GOODPUT_BY_CLASS(
            "goodput-by-class", "Goodput by class", ChartTopic.OBJECTIVES, false, ObjectiveCharts::goodputByClass),
    /** Sequences in the batches over time. */
    BATCH_SIZE("batch-size", "Batch size", ChartTopic.OVER_TIME, false, TimeCharts::batchSize),
    /** Output tokens of completed requests over time. */
    THROUGHPUT("throughput", "Throughput", ChartTopic.OVER_TIME, false, TimeCharts::throughput),
    /** Waits that policies which plan foretold, beside the actual ones. */
    WAIT_FORETOLD("wait-foretold", "Wait, foretold against actual", ChartTopic.PLANS, false, WaitCharts::foretold),
    /** The error of those by the length of the queue. */
    WAIT_ERROR(
            "wait-error",
            "Error of the foretold wait by queue length",
            ChartTopic.PLANS,
            false,
            WaitCharts::errorByQueueLength);

    private final String id;
    private final String title;
    private final ChartTopic topic;
    private final boolean telling;

    /** A function of its argument alone, so this is as immutable as the rest. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<ComparisonMetrics, ChartSpec> provider;

    ComparisonChart(
            String id,
            String title,
            ChartTopic topic,
            boolean telling,
            Function<ComparisonMetrics, ChartSpec> provider) {
        this.id = id;
        this.title = title;
        this.topic = topic;
        this.telling = telling;
        this.provider = provider;
    }

    /** A short name without spaces: the name of its file and of the command line's option. */
    public String id() {
        return id;
    }

    /** Its heading, but for what the theory mode calls otherwise; known before it is made. */
    public String title() {
        return title;
    }

    /** Whether it says something of a comparison: without any objective nothing can be missed, and not every policy plans. */
    public boolean suits(Comparison comparison) {
        return switch (topic) {
            case LATENCY, OVER_TIME -> true;
            case OBJECTIVES -> comparison.scenario().sloClasses().stream().anyMatch(RunWords::hasObjective);
            case PLANS ->
                comparison.lanes().stream().anyMatch(lane -> lane.log().hasPlans());
        };
    }

    /** What it is about. */
    public ChartTopic topic() {
        return topic;
    }

    /** Whether it belongs to the few that say most. */
    public boolean isTelling() {
        return telling;
    }

    /**
     * The chart of {@code metrics}; passes over the logs, so not for the FX thread.
     *
     * @throws IllegalStateException if it is drawn over time and a run was made without a log
     */
    public ChartSpec of(ComparisonMetrics metrics) {
        return ChartOrigin.beside(metrics, RoundUnits.of(metrics, provider.apply(metrics)));
    }

    /** All charts that say something of {@code metrics}, in the order of this list. */
    public static List<ChartSpec> all(ComparisonMetrics metrics) {
        return Arrays.stream(values())
                .filter(chart -> chart.suits(metrics.comparison()))
                .map(chart -> chart.of(metrics))
                .toList();
    }

    /**
     * The chart with this id.
     *
     * @throws IllegalArgumentException with a sentence that lists the ids, if there is none
     */
    public static ComparisonChart byId(String id) {
        return Arrays.stream(values())
                .filter(chart -> chart.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no chart \"" + id + "\"; choose one of "
                        + Arrays.stream(values()).map(ComparisonChart::id).collect(Collectors.joining(", ")) + "."));
    }
}
