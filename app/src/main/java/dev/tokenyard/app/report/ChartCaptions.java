package dev.tokenyard.app.report;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ChartOrigin;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.session.ComparisonMetrics;

/** What stands under the charts of a comparison where there is room for sentences. */
final class ChartCaptions {
    private ChartCaptions() {}

    /** What a chart shows and how it is read, with what its own note says. */
    static String of(ComparisonChart kind, ChartSpec chart, ComparisonMetrics metrics) {
        String origin = ChartOrigin.of(metrics);
        String note = chart.note().endsWith(origin)
                ? chart.note().substring(0, chart.note().length() - origin.length())
                : "";
        String own = note.strip().replace('\n', ' ');
        return sentence(kind) + (own.isEmpty() ? "" : " " + own);
    }

    private static String sentence(ComparisonChart kind) {
        return switch (kind) {
            case TTFT_CDF ->
                "Of the requests that had a first token, the share that had it within the time on the abscissa,"
                        + " measured from arrival; further left and up is better.";
            case E2E_CDF ->
                "Of the completed requests, the share that were so within the time on the abscissa, measured from"
                        + " arrival; further left and up is better.";
            case SLO_BY_CLASS -> "SLO attainment of each class: the share of its requests that met all its objectives.";
            case SLO_OVER_TIME -> "SLO attainment of the requests decided recently, over simulated time.";
            case QUEUE_LENGTH -> "Requests that wait in all queues, over simulated time.";
            case KV_OCCUPANCY -> "Share of the KV cache of all instances that is taken, over simulated time.";
            case TTFT_QUANTILES -> "Median, 90th and 99th percentile of the time to first token.";
            case LATENCY_QUANTILES -> "Median, 90th and 99th percentile of the time from arrival to completion.";
            case TPOT_CDF ->
                "Of the completed requests with two output tokens or more, the share whose mean time for each token"
                        + " after the first is at most that on the abscissa.";
            case QUEUE_CDF ->
                "Of the requests that entered a batch, the share that first did so within the time on the abscissa,"
                        + " measured from arrival.";
            case LATENCY_SCATTER -> "Time from arrival to completion of requests, by the moment of their arrival.";
            case LATENCY_THROUGHPUT ->
                "Median time from arrival to completion against output tokens per second, a mark for each policy;"
                        + " further right and down is better.";
            case GOODPUT_BY_CLASS -> "Requests per second that met all objectives of their class.";
            case BATCH_SIZE -> "Sequences in the batches of all instances, over simulated time.";
            case THROUGHPUT -> "Output tokens per second of completed requests, over simulated time.";
            case WAIT_FORETOLD ->
                "The wait that a policy foretold for each request on arrival, against the one that came; on the"
                        + " diagonal the two agree.";
            case WAIT_ERROR ->
                "Median error of the wait that a policy foretold, by the number of requests ahead in the queue.";
        };
    }
}
