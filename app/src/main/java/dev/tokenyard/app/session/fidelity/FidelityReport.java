package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.app.session.fidelity.FidelityCheck.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * All checks of a folder of reference runs.
 *
 * @param runs the runs that could be compared, in the order of their names
 * @param problems what could not be read or simulated, a sentence each
 * @param unreadRuns how many further runs are damaged or lack a file
 * @param foreignRuns how many further runs are sound but have no counterpart here; all their checks count as skipped
 */
public record FidelityReport(List<Run> runs, List<String> problems, int unreadRuns, int foreignRuns) {
    /**
     * The checks of a run.
     *
     * @param name the run
     * @param overloaded whether its requests waited longer than they were served
     * @param batching our batching mode with its knobs
     * @param requests number of requests
     * @param checks one of each kind
     */
    public record Run(String name, boolean overloaded, String batching, int requests, List<FidelityCheck> checks) {
        /** Copies the list. */
        public Run {
            checks = List.copyOf(checks);
        }

        /** The check of a kind. */
        public FidelityCheck check(FidelityCheck.Kind kind) {
            return checks.stream()
                    .filter(check -> check.kind() == kind)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no check " + kind + " of " + name + "."));
        }
    }

    /** Copies the lists. */
    public FidelityReport {
        runs = List.copyOf(runs);
        problems = List.copyOf(problems);
    }

    /** How many checks came to a verdict. */
    public long count(Verdict verdict) {
        long counted = checks().filter(check -> check.verdict() == verdict).count();
        return verdict == Verdict.SKIPPED ? counted + (long) foreignRuns * FidelityCheck.Kind.values().length : counted;
    }

    /** How many of the skipped checks were skipped because a file is damaged or missing or a simulation failed. */
    public long failed() {
        return checks().filter(FidelityCheck::failed).count();
    }

    /** Whether at least one check was made, and none was prevented by what is damaged or missing. */
    public boolean isComplete() {
        return unreadRuns == 0 && failed() == 0 && checks().anyMatch(check -> check.verdict() != Verdict.SKIPPED);
    }

    private Stream<FidelityCheck> checks() {
        return runs.stream().flatMap(run -> run.checks().stream());
    }
}
