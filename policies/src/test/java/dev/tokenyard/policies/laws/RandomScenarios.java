package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Small random scenarios that provoke shortages, chunked prompts, bursts, ties and idle times. */
final class RandomScenarios {
    private static final List<SloClass> CLASSES = List.of(SloClass.ttft("tight", 0.5), SloClass.ttft("loose", 30));

    private RandomScenarios() {}

    /** A step-time model with awkward numbers. */
    record AffineStepTime(long base, long perSequence, long perToken, long perContext) implements StepTimeModel {
        @Override
        public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
            return base
                    + perSequence * decodeSequences
                    + perToken * prefillTokens
                    + 3 * prefillAttentionPairs
                    + perContext * contextTokens;
        }

        @Override
        public long contextTokenTicks(int decodeSequences, long contextTokens) {
            return perContext;
        }

        @Override
        public String label() {
            return "affine";
        }
    }

    /** Values of a batching mode's knobs that matter at the size of these scenarios. */
    static Map<String, Double> knobs(BatchingCard card, long seed) {
        Random random = new Random(~seed);
        Map<String, Double> values = new TreeMap<>();
        for (Knob knob : card.knobs()) {
            values.put(
                    knob.name(),
                    switch (knob.name()) {
                        case "watermark" -> random.nextInt(3) * 0.05;
                        case "padded", "preemption" -> (double) random.nextInt(2);
                        case "chunk" -> 1.0 + random.nextInt(200);
                        case "reservedOutput" -> 1.0 + random.nextInt(200);
                        case "maxDelay" -> random.nextInt(3) * random.nextDouble();
                        default -> throw new AssertionError("What values of " + knob.name() + " are worth trying?");
                    });
        }
        return values;
    }

    /** Values of a policy's knobs, its defaults in half of the scenarios. */
    static Map<String, Double> knobs(PolicyCard card, long seed) {
        Random random = new Random(seed * 31 + 7);
        Map<String, Double> values = new TreeMap<>();
        if (random.nextBoolean()) {
            return values;
        }
        for (Knob knob : card.knobs()) {
            values.put(
                    knob.name(),
                    switch (knob.name()) {
                        case "skip", "restart", "ageing" -> (double) random.nextInt(2);
                        case "protection" -> random.nextInt(3) * 0.1;
                        case "alpha" -> random.nextInt(4) * 0.1;
                        case "beta" -> 0.1 + 0.3 * random.nextInt(4);
                        case "lower" -> random.nextInt(5) * 0.25;
                        case "upper" -> 1.0 + random.nextInt(5) * 0.5;
                        case "agedAfter" -> random.nextInt(3) * 10 * random.nextDouble();
                        case "agedServices" -> random.nextInt(3) * 2 * random.nextDouble();
                        default -> throw new AssertionError("What values of " + knob.name() + " are worth trying?");
                    });
        }
        return values;
    }

    static SimulationInput of(long seed, PolicyCard card) {
        Random random = new Random(seed);
        boolean theory = random.nextInt(4) == 0;
        int n = 1 + random.nextInt(60);
        int longestPrompt = 1 + random.nextInt(300);
        int longestOutput = 1 + random.nextInt(200);
        TraceBuilder builder = Trace.builder("random-" + seed);
        long arrival = 0;
        for (int i = 0; i < n; i++) {
            if (random.nextInt(3) > 0) {
                arrival += theory
                        ? random.nextInt(20) * Ticks.PER_SECOND
                        : (long) (random.nextDouble() * random.nextInt(2000) * Ticks.PER_MILLISECOND);
            }
            builder.add(arrival, 1 + random.nextInt(longestPrompt), 1 + random.nextInt(longestOutput));
        }
        Trace trace = builder.build();
        int peak = 0;
        for (int r = 0; r < n; r++) {
            peak = Math.max(peak, trace.promptTokens(r) + trace.outputTokens(r));
        }
        List<InstanceSetup> instances = new ArrayList<>();
        if (theory) {
            instances.add(TheoryMode.worker(peak + random.nextInt(peak + 1)));
        } else {
            int blockTokens = List.of(1, 4, 16).get(random.nextInt(3));
            // Now and then a request is too large to be served at all.
            int blocks =
                    Math.max(1, (peak + random.nextInt(2 * peak) - random.nextInt(1 + peak / 8)) / blockTokens + 1);
            int cap = 1 + random.nextInt(24);
            int budget = cap + random.nextInt(400);
            AffineStepTime cost = new AffineStepTime(
                    1 + random.nextInt(20_000_000),
                    random.nextInt(500_000),
                    random.nextInt(300_000),
                    random.nextInt(3) * 281_601L);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                instances.add(new InstanceSetup(
                        new InstanceInfo("i" + i, "gpu", "model", 1, blocks, blockTokens, cap, budget), cost));
            }
        }
        int[] classes = new int[n];
        for (int r = 0; r < n; r++) {
            classes[r] = random.nextInt(2);
        }
        int[] predicted = {};
        if (!card.defaultPredictor().isEmpty()) {
            List<String> labels = List.of(card.defaultPredictor(), "oracle", "confusion", "noise:20");
            predicted = Predictors.of(labels.get(random.nextInt(4))).predict(trace, new RandomStreams(seed));
        }
        // Some policies have to wait for their predictions.
        long predictionTicks = predicted.length > 0 && random.nextInt(3) == 0 ? random.nextInt(100_000_000) : 0;
        return new SimulationInput(
                        trace,
                        CLASSES,
                        classes,
                        instances,
                        theory ? TheoryMode.BATCHING : "vllm-v1",
                        theory ? 1 : 0,
                        seed,
                        "",
                        predicted)
                .withPredictionTicks(predictionTicks);
    }
}
