package dev.tokenyard.app.session.predict;

import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.function.ToDoubleFunction;

/** A figure by which policies are compared as predictions get worse. */
@SuppressWarnings("ImmutableEnumChecker")
public enum SweepFigure {
    /** Mean end-to-end latency. */
    MEAN_LATENCY("Mean latency", "s", run -> run.latencies().e2e().mean()),
    /** Mean time to first token. */
    MEAN_TTFT("Mean TTFT", "s", run -> run.latencies().ttft().mean()),
    /** 99th percentile of the time to first token. */
    P99_TTFT("p99 TTFT", "s", run -> run.latencies().ttft().p99()),
    /** Share of requests that met their objectives. */
    SLO_MET("SLO attainment", "%", run -> 100 * run.slo().attainment());

    private final String title;
    private final String unit;
    private final ToDoubleFunction<RunMetrics> value;

    SweepFigure(String title, String unit, ToDoubleFunction<RunMetrics> value) {
        this.title = title;
        this.unit = unit;
        this.value = value;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Its name where there is little room, as on a button. */
    public String shortTitle() {
        return this == SLO_MET ? "SLO met" : title;
    }

    /** Its unit. */
    public String unit() {
        return unit;
    }

    /** Its value for a run, in its unit. */
    public double of(RunMetrics run) {
        return value.applyAsDouble(run);
    }
}
