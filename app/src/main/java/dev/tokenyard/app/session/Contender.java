package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who runs in a lane: a policy, or those that take over from one another in a fork.
 *
 * @param card what it says of itself; a fork bears its own id, and the names of both
 * @param stages the policies in order of time, the first from the start
 * @param fork what it is a fork of, null for a policy alone
 */
record Contender(PolicyCard card, List<Stage> stages, Lane.@Nullable Origin fork) {
    /** Copies the list. */
    Contender {
        stages = List.copyOf(stages);
    }

    /**
     * A policy in charge.
     *
     * @param fromTick from this moment on
     */
    record Stage(long fromTick, PolicyChoice choice) {
        PolicyFactory factory() {
            return PolicyCatalog.byId(choice.id());
        }
    }

    /** Who is in charge from the start. */
    Stage first() {
        return stages.get(0);
    }

    /**
     * The lanes of a scenario: its policies in their order, each followed by its forks.
     *
     * @throws IllegalArgumentException if there is no such policy or lane, or if one is there twice; the message is for the
     *     user
     */
    static List<Contender> allOf(ScenarioSpec scenario) {
        Map<String, List<Fork>> byParent = new HashMap<>();
        Set<String> ids = new HashSet<>();
        List<Contender> all = new ArrayList<>();
        scenario.policies().forEach(policy -> ids.add(policy.id()));
        for (Fork fork : scenario.forks()) {
            if (!ids.contains(fork.parent())) {
                throw new IllegalArgumentException("Fork " + fork.id() + " leaves " + fork.parent()
                        + ", and no lane before it has that id; name a policy of the scenario or an earlier fork.");
            }
            if (!ids.add(fork.id())) {
                throw new IllegalArgumentException(
                        "Two lanes have the id " + fork.id() + "; give the fork another one.");
            }
            byParent.computeIfAbsent(fork.parent(), parent -> new ArrayList<>()).add(fork);
        }
        for (PolicyChoice policy : scenario.policies()) {
            Contender contender =
                    new Contender(PolicyCatalog.byId(policy.id()).card(), List.of(new Stage(0, policy)), null);
            addWithForks(contender, byParent, all);
        }
        return all;
    }

    private static void addWithForks(Contender contender, Map<String, List<Fork>> byParent, List<Contender> all) {
        all.add(contender);
        for (Fork fork : byParent.getOrDefault(contender.card().id(), List.of())) {
            addWithForks(contender.forked(fork), byParent, all);
        }
    }

    private Contender forked(Fork fork) {
        Stage next = new Stage(Ticks.fromSeconds(fork.atSeconds()), fork.policy());
        Stage last = stages.get(stages.size() - 1);
        if (next.fromTick() < last.fromTick()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Fork %s leaves %s at %.3f s, before that is a fork itself, at %.3f s; choose a later moment, or leave an"
                            + " earlier lane.",
                    fork.id(),
                    fork.parent(),
                    fork.atSeconds(),
                    Ticks.toSeconds(last.fromTick())));
        }
        List<Stage> all = new ArrayList<>(stages);
        all.add(next);
        PolicyCard own = next.factory().card();
        PolicyCard named = own.named(fork.id(), card.title() + " → " + own.title());
        return new Contender(named, all, new Lane.Origin(fork.parent(), next.fromTick()));
    }
}
