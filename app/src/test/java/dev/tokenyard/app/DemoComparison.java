package dev.tokenyard.app;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A lively comparison for tests of the screens, independent of traces and catalogues. */
public final class DemoComparison {
    private static final List<SloClass> CLASSES =
            List.of(SloClass.ttft("Interactive", 2), SloClass.ttft("Batch-1", 20), SloClass.ttft("Batch-2", 90));

    private DemoComparison() {}

    /** Roughly a Llama-2-13B on an A100. */
    private record DemoStepTime() implements StepTimeModel {
        @Override
        public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
            return 17 * Ticks.PER_MILLISECOND
                    + 80_000_000L * decodeSequences
                    + 150_000_000L * prefillTokens
                    + 440_000L * contextTokens;
        }

        @Override
        public long contextTokenTicks(int decodeSequences, long contextTokens) {
            return 440_000L;
        }

        @Override
        public String label() {
            return "demo";
        }
    }

    /**
     * Runs it.
     *
     * @param requests number of requests
     * @param instances number of instances
     * @param policyIds the policies
     */
    public static Comparison of(int requests, int instances, String... policyIds) {
        Random random = new Random(7);
        TraceBuilder builder = Trace.builder("demo");
        double seconds = 0;
        for (int i = 0; i < requests; i++) {
            double burst = Math.sin(seconds / 17) > 0.2 ? 3.4 : 0.8;
            seconds += -Math.log(1 - random.nextDouble()) / (burst * 1.7 * instances / 2);
            int prompt = (int) Math.max(4, Math.min(3000, 250 * Math.exp(random.nextGaussian())));
            int output = (int) Math.max(2, Math.min(1000, 110 * Math.exp(random.nextGaussian())));
            builder.add(Ticks.fromSeconds(seconds), prompt, output);
        }
        Trace trace = builder.build();
        int[] classes = new int[requests];
        for (int r = 0; r < requests; r++) {
            classes[r] = random.nextInt(3);
        }
        List<InstanceSetup> setups = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            setups.add(new InstanceSetup(
                    new InstanceInfo("A100-80G #" + (i + 1), "a100-80g", "llama-2-13b", 1, 480, 16, 128, 2048),
                    new DemoStepTime()));
        }
        List<Lane> lanes = new ArrayList<>();
        for (String id : policyIds) {
            PolicyFactory factory = PolicyCatalog.byId(id);
            String predictor = factory.card().defaultPredictor();
            int[] predicted =
                    predictor.isEmpty() ? new int[0] : Predictors.of(predictor).predict(trace, new RandomStreams(7));
            SimulationInput input =
                    new SimulationInput(trace, CLASSES, classes, setups, "vllm-v1", 0, 7, predictor, predicted);
            lanes.add(new Lane(
                    factory.card(),
                    Simulator.run(input, factory.create(Defaults.context(r -> predicted[r])), RunOptions.RECORDED)));
        }
        ScenarioSpec scenario = new ScenarioSpec(
                "demo",
                TraceSource.sample("demo"),
                1,
                0,
                ScenarioDefaults.cluster(List.of(new InstanceGroup(
                                instances,
                                new InstanceGroup.Deployment("a100-80g", "llama-2-13b", 1),
                                InstanceGroup.Limits.DEFAULT)
                        .withKvBlocks(480))),
                CLASSES,
                List.of(policyIds).stream().map(PolicyChoice::of).toList(),
                "",
                7);
        return new Comparison(scenario, trace, lanes, 9);
    }
}
