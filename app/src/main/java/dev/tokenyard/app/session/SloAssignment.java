package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gives each request its service class. */
final class SloAssignment {
    private SloAssignment() {}

    /** Each request's class by its number: the one that the trace names, or else the first. */
    static int[] of(Trace trace, List<SloClass> classes) throws ScenarioException {
        checkNames(classes);
        int[] byTraceClass = new int[trace.classNames().size()];
        for (int c = 0; c < byTraceClass.length; c++) {
            for (int k = classes.size() - 1; k >= 0; k--) {
                if (classes.get(k).name().equals(trace.classNames().get(c))) {
                    byTraceClass[c] = k;
                }
            }
        }
        int[] classOf = new int[trace.size()];
        for (int r = 0; r < classOf.length; r++) {
            classOf[r] = trace.classIndex(r) < 0 ? 0 : byTraceClass[trace.classIndex(r)];
        }
        return classOf;
    }

    /**
     * The classes that the trace names and the scenario does not have, with how many requests count for the first class instead;
     * those of most requests first.
     */
    static List<NameCount> unknown(Trace trace, List<SloClass> classes) {
        Set<String> known = classes.stream().map(SloClass::name).collect(Collectors.toSet());
        int[] counts = new int[trace.classNames().size()];
        for (int r = 0; r < trace.size(); r++) {
            if (trace.classIndex(r) >= 0) {
                counts[trace.classIndex(r)]++;
            }
        }
        return IntStream.range(0, counts.length)
                .filter(c -> counts[c] > 0 && !known.contains(trace.classNames().get(c)))
                .mapToObj(c -> new NameCount(trace.classNames().get(c), counts[c]))
                .sorted(Comparator.comparingLong(NameCount::requests).reversed())
                .toList();
    }

    private static void checkNames(List<SloClass> classes) throws ScenarioException {
        if (classes.isEmpty()) {
            throw new ScenarioException("The scenario has no SLO class; add at least one.");
        }
        Set<String> names = new HashSet<>();
        for (SloClass slo : classes) {
            if (!names.add(slo.name())) {
                throw new ScenarioException(
                        "Two SLO classes are named \"" + slo.name() + "\"; give each a name of its own.");
            }
        }
    }
}
