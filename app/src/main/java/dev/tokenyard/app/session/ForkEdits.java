package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The changes that a user makes to the forks of a scenario, see {@link ScenarioEdits}. */
public final class ForkEdits {
    /** Most forks in a scenario. */
    public static final int MOST = 8;

    private ForkEdits() {}

    /**
     * A new lane beside another one.
     *
     * @param parent the lane that it leaves, a policy's id or a fork's
     * @param atSeconds when, in simulated seconds from the start
     * @param policyId what goes on from then, with its knobs as they are set in the scenario, if it is there
     */
    public static UnaryOperator<ScenarioSpec> add(String parent, double atSeconds, String policyId) {
        return spec -> {
            if (spec.forks().size() >= MOST) {
                throw new IllegalArgumentException(
                        "The scenario has " + MOST + " forks, and more would crowd the stage; remove one first.");
            }
            int chosen = ScenarioEdits.indexOf(spec.policies(), policyId);
            PolicyChoice policy =
                    chosen < 0 ? PolicyChoice.of(policyId) : spec.policies().get(chosen);
            List<Fork> forks = new ArrayList<>(spec.forks());
            forks.add(new Fork(unusedId(spec, parent, atSeconds, policyId), parent, atSeconds, policy));
            ScenarioSpec forked = spec.withForks(forks);
            // Says what is wrong with it, if anything.
            Contender.allOf(forked);
            return forked;
        };
    }

    private static String unusedId(ScenarioSpec spec, String parent, double atSeconds, String policyId) {
        Set<String> used = spec.forks().stream().map(Fork::id).collect(Collectors.toSet());
        String wanted = String.format(Locale.ROOT, "%s-%s-at-%.3fs", parent, policyId, atSeconds);
        String id = wanted;
        for (int k = 2; used.contains(id); k++) {
            id = wanted + "-" + k;
        }
        return id;
    }

    /** Takes a fork out, and with it those that leave it. */
    public static UnaryOperator<ScenarioSpec> remove(String id) {
        return spec -> {
            List<Fork> forks = new ArrayList<>(spec.forks());
            forks.removeIf(fork -> fork.id().equals(id));
            return withoutOrphans(spec.withForks(forks));
        };
    }

    /** Turns a knob of the policy of a fork. */
    public static UnaryOperator<ScenarioSpec> knob(String id, Knob knob, double value) {
        return spec -> spec.withForks(spec.forks().stream()
                .map(fork -> fork.id().equals(id) ? turned(fork, knob, value) : fork)
                .toList());
    }

    private static Fork turned(Fork fork, Knob knob, double value) {
        knob.check(fork.policy().id(), value);
        Map<String, Double> knobs = new HashMap<>(fork.policy().knobs());
        knobs.put(knob.name(), value);
        return fork.with(new PolicyChoice(fork.policy().id(), knobs));
    }

    /** The scenario without the forks of lanes that are not in it. */
    public static ScenarioSpec withoutOrphans(ScenarioSpec spec) {
        Set<String> lanes = new HashSet<>();
        spec.policies().forEach(policy -> lanes.add(policy.id()));
        List<Fork> kept = new ArrayList<>();
        for (Fork fork : spec.forks()) {
            // A fork stands behind the lane that it leaves.
            if (lanes.contains(fork.parent())) {
                lanes.add(fork.id());
                kept.add(fork);
            }
        }
        return kept.equals(spec.forks()) ? spec : spec.withForks(kept);
    }

    /** The names of the lanes of a scenario by their ids; empty where they cannot be told. */
    public static Map<String, String> titles(ScenarioSpec spec) {
        try {
            return Contender.allOf(spec).stream()
                    .map(Contender::card)
                    .collect(Collectors.toMap(PolicyCard::id, PolicyCard::title));
        } catch (IllegalArgumentException impossible) {
            return Map.of();
        }
    }
}
