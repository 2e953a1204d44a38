package dev.tokenyard.app.session;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.util.List;

/**
 * What the speed of the simulator is measured with: about 1,136 prompt and 212 output tokens a request, Poisson arrivals,
 * Llama-2-7B on one A100-80G, batches as in vLLM v1.
 */
public final class BenchWorkload {
    private static final List<SloClass> CLASSES = List.of(SloClass.ttft("Interactive", 2));
    private static final int FLOOD_REQUESTS = 20_000;

    private final InstanceSetup instance;
    private final double capacityPerSecond;

    /** How much of what the instance can do is asked of it. */
    public enum Load {
        /** 70 % of what it completes when it is flooded: hardly a queue. */
        MODERATE("moderate", 0.7),
        /** 150 %: a queue that grows, a full KV cache and preemptions. */
        OVERLOAD("overload", 1.5);

        private final String label;
        private final double share;

        Load(String label, double share) {
            this.label = label;
            this.share = share;
        }

        /** The word for people and files. */
        public String label() {
            return label;
        }
    }

    /** A policy that is ready to run again and again on the same requests. */
    @FunctionalInterface
    public interface Case {
        /** Runs the policy. */
        RunLog run(RunOptions options);
    }

    /** Builds the instance and finds out how much it can do. */
    public BenchWorkload() {
        try {
            instance = new ClusterBuilder(HardwareCatalog.builtIn())
                    .build(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                    .get(0);
        } catch (ScenarioException impossible) {
            throw new IllegalStateException(impossible);
        }
        Trace flood = trace(FLOOD_REQUESTS, 1e6);
        RunLog log = of("fcfs", flood).run(RunOptions.OUTCOMES_ONLY);
        capacityPerSecond = flood.size() / Ticks.toSeconds(log.endTick());
    }

    /** Requests at a load. */
    public Trace trace(int requests, Load load) {
        return trace(requests, load.share * capacityPerSecond);
    }

    private static Trace trace(int requests, double ratePerSecond) {
        return WorkloadGenerator.generate(WorkloadSpec.ofRequests(
                requests,
                "bench",
                1,
                List.of(new RequestStream(
                        "",
                        new ArrivalProcess.Poisson(ratePerSecond),
                        new Lengths.LogNormal(700, 1.0, 1, 8192),
                        new Lengths.LogNormal(130, 1.0, 1, 2048)))));
    }

    /** A policy with its default predictor, whose predictions are made here and now. */
    public Case of(String policyId, Trace trace) {
        PolicyFactory factory = PolicyCatalog.byId(policyId);
        String predictor = factory.card().defaultPredictor();
        int[] predicted =
                predictor.isEmpty() ? new int[0] : Predictors.of(predictor).predict(trace, new RandomStreams(1));
        SimulationInput input = new SimulationInput(
                trace,
                CLASSES,
                new int[trace.size()],
                List.of(instance),
                BatchingModes.DEFAULT,
                0,
                1,
                predictor,
                predicted);
        return options -> Simulator.run(input, factory.create(Defaults.context(r -> predicted[r])), options);
    }
}
