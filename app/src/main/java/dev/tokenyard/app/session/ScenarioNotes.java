package dev.tokenyard.app.session;

import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.Preemption;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.table.StepTimeGridFiles;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import dev.tokenyard.sim.trace.format.RowReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of a scenario did not come into effect, or not as it may seem: sentences for whoever reads the figures. */
public final class ScenarioNotes {
    private static final int MOST_NAMED = 4;

    private ScenarioNotes() {}

    /** The notes of a scenario whose requests may come from no file. */
    public static List<String> of(ScenarioSpec scenario, Trace trace, Optional<ImportReport> report) {
        return of(scenario, trace, report.orElseGet(() -> ImportReport.clean("", 0)));
    }

    /**
     * The notes of a scenario.
     *
     * @param trace its requests
     * @param report how they were read
     */
    static List<String> of(ScenarioSpec scenario, Trace trace, ImportReport report) {
        List<String> notes = new ArrayList<>();
        refusedRows(scenario, report, notes);
        repairedRows(scenario, report, notes);
        unknownClasses(scenario, trace, notes);
        ClusterSpec cluster = scenario.cluster();
        boolean swaps = cluster.swaps();
        boolean hasHost = cluster.groups().stream().anyMatch(g -> g.limits().hostGib() > 0);
        if (swaps && !hasHost) {
            notes.add(
                    "No instance has host memory, so no request was swapped out, and every victim was recomputed; give"
                            + " the instances some with --host-gib.");
        } else if (hasHost
                && !swaps
                && !holdsModels(cluster)
                && whoEvictsToHost(scenario).isEmpty()) {
            notes.add("The host memory was not used: only " + ClusterSpec.SWAPPING_MODE + " with the knob "
                    + Preemption.KNOB + " at swap swaps requests out.");
        }
        if (cluster.groups().stream().anyMatch(g -> g.limits().prefixCache()) && trace.prefixBlocks() == null) {
            notes.add("The prefix cache was not used: the trace does not tell which prompts begin alike.");
        }
        measuredElsewhere(cluster, notes);
        return notes;
    }

    /** Whether models by turns are kept in host memory while others are loaded. */
    private static boolean holdsModels(ClusterSpec cluster) {
        return cluster.groups().stream()
                .anyMatch(group -> group.limits().hostGib() > 0
                        && !group.turns().otherModels().isEmpty());
    }

    /** The names of the policies that move requests to host memory in any mode. */
    public static List<String> whoEvictsToHost(ScenarioSpec scenario) {
        return scenario.everyChoice().stream()
                .filter(choice -> PolicyCatalog.byId(choice.id()).evictsToHost(choice.knobs()))
                .map(choice -> PolicyCatalog.byId(choice.id()).card().title())
                .distinct()
                .toList();
    }

    private static void refusedRows(ScenarioSpec scenario, ImportReport report, List<String> notes) {
        if (report.rowsRefused() == 0) {
            return;
        }
        notes.add(String.format(
                Locale.ROOT,
                "%,d of %,d rows of %s could not be used and were left out; the first: %s. \"tokenyard describe\" lists"
                        + " them.",
                report.rowsRefused(),
                report.rowsRead() + report.rowsRefused(),
                scenario.trace().location(),
                report.problems().get(0).text()));
    }

    private static void repairedRows(ScenarioSpec scenario, ImportReport report, List<String> notes) {
        for (ImportReport.Finding finding : report.repaired()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Of %s, %s were %s: %,d.",
                    scenario.trace().location(),
                    finding.reason().words(),
                    finding.reason().repair(),
                    finding.rows()));
        }
        if (report.stepSeconds() > 0 && report.rowsRepaired(RowReason.STEPS) == 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The times of %s come in steps of %s s, so requests arrive in clumps; times=spread among its repairs"
                            + " spreads each over its step.",
                    scenario.trace().location(),
                    FigureFormat.plain(report.stepSeconds())));
        }
    }

    private static void unknownClasses(ScenarioSpec scenario, Trace trace, List<String> notes) {
        List<NameCount> unknown = SloAssignment.unknown(trace, scenario.sloClasses());
        if (unknown.isEmpty()) {
            return;
        }
        String first = unknown.get(0).name();
        notes.add("Of " + trace.name() + ", " + counts(unknown) + " counted for "
                + scenario.sloClasses().get(0).name()
                + ", as the scenario has no such class; give it one, for instance with --slo \"" + first
                + "=ttft:20\", or a rule, such as --assign class=shares:....");
    }

    /** Classes with the number of their requests, the first few of them: {@code gold (60 requests) and free (40)}. */
    public static String counts(List<NameCount> classes) {
        List<String> words = new ArrayList<>();
        for (NameCount one : classes.subList(0, Math.min(MOST_NAMED, classes.size()))) {
            words.add(String.format(
                    Locale.ROOT,
                    "%s (%,d%s)",
                    one.name(),
                    one.requests(),
                    !words.isEmpty() ? "" : one.requests() == 1 ? " request" : " requests"));
        }
        int more = classes.size() - words.size();
        if (more > 0) {
            words.add(more + " more");
        }
        return words.size() == 1
                ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    private static void measuredElsewhere(ClusterSpec cluster, List<String> notes) {
        String name = StepTimeLibrary.configurationOf(cluster.stepTime());
        if (name.isEmpty()) {
            return;
        }
        for (InstanceGroup group : cluster.groups()) {
            if (!StepTimeGridFiles.fits(name, group.gpu(), group.model(), group.tensorParallel())) {
                notes.add("The step times of " + group.model() + " on " + group.tensorParallel() + " x " + group.gpu()
                        + " were taken from measurements of another configuration, " + name + ".");
            }
        }
    }
}
