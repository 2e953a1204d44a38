package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** In which of its parts a scenario differs from another one, in words. */
public final class ScenarioDifference {
    private static final int MOST_NAMED = 2;

    private ScenarioDifference() {}

    /**
     * Names the parts.
     *
     * @return a phrase such as "the arrival rate", empty if both are equal
     */
    public static String between(ScenarioSpec before, ScenarioSpec after) {
        Parts parts = new Parts(before, after);
        parts.compare("the trace", ScenarioSpec::trace);
        parts.compare("the arrival rate", ScenarioSpec::rateScale);
        parts.compare("the number of requests", ScenarioSpec::limit);
        if (!before.cluster().equals(after.cluster())) {
            parts.differing.add(cluster(before.cluster(), after.cluster()));
        }
        parts.compare("the service classes", ScenarioSpec::sloClasses);
        if (!before.policies().equals(after.policies())) {
            boolean sameChoice = ids(before).equals(ids(after));
            parts.differing.add(sameChoice ? "a policy's knobs" : "the choice of policies");
        }
        parts.compare("the forks", ScenarioSpec::forks);
        parts.compare("the predictor", ScenarioSpec::predictor);
        parts.compare("the predictor's latency", ScenarioSpec::predictorLatencyMillis);
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
                return "the number of instances";
            }
            if (same(before, after, group -> group.withKvBlocks(0))) {
                return "the KV cache";
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
