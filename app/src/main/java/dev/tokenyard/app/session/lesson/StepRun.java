package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.Distribution;
import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.metrics.Quantiles;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The figures of the runs that a step shows.
 *
 * @param metrics the runs with their figures
 * @param tick the moment at which the step comes to rest
 * @param request the request that it chooses, or {@link LessonStep#NO_REQUEST}
 */
record StepRun(ComparisonMetrics metrics, long tick, int request) {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;
    private static final String EVICTIONS = "evictions";
    private static final String SECONDS = "s";
    private static final String ROUNDS = "rounds";
    private static final String SHARE = "%";
    private static final String NOW = "now-";
    private static final String REQUEST = "request-";

    Comparison comparison() {
        return metrics.comparison();
    }

    /** The number of a policy's lane by the policy's id, -1 for none. */
    int lane(String policy) {
        return comparison().laneOf(policy);
    }

    /** A figure of all requests, or of a moment, or of the chosen request; empty for none of that name. */
    Optional<LessonNumber> figure(int lane, String id) {
        RunLog log = metrics.lanes().get(lane).log();
        if (id.startsWith(NOW)) {
            return Optional.ofNullable(now(log).get(id));
        }
        if (id.startsWith(REQUEST)) {
            return Optional.ofNullable(ofRequest(log).get(id));
        }
        if (id.equals(EVICTIONS)) {
            RunCursor end = log.cursor();
            end.seek(log.endTick());
            return Optional.of(new LessonNumber(end.preemptions() + end.swaps(), ""));
        }
        return MetricColumns.of(metrics).stream()
                .filter(column -> column.id().equals(id))
                .findFirst()
                .map(column -> new LessonNumber(
                        column.value().applyAsDouble(metrics.runs().get(lane)), column.unit()))
                .or(() ->
                        latency(log, id, IntStream.range(0, log.trace().size()).toArray()));
    }

    /** A figure of the requests of one class; empty for none of that name. */
    Optional<LessonNumber> ofClass(int lane, String id, int sloClass) {
        RunLog log = metrics.lanes().get(lane).log();
        int[] members = IntStream.range(0, log.trace().size())
                .filter(r -> log.outcomes().sloClass(r) == sloClass)
                .toArray();
        if (id.equals("requests")) {
            return Optional.of(new LessonNumber(members.length, ""));
        }
        if (id.equals("slo")) {
            int met = Attainment.ofClass(log, sloClass).metUntil(Long.MAX_VALUE);
            return Optional.of(new LessonNumber(PERCENT * met / members.length, SHARE));
        }
        if (id.equals(EVICTIONS)) {
            return Optional.of(new LessonNumber(
                    Arrays.stream(members).map(r -> evictions(log, r)).sum(), ""));
        }
        return latency(log, id, members);
    }

    /** A mean or quantile of a latency of some requests, for instance {@code ttft-max}; empty for none of that name. */
    private Optional<LessonNumber> latency(RunLog log, String id, int[] requests) {
        for (LatencyKind kind : LatencyKind.values()) {
            String family = kind.name().toLowerCase(Locale.ROOT) + "-";
            if (id.startsWith(family)) {
                Quantiles of = Quantiles.of(Distribution.of(Arrays.stream(requests)
                        .mapToDouble(r -> kind.seconds(log, r))
                        .toArray()));
                return Optional.ofNullable(quantiles(of).get(id.substring(family.length())))
                        .map(seconds -> latency(kind, seconds));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Double> quantiles(Quantiles of) {
        return Map.of("mean", of.mean(), "p50", of.p50(), "p90", of.p90(), "p99", of.p99(), "max", of.max());
    }

    /** In the theory mode a round lasts a second. */
    private LessonNumber latency(LatencyKind kind, double seconds) {
        if (isTheory()) {
            return new LessonNumber(seconds, ROUNDS);
        }
        return kind == LatencyKind.TPOT ? new LessonNumber(MILLIS * seconds, "ms") : new LessonNumber(seconds, SECONDS);
    }

    /** How often a request was evicted, to be recomputed or to host memory. */
    private static int evictions(RunLog log, int request) {
        return (int) Arrays.stream(log.events().eventsOfRequest(request))
                .filter(e -> log.events().kind(e) == EventKind.PREEMPTED
                        || log.events().kind(e) == EventKind.SWAPPED_OUT)
                .count();
    }

    private boolean isTheory() {
        return comparison().scenario().cluster().isTheory();
    }

    private Map<String, LessonNumber> now(RunLog log) {
        RunCursor cursor = log.cursor();
        cursor.seek(Math.min(tick, log.endTick()));
        List<InstanceInfo> instances = log.instances();
        int running = 0;
        double used = 0;
        double blocks = 0;
        for (int i = 0; i < instances.size(); i++) {
            running += cursor.residentCount(i);
            used += cursor.usedBlocks(i);
            blocks += instances.get(i).kvBlocks();
        }
        Attainment attainment = Attainment.of(log);
        Map<String, LessonNumber> figures = new TreeMap<>();
        figures.put("now-waiting", new LessonNumber(cursor.waitingCount(), ""));
        figures.put("now-running", new LessonNumber(running, ""));
        figures.put("now-completed", new LessonNumber(cursor.completed(), ""));
        figures.put("now-arrived", new LessonNumber(cursor.arrived(), ""));
        figures.put("now-evictions", new LessonNumber(cursor.preemptions() + cursor.swaps(), ""));
        figures.put("now-kv", new LessonNumber(PERCENT * used / blocks, SHARE));
        figures.put("now-violations", new LessonNumber(attainment.violations().countUntil(tick), ""));
        figures.put("now-slo", new LessonNumber(PERCENT * attainment.at(tick, Ticks.NEVER), SHARE));
        return figures;
    }

    private Map<String, LessonNumber> ofRequest(RunLog log) {
        if (request < 0 || request >= log.trace().size()) {
            return Map.of();
        }
        Map<String, LessonNumber> figures = new TreeMap<>();
        for (LatencyKind kind : LatencyKind.values()) {
            figures.put(REQUEST + kind.name().toLowerCase(Locale.ROOT), latency(kind, kind.seconds(log, request)));
        }
        figures.put(REQUEST + EVICTIONS, new LessonNumber(evictions(log, request), ""));
        figures.put(REQUEST + "prompt", new LessonNumber(log.trace().promptTokens(request), ""));
        figures.put(REQUEST + "output", new LessonNumber(log.trace().outputTokens(request), ""));
        return figures;
    }

    /** A figure of the scenario that no policy changes; empty for none of that name. */
    Optional<LessonNumber> ofScenario(String id) {
        return switch (id) {
            case "requests" -> Optional.of(new LessonNumber(comparison().trace().size(), ""));
            case "rate" ->
                Optional.of(new LessonNumber(
                        TraceStatistics.of(comparison().trace()).ratePerSecond(),
                        isTheory() ? "requests/round" : "requests/s"));
            case "moment" ->
                Optional.of(
                        new LessonNumber(Ticks.toSeconds(tick), isTheory() ? LessonNumber.ROUND : LessonNumber.CLOCK));
            default -> Optional.empty();
        };
    }

    /** The number of a class, -1 for none. */
    int sloClass(String name) {
        List<SloClass> classes = metrics.sloClasses();
        return IntStream.range(0, classes.size())
                .filter(k -> classes.get(k).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    /** All figures of a lane by name, for messages. */
    String names() {
        RunLog log = metrics.lanes().get(0).log();
        return String.join(
                ", ",
                Stream.of(
                                MetricColumns.of(metrics).stream().map(MetricColumn::id),
                                Stream.of(EVICTIONS),
                                now(log).keySet().stream(),
                                ofRequest(log).keySet().stream())
                        .flatMap(names -> names)
                        .toList());
    }
}
