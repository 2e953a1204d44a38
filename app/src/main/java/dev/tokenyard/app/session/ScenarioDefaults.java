package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.workload.SampleTraces;
import java.util.List;

/** What a scenario says where the user has said nothing. */
public final class ScenarioDefaults {
    /** KV blocks of 16 tokens, as in vLLM. */
    public static final int BLOCK_TOKENS = 16;

    /** Most residents in a batch, as in vLLM v1's defaults. */
    public static final int BATCH_CAP = 128;

    /** Most tokens in a step, as in vLLM v1's defaults. */
    public static final int TOKEN_BUDGET = 2048;

    /** Seed of every random stream. */
    public static final long SEED = 7;

    private ScenarioDefaults() {}

    /** The scenario that the first window plays: three classes compete for the memory of two GPUs. */
    public static ScenarioSpec opening() {
        return new ScenarioSpec(
                "Mixed SLO classes",
                TraceSource.sample(SampleTraces.MIXED_SLO),
                1,
                0,
                cluster("a100-80g", "llama-2-13b", 1, 2),
                sloClasses(),
                List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("ssjf"), PolicyChoice.of("mc-sf")),
                // The same foresight for all, so that the comparison is fair.
                "confusion",
                SEED);
    }

    /** A cluster of equal instances under vLLM v1 batching, the usual router and the roofline. */
    public static ClusterSpec cluster(String gpu, String model, int tensorParallel, int instances) {
        return cluster(List.of(new InstanceGroup(
                instances, new InstanceGroup.Deployment(gpu, model, tensorParallel), InstanceGroup.Limits.DEFAULT)));
    }

    /** A cluster of any instances under vLLM v1 batching, the usual router and the roofline. */
    public static ClusterSpec cluster(List<InstanceGroup> groups) {
        return new ClusterSpec(groups, ModeChoice.of(BatchingModes.DEFAULT), Routers.DEFAULT, StepTimeModels.ROOFLINE);
    }

    /** Three classes: someone waits for the first, the others are jobs with more and less patience. */
    public static List<SloClass> sloClasses() {
        return List.of(SloClass.ttft("Interactive", 2), SloClass.ttft("Batch-1", 20), SloClass.ttft("Batch-2", 90));
    }
}
