package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One instance of MC-SF's model under the policies, and what hindsight comes to.
 *
 * @param requests its requests
 * @param latencyRounds total latency of each of {@link #POLICIES}, in rounds
 * @param bestRounds total latency of the best schedule that is known, which keeps the memory at every round
 * @param boundRounds a total latency that no schedule can beat
 * @param isExact whether both are proved to be the optimum
 */
record SyntheticTrial(int requests, List<Long> latencyRounds, long bestRounds, long boundRounds, boolean isExact) {
    /** MC-SF first. */
    static final List<Contestant> POLICIES = List.of(
            new Contestant("MC-SF", "mc-sf", Map.of()),
            new Contestant("MC-SF, skip", "mc-sf", Map.of("skip", 1.0)),
            new Contestant("SVF order", "svf-order", Map.of()),
            new Contestant("MC-Benchmark", "mc-benchmark", Map.of()));

    /** Runs the policies in the engine and looks for the optimum within limits of work. */
    static SyntheticTrial of(HindsightInstance instance, Limits limits, BooleanSupplier cancelled) {
        List<Long> latencies = POLICIES.stream()
                .map(policy -> latencyRounds(instance, policy.policyId(), policy.knobs()))
                .toList();
        HindsightResult result = HindsightSolver.solve(instance, limits, (phase, latency, bound) -> {}, cancelled);
        // A policy may have found what the search has not.
        long best = Math.min(
                result.totalLatencyRounds(),
                latencies.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE));
        return new SyntheticTrial(
                instance.size(), latencies, best, result.lowerBoundRounds(), result instanceof HindsightResult.Exact);
    }

    /** Total end-to-end latency of a policy in the theory mode, true lengths known, in rounds. */
    static long latencyRounds(HindsightInstance instance, String policyId, Map<String, Double> knobs) {
        TraceBuilder builder = Trace.builder("synthetic");
        int[] outputs =
                IntStream.range(0, instance.size()).map(instance::output).toArray();
        for (int i = 0; i < outputs.length; i++) {
            builder.add(instance.arrival(i) * Ticks.PER_SECOND, instance.prompt(i), outputs[i]);
        }
        OneServer worker = new OneServer(TheoryMode.worker(instance.memoryTokens()), TheoryMode.BATCHING, 1);
        RequestOutcomes outcomes =
                worker.run(policyId, knobs, builder.build(), outputs, 0).outcomes();
        long ticks = 0;
        for (int i = 0; i < outputs.length; i++) {
            ticks += outcomes.completedTick(i) - instance.arrival(i) * Ticks.PER_SECOND;
        }
        return ticks / Ticks.PER_SECOND;
    }

    /** MC-SF's total latency over that of the best schedule known: its ratio to the optimum is no smaller. */
    double ratioToBest() {
        return (double) latencyRounds.get(0) / bestRounds;
    }

    /** MC-SF's total latency over the bound: its ratio to the optimum is no larger. */
    double ratioToBound() {
        return (double) latencyRounds.get(0) / boundRounds;
    }

    /** Whether some schedule is better than MC-SF's, so that it is certainly not optimal. */
    boolean isBeaten() {
        return bestRounds < latencyRounds.get(0);
    }
}
