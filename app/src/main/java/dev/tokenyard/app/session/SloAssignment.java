package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
