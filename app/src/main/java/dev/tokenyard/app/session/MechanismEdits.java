package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.InstanceRole;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The changes that a user makes to memory, roles and links of a cluster, one at a time, like those of {@link ScenarioEdits}.
 * What a mechanism cannot do without comes with it, at a usual size, where the cluster has none: a link with roles and with
 * live migration, host memory with swapping. So each change can be watched at once.
 */
public final class MechanismEdits {
    /** Bandwidth of a link that comes with a mechanism, in GB/s: InfiniBand at 200 Gbit/s. */
    public static final double USUAL_LINK_GB_PER_SECOND = 25;

    /** Host memory that comes with swapping, in GiB for each instance. */
    public static final double USUAL_HOST_GIB = 64;

    private MechanismEdits() {}

    /** Another part for a group of instances to play; where it sends requests on or takes them over there is a link. */
    public static UnaryOperator<ScenarioSpec> role(int group, InstanceRole role) {
        return cluster(c -> {
            ClusterSpec changed = c.withGroup(group, g -> g.withRole(role));
            return role == InstanceRole.MIXED ? changed : linked(changed);
        });
    }

    /** Another bandwidth of each instance's link, in GB/s; 0 for no links. */
    public static UnaryOperator<ScenarioSpec> kvLink(double gigabytesPerSecond) {
        if (!(gigabytesPerSecond >= 0 && gigabytesPerSecond <= ClusterBuilder.MOST_LINK_GB)) {
            throw new IllegalArgumentException(
                    "A KV link of " + gigabytesPerSecond + " GB/s is out of range; give 0 to "
                            + ClusterBuilder.MOST_LINK_GB + ", 0 for no link between instances.");
        }
        return cluster(c ->
                c.withLinks(new ClusterSpec.Links(gigabytesPerSecond, c.links().migration())));
    }

    /** Whether load is balanced by live migration. */
    public static UnaryOperator<ScenarioSpec> migration(boolean on) {
        return cluster(c -> {
            ClusterSpec changed = c.withLinks(new ClusterSpec.Links(c.links().gigabytesPerSecond(), on));
            return on ? linked(changed) : changed;
        });
    }

    /** Whether victims of a shortage of memory are swapped, which only one batching mode can, or recomputed. */
    public static UnaryOperator<ScenarioSpec> swapping(boolean on) {
        return cluster(c -> {
            ClusterSpec changed = c.withSwapping(on);
            return on ? withHostMemory(changed) : changed;
        });
    }

    /** Another amount of host memory in each instance of a group, in GiB; 0 for none. */
    public static UnaryOperator<ScenarioSpec> hostMemory(int group, double gib) {
        if (!(gib >= 0 && gib <= ClusterBuilder.MOST_HOST_GIB)) {
            throw new IllegalArgumentException("Host memory of " + gib + " GiB is out of range; give 0 to "
                    + ClusterBuilder.MOST_HOST_GIB + ", 0 for none.");
        }
        return limits(group, limits -> limits.withHostGib(gib));
    }

    /** Whether the instances of a group keep prompt blocks for requests that begin alike. */
    public static UnaryOperator<ScenarioSpec> prefixCache(int group, boolean on) {
        return limits(group, limits -> limits.withPrefixCache(on));
    }

    /** Another number of tokens in a KV block. */
    public static UnaryOperator<ScenarioSpec> blockTokens(int group, int tokens) {
        return limits(group, limits -> limits.withBlockTokens(positive("A KV block", tokens, "tokens")));
    }

    /** Another limit of the residents in a batch. */
    public static UnaryOperator<ScenarioSpec> batchCap(int group, int residents) {
        return limits(group, limits -> limits.withBatchCap(positive("A batch", residents, "requests")));
    }

    /** Another limit of the tokens in a step. */
    public static UnaryOperator<ScenarioSpec> tokenBudget(int group, int tokens) {
        return limits(group, limits -> limits.withTokenBudget(positive("A step", tokens, "tokens")));
    }

    private static int positive(String what, int number, String things) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    what + " of " + number + " " + things + " is impossible; give a positive number.");
        }
        return number;
    }

    private static ClusterSpec linked(ClusterSpec cluster) {
        ClusterSpec.Links links = cluster.links();
        return links.gigabytesPerSecond() > 0
                ? cluster
                : cluster.withLinks(new ClusterSpec.Links(USUAL_LINK_GB_PER_SECOND, links.migration()));
    }

    private static ClusterSpec withHostMemory(ClusterSpec cluster) {
        List<InstanceGroup> groups = cluster.groups();
        if (groups.stream().anyMatch(group -> group.limits().hostGib() > 0)) {
            return cluster;
        }
        return cluster.withGroups(groups.stream()
                .map(group -> group.withLimits(group.limits().withHostGib(USUAL_HOST_GIB)))
                .toList());
    }

    private static UnaryOperator<ScenarioSpec> cluster(UnaryOperator<ClusterSpec> change) {
        return spec -> spec.withCluster(change.apply(spec.cluster()));
    }

    private static UnaryOperator<ScenarioSpec> limits(int group, UnaryOperator<InstanceGroup.Limits> change) {
        return cluster(c -> c.withGroup(group, g -> g.withLimits(change.apply(g.limits()))));
    }
}
