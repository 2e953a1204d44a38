package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random clusters with two or three models to the same GPUs, and requests that ask for one of them or for any. */
final class SharedGpuScenarios {
    private static final List<String> MODELS = List.of("small", "large", "other");

    private SharedGpuScenarios() {}

    static SimulationInput of(long seed, PolicyCard card) {
        Random random = new Random(17 * seed + 3);
        SimulationInput plain = RandomScenarios.of(seed, card);
        while (plain.outputSlotsAhead() > 0) {
            plain = RandomScenarios.of(random.nextInt(), card);
        }
        int models = 2 + random.nextInt(2);
        Trace old = plain.trace();
        TraceBuilder builder = Trace.builder(old.name());
        for (int r = 0; r < old.size(); r++) {
            String model = random.nextInt(8) == 0 ? "" : MODELS.get(random.nextInt(models));
            builder.add(old.arrivalTick(r), old.promptTokens(r), old.outputTokens(r), "", model);
        }
        InstanceSetup pattern = plain.instances().get(0);
        List<InstanceSetup> instances = new ArrayList<>();
        int gpus = 1 + random.nextInt(2);
        for (int g = 0; g < gpus; g++) {
            int hostBlocks =
                    random.nextInt(2) * (1 + random.nextInt(2 * pattern.info().kvBlocks()));
            for (int m = 0; m < models; m++) {
                InstanceInfo info = pattern.info();
                int blocks = info.kvBlocks() + random.nextInt(info.kvBlocks() + 1);
                instances.add(new InstanceSetup(
                                new InstanceInfo(
                                                "g" + g + " " + MODELS.get(m),
                                                "gpu",
                                                MODELS.get(m),
                                                1,
                                                blocks,
                                                info.blockTokens(),
                                                info.batchCap(),
                                                info.tokenBudget())
                                        .withHostBlocks(hostBlocks)
                                        .withPrefixCache(random.nextBoolean()),
                                pattern.stepTime(),
                                new HostLink(1e9, 500_000L * (m + 1)))
                        .onSharedGpus(g, loadTicks(random)));
            }
        }
        return new SimulationInput(
                        builder.build(),
                        plain.sloClasses(),
                        plain.sloClassOf(),
                        instances,
                        "vllm-v1",
                        0,
                        plain.seed(),
                        "",
                        plain.predictedTokens())
                .withPredictionTicks(plain.predictionTicks());
    }

    /** At once, within a step, or as long as many steps. */
    private static long loadTicks(Random random) {
        return random.nextInt(4) == 0 ? 0 : (long) (Math.pow(10, -6 + 5 * random.nextDouble()) * Ticks.PER_SECOND);
    }
}
