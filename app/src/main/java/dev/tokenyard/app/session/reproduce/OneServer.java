package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunCancelledException;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A server that an experiment runs policies on.
 *
 * @param instance the server
 * @param mode how it forms batches
 * @param outputSlotsAhead as in {@link SimulationInput}
 */
record OneServer(InstanceSetup instance, String mode, int outputSlotsAhead) {
    /**
     * Runs a policy; the log has outcomes and totals alone.
     *
     * @param predictedTokens predicted outputs by request
     * @param seed the seed of what the policy draws
     */
    RunLog run(String policyId, Map<String, Double> knobs, Trace trace, int[] predictedTokens, long seed) {
        return run(policyId, knobs, trace, predictedTokens, seed, () -> false);
    }

    /**
     * Runs a policy and can be stopped.
     *
     * @param cancelled asked now and then
     * @throws CancellationException once {@code cancelled} said so
     */
    RunLog run(
            String policyId,
            Map<String, Double> knobs,
            Trace trace,
            int[] predictedTokens,
            long seed,
            BooleanSupplier cancelled) {
        SimulationInput input = new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                List.of(instance),
                mode,
                outputSlotsAhead,
                seed,
                "",
                predictedTokens);
        RandomStreams streams = new RandomStreams(seed);
        PolicyContext context = new PolicyContext(
                knobs,
                request -> predictedTokens[request],
                BatchingModes.byId(mode).create(Map.of()),
                Routers.byId(Routers.DEFAULT).create(streams),
                streams);
        try {
            return Simulator.run(
                    input, PolicyCatalog.byId(policyId).create(context), new RunOptions(false, false, cancelled));
        } catch (RunCancelledException stopped) {
            CancellationException cancellation = new CancellationException("The experiment was stopped.");
            cancellation.initCause(stopped);
            throw cancellation;
        }
    }
}
