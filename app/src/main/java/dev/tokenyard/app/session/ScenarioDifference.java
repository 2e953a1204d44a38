package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** In which of its parts a scenario differs from another one, in words. */
public final class ScenarioDifference {
    private static final int MOST_NAMED = 2;
    private static final String RATE = "the arrival rate";
    private static final String REQUESTS = "the number of requests";
    private static final String INSTANCES = "the number of instances";
    private static final String KV_CACHE = "the KV cache";
    private static final String KNOBS = "a policy's knobs";
    private static final String PREDICTOR = "the predictor";
    private static final String LATENCY = "the predictor's latency";
    /** Parts that sliders and steppers change, step by step. */
    private static final Set<String> GRADUAL = Set.of(RATE, REQUESTS, INSTANCES, KV_CACHE, KNOBS, PREDICTOR, LATENCY);

    private ScenarioDifference() {}

    /** Whether a difference between two scenarios, as named here, may be one of many steps on the way to another. */
    public static boolean isGradual(String difference) {
        return GRADUAL.contains(difference);
    }

    /**
     * Names the parts.
     *
     * @return a phrase such as "the arrival rate", empty if both are equal
     */
    public static String between(ScenarioSpec before, ScenarioSpec after) {
        Parts parts = new Parts(before, after);
        parts.compare("the trace", ScenarioSpec::trace);
        parts.compare(RATE, ScenarioSpec::rateScale);
        parts.compare(REQUESTS, ScenarioSpec::limit);
        if (!before.cluster().equals(after.cluster())) {
            parts.differing.add(cluster(before.cluster(), after.cluster()));
        }
        parts.compare("the service classes", ScenarioSpec::sloClasses);
        if (!before.policies().equals(after.policies())) {
            boolean sameChoice = ids(before).equals(ids(after));
            parts.differing.add(sameChoice ? KNOBS : "the choice of policies");
        }
        parts.compare("the forks", ScenarioSpec::forks);
        parts.compare(PREDICTOR, ScenarioSpec::predictor);
        parts.compare(LATENCY, ScenarioSpec::predictorLatencyMillis);
        parts.compare("the seed", ScenarioSpec::seed);
        parts.compare("the catalogue", ScenarioSpec::catalog);
        parts.compare("the hindsight optimum", ScenarioSpec::hindsight);
        parts.compare("the rules for classes and models", ScenarioSpec::assignment);
        if (parts.differing.isEmpty()) {
            parts.compare("the name", ScenarioSpec::name);
        }
        return parts.differing.size() > MOST_NAMED
                ? "several parts of the scenario"
                : String.join(" and ", parts.differing);
    }

    private static String cluster(ClusterSpec before, ClusterSpec after) {
        if (!before.batching().equals(after.batching())) {
            return "the batching mode";
        }
        if (!before.router().equals(after.router())) {
            return "the router";
        }
        if (before.groups().size() == after.groups().size()) {
            if (same(before, after, group -> group.withCount(1))) {
                return INSTANCES;
            }
            if (same(before, after, group -> group.withKvBlocks(0))) {
                return KV_CACHE;
            }
        }
        return "the cluster";
    }

    /** Whether the groups are equal once the same is made of a part of each. */
    private static boolean same(
            ClusterSpec before, ClusterSpec after, Function<InstanceGroup, InstanceGroup> levelled) {
        return before.groups().stream()
                .map(levelled)
                .toList()
                .equals(after.groups().stream().map(levelled).toList());
    }

    private static List<String> ids(ScenarioSpec scenario) {
        return scenario.policies().stream().map(PolicyChoice::id).toList();
    }

    /** Collects the parts that differ. */
    private static final class Parts {
        private final ScenarioSpec before;
        private final ScenarioSpec after;
        private final List<String> differing = new ArrayList<>();

        Parts(ScenarioSpec before, ScenarioSpec after) {
            this.before = before;
            this.after = after;
        }

        void compare(String name, Function<ScenarioSpec, Object> part) {
            if (!part.apply(before).equals(part.apply(after))) {
                differing.add(name);
            }
        }
    }
}
