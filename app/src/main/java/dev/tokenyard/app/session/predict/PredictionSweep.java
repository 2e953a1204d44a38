package dev.tokenyard.app.session.predict;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Policies that predict, simulated with worse and worse predictions, beside one that does not predict.
 *
 * @param family how predictions get worse
 * @param part the part of each run's time that the figures are of
 * @param baseline the run of the policy that does not predict
 * @param points the levels that were simulated so far, from the oracle on
 */
public record PredictionSweep(ErrorFamily family, RunPart part, RunMetrics baseline, List<Point> points) {
    /** The policy that needs no prediction. */
    public static final PolicyFactory BASELINE = PolicyCatalog.byId("fcfs");

    /** The policies that predict, in the order of their runs. */
    public static final List<PolicyFactory> PREDICTING =
            List.of(PolicyCatalog.byId("ssjf"), PolicyCatalog.byId("mc-sf"));

    /** Levels from the oracle to predictions that tell nothing. */
    public static final int LEVELS = 11;

    /** Copies the list. */
    public PredictionSweep {
        points = List.copyOf(points);
    }

    /**
     * A level of error.
     *
     * @param level 0 for the oracle to 1
     * @param predictor the predictor's label
     * @param kendallTau how much of the order is left, -1 to 1
     * @param runs a run for each of {@link #PREDICTING}
     */
    public record Point(double level, String predictor, double kendallTau, List<RunMetrics> runs) {
        /** Copies the list. */
        public Point {
            runs = List.copyOf(runs);
        }

        /** How much of the order is lost: 0 for none, 1 where predictions tell nothing. */
        public double disorder() {
            return 1 - kendallTau;
        }
    }

    /**
     * The scenario on which a sweep depends: all but the predictor, and the policies and forks that are not in it. Equal ones have
     * equal sweeps.
     */
    public static ScenarioSpec basis(ScenarioSpec scenario) {
        List<PolicyChoice> policies = new ArrayList<>(List.of(choice(scenario, BASELINE)));
        PREDICTING.forEach(factory -> policies.add(choice(scenario, factory)));
        // Forks leave lanes that need not be in it.
        return scenario.named("").withPredictor("").withForks(List.of()).withPolicies(policies);
    }

    private static PolicyChoice choice(ScenarioSpec scenario, PolicyFactory factory) {
        String id = factory.card().id();
        return scenario.policies().stream()
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElse(PolicyChoice.of(id));
    }

    /**
     * Simulates every level.
     *
     * @param part the part of each run's time that the figures are of
     * @param cancelled asked now and then
     * @param progress told of the levels that are there so far, after each
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     */
    public static PredictionSweep run(
            ScenarioRunner runner,
            ScenarioSpec scenario,
            ErrorFamily family,
            RunPart part,
            BooleanSupplier cancelled,
            Consumer<PredictionSweep> progress)
            throws ScenarioException {
        ScenarioSpec basis = basis(scenario);
        List<PolicyChoice> policies = basis.policies();
        RunMetrics baseline = metrics(runner.run(basis.withPolicies(policies.subList(0, 1)), cancelled), part)
                .get(0);
        ScenarioSpec predicting = basis.withPolicies(policies.subList(1, policies.size()));
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < LEVELS; k++) {
            double level = k / (LEVELS - 1.0);
            String label = family.label(level);
            double tau = PredictionStudy.of(runner.predict(predicting, label, cancelled))
                    .errors()
                    .kendallTau();
            points.add(new Point(
                    level, label, tau, metrics(runner.run(predicting.withPredictor(label), cancelled), part)));
            progress.accept(new PredictionSweep(family, part, baseline, points));
        }
        return new PredictionSweep(family, part, baseline, points);
    }

    private static List<RunMetrics> metrics(Comparison comparison, RunPart part) {
        return comparison.lanes().stream()
                .map(lane -> RunMetrics.of(lane.log(), part.until(lane.log().endTick())))
                .toList();
    }
}
