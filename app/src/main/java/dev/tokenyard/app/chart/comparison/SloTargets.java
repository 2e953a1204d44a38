package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.model.SloClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objectives that a kind of latency is held to, each with the classes that share it. */
final class SloTargets {
    /** A target and the names of its classes. */
    record Target(String names, double seconds) {}

    private SloTargets() {}

    static List<Target> of(List<SloClass> classes, LatencyKind kind) {
        Map<Double, String> namesBySeconds = new LinkedHashMap<>();
        for (SloClass sloClass : classes) {
            double seconds = switch (kind) {
                case TTFT -> sloClass.ttftSeconds();
                case TPOT -> sloClass.tpotSeconds();
                case E2E, QUEUE -> Double.POSITIVE_INFINITY;
            };
            if (Double.isFinite(seconds)) {
                namesBySeconds.merge(seconds, sloClass.name(), (one, other) -> one + ", " + other);
            }
        }
        return namesBySeconds.entrySet().stream()
                .map(entry -> new Target(entry.getValue(), entry.getKey()))
                .toList();
    }
}
