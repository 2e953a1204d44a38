package dev.tokenyard.app.session;

import dev.tokenyard.app.session.MetricColumn.Better;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The columns of comparisons in the theory mode: those of all comparisons in rounds, which last a second each, and the
 * total latency that the theory is about.
 */
final class RoundColumns {
    private static final Set<String> KEYS = Set.of(
            "total-latency",
            MetricColumn.GAP_TO_BOUND,
            "e2e-mean",
            "e2e-p50",
            "e2e-p99",
            "queue-mean",
            "makespan",
            "kv-mean");

    private RoundColumns() {}

    /**
     * Turns columns into those of the theory mode.
     *
     * @param columns all columns
     * @param objectives whether a class has an objective that can be missed
     */
    static List<MetricColumn> of(List<MetricColumn> columns, boolean objectives) {
        List<MetricColumn> rounds = new ArrayList<>();
        rounds.add(new MetricColumn(
                "total-latency",
                "Total latency",
                "",
                "rounds",
                Better.LOWER,
                true,
                run -> Math.rint(1000 * run.completed() * run.latencies().e2e().mean()) / 1000,
                "The sum of the end-to-end latencies of all completed requests."));
        columns.stream()
                .filter(column -> column.id().equals(MetricColumn.GAP_TO_BOUND))
                .forEach(gap -> rounds.add(key(gap, true)));
        for (MetricColumn column : columns) {
            if (!column.id().equals(MetricColumn.GAP_TO_BOUND)) {
                boolean objective = column.id().startsWith("slo") || column.id().equals("goodput");
                rounds.add(key(inRounds(column), KEYS.contains(column.id()) || (objective && objectives)));
            }
        }
        return List.copyOf(rounds);
    }

    private static MetricColumn inRounds(MetricColumn column) {
        double factor = column.unit().equals("ms") ? 1e-3 : 1;
        String unit = column.unit().equals("s") || column.unit().equals("ms")
                ? "rounds"
                : column.unit().replace("/s", "/round");
        return new MetricColumn(
                column.id(),
                column.family().replace("KV cache", "Memory"),
                column.title(),
                unit,
                column.better(),
                column.isKey(),
                run -> factor * column.value().applyAsDouble(run),
                column.help().replace("per second", "per round").replace("KV blocks", "Tokens"));
    }

    private static MetricColumn key(MetricColumn column, boolean isKey) {
        return new MetricColumn(
                column.id(),
                column.family(),
                column.title(),
                column.unit(),
                column.better(),
                isKey,
                column.value(),
                column.help());
    }
}
