package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A policy with its knobs, under a name of its own in an experiment. */
record Contestant(String title, String policyId, Map<String, Double> knobs) {
    private static final String MODE = "theory";

    static Contestant greedy(double alpha) {
        return new Contestant("α-greedy " + alpha, "alpha-greedy", Map.of("alpha", alpha));
    }

    static Contestant clearing(double alpha, double beta) {
        return new Contestant("α-β " + alpha + ", " + beta, "alpha-beta", Map.of("alpha", alpha, "beta", beta));
    }

    /** The same policy under another name, with another value of a knob. */
    Contestant with(String newTitle, String knob, double value) {
        Map<String, Double> values = new HashMap<>(knobs);
        values.put(knob, value);
        return new Contestant(newTitle, policyId, values);
    }

    /**
     * Runs it in the theory mode, every resident in every round.
     *
     * @param predictor the label of what predicts the lengths
     * @param seed the seed of what is drawn
     */
    RunLog run(Trace trace, String predictor, InstanceSetup worker, long seed) {
        return run(trace, predictor, worker, seed, () -> false);
    }

    /**
     * Runs it in the theory mode and can be stopped, as a run that goes round in circles takes long.
     *
     * @param cancelled asked now and then
     * @throws java.util.concurrent.CancellationException once {@code cancelled} said so
     */
    RunLog run(Trace trace, String predictor, InstanceSetup worker, long seed, BooleanSupplier cancelled) {
        int[] predicted = Predictors.of(predictor).predict(trace, new RandomStreams(seed));
        return new OneServer(worker, MODE, 1).run(policyId, knobs, trace, predicted, seed, cancelled);
    }

    /** From arrival to the last token, the mean over all requests. */
    static double meanLatencySeconds(RunLog run) {
        Trace trace = run.trace();
        double sum = 0;
        for (int request = 0; request < trace.size(); request++) {
            sum += Ticks.toSeconds(run.outcomes().completedTick(request) - trace.arrivalTick(request));
        }
        return sum / trace.size();
    }
}
