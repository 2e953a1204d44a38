package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which part of each run's time a sweep is of, and where that leaves something unknown. */
public final class PartWords {
    private PartWords() {}

    /** Which requests count, {@code Requests that arrived from 02:00 to 03:30}; empty for whole runs. */
    public static String of(RunPart part, ScenarioSpec scenario) {
        return part.isWhole()
                ? ""
                : "Requests that arrived "
                        + RangeWords.span(part.window(), scenario.cluster().isTheory());
    }

    /** The same of a sweep. */
    public static String of(Sweep sweep) {
        return of(sweep.plan().part(), sweep.plan().scenario());
    }

    /** What stays the same along the knob, a sentence. */
    public static String rule(SweepKnob knob) {
        return knob.isLoad()
                ? "The range is the same stretch of simulated time at every rate, and so at higher rates a later and longer"
                        + " stretch of the trace."
                : "The range is the same stretch of simulated time at every value.";
    }

    /** All of it as sentences; none for whole runs. */
    public static List<String> notes(Sweep sweep) {
        List<String> notes = new ArrayList<>();
        if (!sweep.plan().part().isWhole()) {
            notes.add(of(sweep) + ".");
            notes.add(rule(sweep.plan().knob()));
            notes.addAll(gaps(sweep));
        }
        return notes;
    }

    /** Where figures are missing because nothing happens in the range there, as sentences; none for whole runs. */
    public static List<String> gaps(Sweep sweep) {
        List<String> gaps = new ArrayList<>();
        if (sweep.plan().part().isWhole()) {
            return gaps;
        }
        TreeMap<Double, List<RunMetrics>> runs = new TreeMap<>();
        for (SweepSeries series : sweep.series()) {
            series.points()
                    .forEach(point -> runs.computeIfAbsent(point.value(), value -> new ArrayList<>())
                            .addAll(point.replications().runs()));
        }
        TreeSet<Double> over = valuesWhere(runs, PartWords::isOver);
        TreeSet<Double> empty = valuesWhere(runs, run -> run.requests() == 0);
        empty.removeAll(over);
        SweepKnob knob = sweep.plan().knob();
        if (!empty.isEmpty()) {
            gaps.add("At " + stretches(empty, runs.keySet(), knob)
                    + " no request arrives in the range, so nothing is known of latencies and objectives there.");
        }
        if (!over.isEmpty()) {
            gaps.add("At " + stretches(over, runs.keySet(), knob) + " the runs end before the range begins.");
        }
        if (runs.values().stream().anyMatch(PartWords::hasSome)) {
            gaps.add("Where no request of a seed arrives in the range, means are of the other seeds.");
        }
        return gaps;
    }

    /** A recorded run has figures of memory wherever there is any time of it. */
    private static boolean isOver(RunMetrics run) {
        return Double.isNaN(run.kv().meanShare());
    }

    private static boolean hasSome(List<RunMetrics> runs) {
        long having = runs.stream().filter(run -> run.requests() > 0).count();
        return having > 0 && having < runs.size();
    }

    private static TreeSet<Double> valuesWhere(TreeMap<Double, List<RunMetrics>> runs, Predicate<RunMetrics> test) {
        TreeSet<Double> values = new TreeSet<>();
        runs.forEach((value, made) -> {
            if (made.stream().allMatch(test)) {
                values.add(value);
            }
        });
        return values;
    }

    /** Values as stretches of neighbours among all that were simulated: {@code 1, 6 to 8 req/s}. */
    private static String stretches(TreeSet<Double> values, Set<Double> simulated, SweepKnob knob) {
        List<List<Double>> stretches = new ArrayList<>();
        boolean going = false;
        for (double value : simulated) {
            boolean in = values.contains(value);
            if (in && !going) {
                stretches.add(new ArrayList<>());
            }
            if (in) {
                stretches.get(stretches.size() - 1).add(value);
            }
            going = in;
        }
        String words = stretches.stream()
                .map(stretch -> SweepWords.number(stretch.get(0))
                        + (stretch.size() == 1 ? "" : " to " + SweepWords.number(stretch.get(stretch.size() - 1))))
                .collect(Collectors.joining(", "));
        return knob.unit().isEmpty() ? words : words + " " + knob.unit();
    }
}
