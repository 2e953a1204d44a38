package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures that can be drawn against a knob: those by which policies are compared. */
public final class SweepFigures {
    /** The id of the share of all requests that met their objectives. */
    public static final String ATTAINMENT = "slo";

    private static final String THROUGHPUT = "requests-rate";
    private static final String USUAL_LATENCY = "e2e-mean";
    private static final Set<String> LATENCIES = Set.of("TTFT", "TPOT", "End-to-end", "Queueing");
    /** How the ids of figures of memory begin. */
    private static final String MEMORY = "kv-";

    /** It needs a bound, which sweeps do not look for. */
    private static final String GAP = "gap-to-bound";

    private SweepFigures() {}

    /** All figures for a scenario; in the theory mode in rounds. */
    public static List<MetricColumn> of(ScenarioSpec scenario) {
        return MetricColumns.of(scenario).stream()
                .filter(figure -> !figure.id().equals(GAP))
                .toList();
    }

    /**
     * A figure by its id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static MetricColumn byId(String id, ScenarioSpec scenario) {
        List<MetricColumn> figures = of(scenario);
        return figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no metric \"" + id + "\"; use "
                        + figures.stream().map(MetricColumn::id).collect(Collectors.joining(", ")) + "."));
    }

    /** A figure by its id; attainment where the scenario has none of that name, for instance of a class that it has not. */
    public static MetricColumn orAttainment(String id, ScenarioSpec scenario) {
        return of(scenario).stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseGet(() -> byId(ATTAINMENT, scenario));
    }

    /** Whether runs must be recorded for a figure. */
    public static boolean needsRecording(MetricColumn figure) {
        return figure.id().startsWith(MEMORY);
    }

    /** Whether a figure is a latency. */
    public static boolean isLatency(MetricColumn figure) {
        return LATENCIES.contains(figure.family());
    }

    /** Completed requests per second. */
    public static MetricColumn throughput(ScenarioSpec scenario) {
        return byId(THROUGHPUT, scenario);
    }

    /** The figure itself if it is a latency, or else the mean end-to-end latency. */
    public static MetricColumn latencyFor(MetricColumn figure, ScenarioSpec scenario) {
        return isLatency(figure) ? figure : byId(USUAL_LATENCY, scenario);
    }
}
