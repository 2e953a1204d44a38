package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;
import java.util.Map;

/** A policy in a batching mode, to be tried on random scenarios. */
record PolicyInMode(PolicyFactory policy, BatchingFactory mode) {
    /** Every policy in every mode, but for those that plan across a cluster, which have laws of their own. */
    static List<PolicyInMode> all() {
        return PolicyCatalog.all().stream()
                .filter(policy -> !policy.plansWithProfiles())
                .flatMap(policy -> BatchingModes.all().stream().map(mode -> new PolicyInMode(policy, mode)))
                .toList();
    }

    static PolicyInMode of(String policyId, String modeId) {
        return new PolicyInMode(PolicyCatalog.byId(policyId), BatchingModes.byId(modeId));
    }

    /** A scenario for this pair; every pair has its own series. */
    SimulationInput scenario(int number) {
        return RandomScenarios.of(1_000_000L * all().indexOf(this) + number, policy.card());
    }

    /** Knobs for a scenario, the same whenever asked. */
    Map<String, Double> knobs(SimulationInput input) {
        return RandomScenarios.knobs(mode.card(), input.seed());
    }

    /** Knobs of the policy for a scenario, the same whenever asked. */
    Map<String, Double> policyKnobs(SimulationInput input) {
        return RandomScenarios.knobs(policy.card(), input.seed());
    }

    RunLog run(SimulationInput input, RunOptions options) {
        return run(input, knobs(input), options);
    }

    RunLog run(SimulationInput input, Map<String, Double> knobs, RunOptions options) {
        return run(input, knobs, policyKnobs(input), options);
    }

    RunLog run(SimulationInput input, Map<String, Double> knobs, Map<String, Double> policyKnobs, RunOptions options) {
        return Simulator.run(input, make(input, knobs, policyKnobs), options);
    }

    /** The policy, made for a run. */
    Policy make(SimulationInput input, Map<String, Double> knobs, Map<String, Double> policyKnobs) {
        int[] predicted = input.predictedTokens();
        return policy.create(new PolicyContext(
                policyKnobs,
                r -> {
                    if (predicted.length == 0) {
                        throw new AssertionError("A blind policy asked for a length.");
                    }
                    return predicted[r];
                },
                mode.create(knobs),
                Routers.byId(Routers.DEFAULT).create(new RandomStreams(input.seed())),
                new RandomStreams(input.seed())));
    }

    @Override
    public String toString() {
        return policy.card().id() + " in " + mode.card().id();
    }
}
