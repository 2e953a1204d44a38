package dev.tokenyard.sim.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The runs of one policy that differ in their seed only.
 *
 * @param runs the figures of each run, at least one, all of one policy
 */
public record Replications(List<RunMetrics> runs) {
    /** Checks that the runs are of one policy. */
    public Replications {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("There is no replication; make at least one run.");
        }
        String policy = runs.get(0).policyId();
        for (RunMetrics run : runs) {
            if (!run.policyId().equals(policy)) {
                throw new IllegalArgumentException("Replications of " + policy + " include a run of " + run.policyId()
                        + "; give each policy its own.");
            }
        }
    }

    /** The policy's key. */
    public String policyId() {
        return runs.get(0).policyId();
    }

    /** The policy's name for people. */
    public String policyTitle() {
        return runs.get(0).policyTitle();
    }

    /** The mean of a figure over the runs, with its interval. */
    public ConfidenceInterval interval(ToDoubleFunction<RunMetrics> figure) {
        return ConfidenceInterval.of(values(figure));
    }

    /** Whether some of the runs have a value of a figure and others have none. */
    public boolean haveSomeOnly(ToDoubleFunction<RunMetrics> figure) {
        int having = interval(figure).count();
        return having > 0 && having < runs.size();
    }

    /**
     * How a figure differs from that of another policy in the same replications.
     *
     * @param other the policy to compare with; its runs have the same seeds in the same order
     */
    public PairedDifference differenceFrom(Replications other, ToDoubleFunction<RunMetrics> figure) {
        for (int k = 0; k < Math.min(runs.size(), other.runs.size()); k++) {
            if (runs.get(k).seed() != other.runs.get(k).seed()) {
                throw new IllegalArgumentException("Replication " + (k + 1) + " of " + policyId() + " has seed "
                        + runs.get(k).seed() + " and that of " + other.policyId() + " seed "
                        + other.runs.get(k).seed() + "; only runs on the same random numbers make a pair.");
            }
        }
        return PairedDifference.of(values(figure), other.values(figure));
    }

    /** Whether every run came out as the first one, so that the seeds have nothing to say about this policy. */
    public boolean areAlike() {
        return runs.stream().allMatch(run -> run.withSeed(0).equals(runs.get(0).withSeed(0)));
    }

    private double[] values(ToDoubleFunction<RunMetrics> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }
}
