package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How many GPUs a policy needs so that enough requests meet their objectives.
 *
 * @param policyId the policy
 * @param title its name for people
 * @param goal the share of requests that have to meet their objectives
 * @param cluster the cluster, of which one group is made larger or smaller
 * @param group the place of that group
 * @param attainment for each simulated number of the group's instances the share of requests that met them, mean over the
 *     seeds; NaN where none arrived in the part of the time that counts
 * @param most the largest number that is tried
 * @param instances the least number found that meets the goal while one less misses it; empty before it is known and if none does
 * @param complete whether the search is over
 */
public record GpuAnswer(
        String policyId,
        String title,
        double goal,
        ClusterSpec cluster,
        int group,
        NavigableMap<Integer, Double> attainment,
        int most,
        OptionalInt instances,
        boolean complete) {
    /** Copies the map. */
    public GpuAnswer {
        attainment = Collections.unmodifiableNavigableMap(new TreeMap<>(attainment));
    }

    /** Whether a number is known that meets the goal. */
    public boolean isFound() {
        return instances.isPresent();
    }

    /** Whether no request arrived in the part of the time that counts, so that nothing is known of any number. */
    public boolean isUnknown() {
        return attainment.values().stream().anyMatch(share -> share.isNaN());
    }

    /** GPUs of the whole cluster with so many instances in the group: instances times tensor parallelism. */
    public int gpus(int count) {
        int gpus = 0;
        for (int g = 0; g < cluster.groups().size(); g++) {
            InstanceGroup one = cluster.groups().get(g);
            gpus += (g == group ? count : one.count()) * one.tensorParallel();
        }
        return gpus;
    }
}
