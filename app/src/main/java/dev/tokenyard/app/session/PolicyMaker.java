package dev.tokenyard.app.session;

import dev.tokenyard.app.session.Contender.Stage;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.policies.cluster.BalancingMigration;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.Takeover;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.policy.ServiceProfiles;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Makes the policies of the runs of a comparison, each for one run.
 *
 * @param scenario the comparison
 * @param recorded the trace as it was recorded
 * @param instances the cluster
 * @param predictions predicted output tokens by predictor
 * @param profiles what policies that plan know of instances
 * @param cancelled asked now and then
 */
record PolicyMaker(
        ScenarioSpec scenario,
        Trace recorded,
        List<InstanceSetup> instances,
        Map<String, int[]> predictions,
        ProfileLibrary profiles,
        BooleanSupplier cancelled) {
    int[] predictedBy(String predictor) {
        return predictions.getOrDefault(predictor, new int[0]);
    }

    /** The predictor on the record of a run: that of the last of its policies to have one. */
    String predictorOf(Contender contender) {
        String predictor = "";
        for (Stage stage : contender.stages()) {
            String own = predictorOf(scenario, stage.factory());
            predictor = own.isEmpty() ? predictor : own;
        }
        return predictor;
    }

    /** What a policy waits for each prediction, in ticks. */
    long predictionTicks(Stage stage) {
        PolicyFactory factory = stage.factory();
        return PredictionTimes.ticks(scenario, factory.card(), predictorOf(scenario, factory));
    }

    Policy policy(Stage stage) throws ScenarioException {
        PolicyFactory factory = stage.factory();
        int[] predicted = predictedBy(predictorOf(scenario, factory));
        PolicyContext context = new PolicyContext(
                stage.choice().knobs(),
                request -> predicted[request],
                scenario.cluster().batching().create(),
                Routers.byId(scenario.cluster().router()).create(new RandomStreams(scenario.seed())),
                new RandomStreams(scenario.seed()),
                factory.plansWithProfiles()
                        ? profiles.of(scenario, instances, recorded, cancelled)
                        : ServiceProfiles.NONE,
                DecisionClock.NONE);
        Policy policy = factory.create(context);
        return scenario.cluster().links().migration() ? policy.with(new BalancingMigration()) : policy;
    }

    /** Those that take over from the first one. */
    List<Takeover> takeovers(Contender contender) throws ScenarioException {
        List<Takeover> takeovers = new ArrayList<>();
        for (Stage stage : contender.stages().subList(1, contender.stages().size())) {
            takeovers.add(
                    new Takeover(stage.fromTick(), policy(stage).named(contender.card()), predictionTicks(stage)));
        }
        return takeovers;
    }

    /** The scenario's predictor for policies that predict, the truth for clairvoyant ones, none for blind ones. */
    static String predictorOf(ScenarioSpec scenario, PolicyFactory factory) {
        String own = factory.card().defaultPredictor();
        boolean replaceable = factory.card().foresight() == Foresight.PREDICTED;
        return replaceable && !scenario.predictor().isEmpty() ? scenario.predictor() : own;
    }
}
