package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.List;
import java.util.Random;

/** The random scenarios with prompts that often begin alike. */
final class PrefixScenarios {
    private PrefixScenarios() {}

    /** A scenario whose instances all have a prefix cache. */
    static SimulationInput of(long seed, PolicyCard card) {
        SimulationInput plain = RandomScenarios.of(seed, card);
        return withCaches(withTrace(plain, withPrefixes(plain, new Random(~seed))), true);
    }

    static Trace withPrefixes(SimulationInput input, Random random) {
        Trace trace = input.trace();
        int blockTokens =
                input.instances().get(0).info().blockTokens() * List.of(1, 2, 4).get(random.nextInt(3));
        int different = 1 + random.nextInt(3);
        TraceBuilder builder = Trace.builder(trace.name());
        for (int r = 0; r < trace.size(); r++) {
            builder.add(trace.arrivalTick(r), trace.promptTokens(r), trace.outputTokens(r));
            // The first blocks are alike more often than later ones.
            int length = trace.promptTokens(r) / blockTokens;
            int[] hashes = new int[length];
            for (int i = 0; i < length; i++) {
                hashes[i] = random.nextInt(4) == 0 ? random.nextInt(different) : 0;
            }
            builder.prefix(blockTokens, hashes, length);
        }
        return builder.build();
    }

    static SimulationInput withTrace(SimulationInput input, Trace trace) {
        return new SimulationInput(
                        trace,
                        input.sloClasses(),
                        input.sloClassOf(),
                        input.instances(),
                        input.batching(),
                        input.outputSlotsAhead(),
                        input.seed(),
                        input.predictor(),
                        input.predictedTokens())
                .withPredictionTicks(input.predictionTicks());
    }

    static SimulationInput withCaches(SimulationInput input, boolean on) {
        List<InstanceSetup> instances = input.instances().stream()
                .map(setup -> new InstanceSetup(setup.info().withPrefixCache(on), setup.stepTime(), setup.hostLink()))
                .toList();
        return new SimulationInput(
                        input.trace(),
                        input.sloClasses(),
                        input.sloClassOf(),
                        instances,
                        input.batching(),
                        input.outputSlotsAhead(),
                        input.seed(),
                        input.predictor(),
                        input.predictedTokens())
                .withPredictionTicks(input.predictionTicks());
    }
}
