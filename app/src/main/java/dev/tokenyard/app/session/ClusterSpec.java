package dev.tokenyard.app.session;

import dev.tokenyard.policies.kit.Preemption;
import dev.tokenyard.sim.engine.TheoryMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The serving side of a scenario.
 *
 * @param groups the instances, those of a kind together; at least one group
 * @param batching how each instance forms its batches
 * @param router what sends requests to instances, for policies that do not route by themselves
 * @param stepTime step-time model of all instances, by its name in {@link dev.tokenyard.sim.cost.StepTimeModels}
 * @param links how instances send KV blocks to each other
 */
public record ClusterSpec(
        List<InstanceGroup> groups, ModeChoice batching, String router, String stepTime, Links links) {
    /** The batching mode that can swap. */
    static final String SWAPPING_MODE = "vllm-v0";

    /** From this value of its knob on it does. */
    private static final double SWAPPED = 0.5;

    /**
     * How instances send KV blocks to each other.
     *
     * @param gigabytesPerSecond bandwidth of each instance's link, 0 for none
     * @param migration whether load is balanced by live migration
     */
    public record Links(double gigabytesPerSecond, boolean migration) {
        /** No links. */
        public static final Links NONE = new Links(0, false);
    }

    /** A cluster whose requests stay where they are. */
    public ClusterSpec(List<InstanceGroup> groups, ModeChoice batching, String router, String stepTime) {
        this(groups, batching, router, stepTime, Links.NONE);
    }

    /** Copies the list. */
    public ClusterSpec {
        groups = List.copyOf(groups);
    }

    /** Instances of all groups together. */
    public int instances() {
        return groups.stream().mapToInt(InstanceGroup::count).sum();
    }

    /** Catalogue keys of the models that its instances serve, in the order of the groups. */
    public List<String> servedModels() {
        return groups.stream()
                .flatMap(group -> group.models().stream())
                .distinct()
                .toList();
    }

    /** Whether runs are counted in rounds and tokens. */
    public boolean isTheory() {
        return batching.id().equals(TheoryMode.BATCHING);
    }

    /** Whether victims of a shortage of memory are swapped to host memory, if an instance has some. */
    public boolean swaps() {
        return batching.id().equals(SWAPPING_MODE) && batching.knobs().getOrDefault(Preemption.KNOB, 0.0) >= SWAPPED;
    }

    /** The same cluster, its victims swapped in the one mode that can, or recomputed. */
    public ClusterSpec withSwapping(boolean on) {
        if (!on && !batching.id().equals(SWAPPING_MODE)) {
            return this;
        }
        ModeChoice mode = batching.id().equals(SWAPPING_MODE) ? batching : ModeChoice.of(SWAPPING_MODE);
        return withBatching(mode.withKnob(Preemption.KNOB, on ? 1 : 0));
    }

    /** The same cluster of other instances. */
    public ClusterSpec withGroups(List<InstanceGroup> newGroups) {
        return new ClusterSpec(newGroups, batching, router, stepTime, links);
    }

    /** The same cluster with one group changed. */
    public ClusterSpec withGroup(int index, UnaryOperator<InstanceGroup> change) {
        List<InstanceGroup> changed = new ArrayList<>(groups);
        changed.set(index, change.apply(groups.get(index)));
        return withGroups(changed);
    }

    /** The same cluster in another batching mode. */
    public ClusterSpec withBatching(ModeChoice newBatching) {
        return new ClusterSpec(groups, newBatching, router, stepTime, links);
    }

    /** The same cluster behind another router. */
    public ClusterSpec withRouter(String newRouter) {
        return new ClusterSpec(groups, batching, newRouter, stepTime, links);
    }

    /** The same cluster under another step-time model. */
    public ClusterSpec withStepTime(String newStepTime) {
        return new ClusterSpec(groups, batching, router, newStepTime, links);
    }

    /** The same cluster with other links. */
    public ClusterSpec withLinks(Links newLinks) {
        return new ClusterSpec(groups, batching, router, stepTime, newLinks);
    }
}
