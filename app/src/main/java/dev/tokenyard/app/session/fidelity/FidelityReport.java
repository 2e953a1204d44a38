package dev.tokenyard.app.session.fidelity;

import java.util.List;

/**
 * All checks of a folder of reference runs.
 *
 * @param runs the runs that could be read, in the order of their names
 * @param problems what could not be read or simulated, a sentence each
 */
public record FidelityReport(List<Run> runs, List<String> problems) {
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

    /** How many checks missed a bar. */
    public long missed() {
        return runs.stream()
                .flatMap(run -> run.checks().stream())
                .filter(check -> check.verdict() == FidelityCheck.Verdict.MISSED)
                .count();
    }
}
