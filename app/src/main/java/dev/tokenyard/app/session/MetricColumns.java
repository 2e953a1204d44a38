package dev.tokenyard.app.session;

import dev.tokenyard.app.session.MetricColumn.Better;
import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.metrics.Quantiles;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The one list of the columns by which policies are compared, in the window and on the command line. */
public final class MetricColumns {
    private static final double PERCENT = 100;
    private static final double MILLIS = (double) Ticks.PER_SECOND / Ticks.PER_MILLISECOND;
    private static final boolean KEY = true;
    private static final boolean DETAIL = false;
    private static final String OVER_TIME = "over the makespan, or over the time of the range";

    private MetricColumns() {}

    /** All columns for runs with these service classes; a column for each class if there are several. */
    public static List<MetricColumn> of(List<SloClass> classes) {
        List<MetricColumn> columns = new ArrayList<>();
        addObjectives(columns, classes);
        addLatencies(columns);
        addWork(columns);
        return List.copyOf(columns);
    }

    /** All columns for a comparison; in the theory mode in rounds, and beginning with the total latency. */
    public static List<MetricColumn> of(ComparisonMetrics metrics) {
        List<MetricColumn> columns = of(metrics.sloClasses()).stream()
                .map(column -> column.id().equals(MetricColumn.MODEL_SWAPS) && showsModelSwaps(metrics)
                        ? column.asKey()
                        : column)
                .toList();
        return onClock(metrics.comparison().scenario(), columns);
    }

    /** All columns for runs of a scenario, before there are any; in the theory mode in rounds. */
    public static List<MetricColumn> of(ScenarioSpec scenario) {
        return onClock(scenario, of(scenario.sloClasses()));
    }

    private static List<MetricColumn> onClock(ScenarioSpec scenario, List<MetricColumn> columns) {
        return scenario.cluster().isTheory()
                ? RoundColumns.of(columns, scenario.sloClasses().stream().anyMatch(RunWords::hasObjective))
                : columns;
    }

    /** Where models take turns, how often they do is among what tells policies apart. */
    private static boolean showsModelSwaps(ComparisonMetrics metrics) {
        return metrics.comparison().scenario().cluster().groups().stream()
                        .anyMatch(group -> !group.turns().otherModels().isEmpty())
                || metrics.runs().stream().anyMatch(run -> run.effort().loads().count() > 0);
    }

    /** Those of {@link #of(ComparisonMetrics)} that say most. */
    public static List<MetricColumn> keyOf(ComparisonMetrics metrics) {
        return of(metrics).stream().filter(MetricColumn::isKey).toList();
    }

    private static void addObjectives(List<MetricColumn> columns, List<SloClass> classes) {
        columns.add(new MetricColumn(
                "slo",
                "SLO attainment",
                "all",
                "%",
                Better.HIGHER,
                KEY,
                run -> PERCENT * run.slo().attainment(),
                "SLO attainment: the share of all requests that met every objective of their class."
                        + " Unfinished and refused requests count as misses."));
        for (int k = 0; classes.size() > 1 && k < classes.size(); k++) {
            columns.add(attainmentOf(k, classes.get(k)));
        }
        columns.add(new MetricColumn(
                "goodput",
                "Goodput",
                "",
                "req/s",
                Better.HIGHER,
                KEY,
                run -> run.slo().goodputPerSecond(),
                "Requests per second, " + OVER_TIME + ", that met every objective of their class."));
        columns.add(new MetricColumn(
                "fairness",
                "Fairness",
                "Jain",
                "",
                Better.HIGHER,
                DETAIL,
                run -> run.slo().fairness(),
                "Jain's fairness index of the SLO attainments of the trace's clients, or of the classes where it names fewer than two"
                        + " clients: 1 where all fare alike, one over their number where only one attains anything."));
    }

    /**
     * The share of the requests of a class that met its objectives.
     *
     * @param index its place among the scenario's classes
     */
    public static MetricColumn attainmentOf(int index, SloClass sloClass) {
        return new MetricColumn(
                "slo-" + index,
                "SLO attainment",
                sloClass.name(),
                "%",
                Better.HIGHER,
                KEY,
                run -> PERCENT * run.slo().byClass().get(index).attainment(),
                "The share of the requests of class " + sloClass.name() + " that met its objectives: "
                        + objectives(sloClass) + ".");
    }

    /**
     * How many requests a class has.
     *
     * @param index its place among the scenario's classes
     */
    public static MetricColumn requestsOf(int index, SloClass sloClass) {
        return new MetricColumn(
                "requests-" + index,
                "Requests",
                sloClass.name(),
                "",
                Better.NEITHER,
                DETAIL,
                run -> run.slo().byClass().get(index).requests(),
                "The requests of class " + sloClass.name() + ", served or not.");
    }

    /** The objectives of a class in words. */
    static String objectives(SloClass sloClass) {
        List<String> words = new ArrayList<>();
        if (Double.isFinite(sloClass.ttftSeconds())) {
            words.add(String.format(Locale.ROOT, "TTFT within %s s", FigureFormat.plain(sloClass.ttftSeconds())));
        }
        if (Double.isFinite(sloClass.tpotSeconds())) {
            words.add(String.format(
                    Locale.ROOT, "TPOT within %s ms", FigureFormat.plain(MILLIS * sloClass.tpotSeconds())));
        }
        return words.isEmpty() ? "completion" : String.join(", ", words);
    }

    private static void addLatencies(List<MetricColumn> columns) {
        addLatency(
                columns,
                LatencyKind.TTFT,
                "ttft",
                "TTFT",
                "Time to first token: from arrival to the end of the step that yields the first output token.");
        addLatency(
                columns,
                LatencyKind.TPOT,
                "tpot",
                "TPOT",
                "Time per output token after the first: (completion - first token) / (output tokens - 1).");
        addLatency(columns, LatencyKind.E2E, "e2e", "End-to-end", "End-to-end latency: from arrival to completion.");
        addLatency(
                columns,
                LatencyKind.QUEUE,
                "queue",
                "Queueing",
                "Queueing time: from arrival to the first admission into a batch.");
    }

    private static void addLatency(
            List<MetricColumn> columns, LatencyKind kind, String id, String family, String definition) {
        boolean key = kind == LatencyKind.TTFT || kind == LatencyKind.E2E;
        addQuantile(columns, kind, id, family, "mean", DETAIL, definition + " Arithmetic mean.", Quantiles::mean);
        addQuantile(columns, kind, id, family, "p50", key, byRank(definition, 50), Quantiles::p50);
        addQuantile(columns, kind, id, family, "p90", DETAIL, byRank(definition, 90), Quantiles::p90);
        addQuantile(
                columns, kind, id, family, "p99", kind != LatencyKind.QUEUE, byRank(definition, 99), Quantiles::p99);
    }

    private static String byRank(String definition, int percent) {
        return definition + " " + percent + "th percentile by nearest rank.";
    }

    private static void addQuantile(
            List<MetricColumn> columns,
            LatencyKind kind,
            String id,
            String family,
            String title,
            boolean isKey,
            String help,
            ToDoubleFunction<Quantiles> quantile) {
        double factor = kind == LatencyKind.TPOT ? MILLIS : 1;
        columns.add(new MetricColumn(
                id + "-" + title,
                family,
                title,
                kind == LatencyKind.TPOT ? "ms" : "s",
                Better.LOWER,
                isKey,
                run -> factor * quantile.applyAsDouble(run.latencies().of(kind)),
                help));
    }

    private static void addWork(List<MetricColumn> columns) {
        add(
                columns,
                "requests-rate",
                "Request throughput",
                "",
                "req/s",
                Better.HIGHER,
                DETAIL,
                run -> run.throughput().requestsPerSecond(),
                "Completed requests per second, " + OVER_TIME + ".");
        add(
                columns,
                "tokens-rate",
                "Output throughput",
                "",
                "tok/s",
                Better.HIGHER,
                KEY,
                run -> run.throughput().outputTokensPerSecond(),
                "Output tokens of completed requests per second, " + OVER_TIME + ".");
        add(
                columns,
                "makespan",
                "Makespan",
                "",
                "s",
                Better.LOWER,
                DETAIL,
                RunMetrics::makespanSeconds,
                "The time from the start of the trace to the last completion; of a range, from its start to the last completion of the"
                        + " requests that arrived in it.");
        add(
                columns,
                "completed",
                "Completed",
                "",
                "",
                Better.HIGHER,
                DETAIL,
                RunMetrics::completed,
                "Requests that got their last token.");
        add(
                columns,
                "kv-mean",
                "KV cache",
                "mean",
                "%",
                Better.NEITHER,
                KEY,
                run -> PERCENT * run.kv().meanShare(),
                "KV blocks in use as a share of those of all instances that have their GPUs: mean over time.");
        add(
                columns,
                "kv-peak",
                "KV cache",
                "peak",
                "%",
                Better.NEITHER,
                DETAIL,
                run -> PERCENT * run.kv().peakShare(),
                "KV blocks in use as a share of those of all instances that have their GPUs: largest at any moment.");
        add(
                columns,
                "batch-mean",
                "Batch",
                "mean",
                "seq",
                Better.NEITHER,
                DETAIL,
                run -> run.batch().mean(),
                "Sequences per step, mean over all steps.");
        add(
                columns,
                "batch-max",
                "Batch",
                "max",
                "seq",
                Better.NEITHER,
                DETAIL,
                run -> run.batch().max(),
                "Sequences in the largest step.");
        add(
                columns,
                "preemptions",
                "Preemptions",
                "",
                "",
                Better.LOWER,
                KEY,
                run -> run.effort().preemptions(),
                "How often a request was evicted from its batch for lack of KV blocks, to be recomputed later.");
        add(
                columns,
                "recomputed",
                "Recomputed",
                "",
                "tok",
                Better.LOWER,
                DETAIL,
                run -> run.effort().recomputedTokens(),
                "Tokens that had been computed and were thrown away by preemptions.");
        add(
                columns,
                "swaps",
                "Swaps",
                "",
                "",
                Better.LOWER,
                DETAIL,
                run -> run.effort().swaps(),
                "How often a request was evicted from its batch to host memory.");
        add(
                columns,
                MetricColumn.MODEL_SWAPS,
                "Model swaps",
                "",
                "",
                Better.LOWER,
                DETAIL,
                run -> run.effort().loads().count(),
                "How often another model was loaded on GPUs that several models share.");
        add(
                columns,
                "prefix-hits",
                "Prefix hits",
                "",
                "%",
                Better.HIGHER,
                DETAIL,
                run -> PERCENT * run.effort().prefixHitRate(),
                "Prompt tokens found in the prefix cache as a share of all prompt tokens.");
        add(
                columns,
                MetricColumn.GAP_TO_BOUND,
                "Gap to bound",
                "",
                "%",
                Better.LOWER,
                DETAIL,
                run -> PERCENT * run.gapToBound(),
                "By how much the total latency exceeds one that no schedule can beat, as a share of that; only in the"
                        + " theory mode.");
    }

    private static void add(
            List<MetricColumn> columns,
            String id,
            String family,
            String title,
            String unit,
            Better better,
            boolean isKey,
            ToDoubleFunction<RunMetrics> value,
            String help) {
        columns.add(new MetricColumn(id, family, title, unit, better, isKey, value, help));
    }
}
