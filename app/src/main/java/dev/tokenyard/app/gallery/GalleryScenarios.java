package dev.tokenyard.app.gallery;

import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.InstanceGroup.Deployment;
import dev.tokenyard.app.session.InstanceGroup.Limits;
import dev.tokenyard.app.session.InstanceGroup.Turns;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.workload.SampleTraces;
import java.util.List;

/** The opening scenario on other engines and clusters. */
final class GalleryScenarios {
    /** A moment at which the small GPU has swapped requests out. */
    static final double SWAP_MOMENT_SECONDS = 379.6;
    /** A moment at which several requests are on their way from prefill to decode. */
    static final double HANDOVER_MOMENT_SECONDS = 287.15;

    /** A long request that MC-SF starts early and the hindsight optimum late. */
    static final int HELD_REQUEST = 5;
    /** The middle of a round at which it runs under MC-SF and waits in the optimum. */
    static final double OPTIMUM_ROUND = 14.5;

    /** A moment at which MC-SF holds a request back that would fit by then, but not later on. */
    static final double LOOK_AHEAD_MOMENT_SECONDS = 143.8;

    /** A moment at which QLM's plan has just changed, groups wait and a model is being loaded. */
    static final double PLAN_MOMENT_SECONDS = 48;

    private static final String MODEL = "llama-2-13b";
    /** Ethernet at 100 Gbit/s. */
    private static final double LINK_GB_PER_SECOND = 12.5;

    private GalleryScenarios() {}

    /** The opening scenario, its requests drawn anew for each seed. */
    static ScenarioSpec sweep() {
        return ScenarioDefaults.opening()
                .named("Mixed SLO classes, drawn anew")
                .withTrace(TraceSource.sample(SampleTraces.recipeName(SampleTraces.MIXED_SLO)));
    }

    /** The opening scenario in another batching mode, called after it. */
    static ScenarioSpec batching(String mode, String title) {
        return ScenarioEdits.batching(mode).apply(ScenarioDefaults.opening().named("Mixed SLO classes, " + title));
    }

    /** One GPU with half of the requests, whose lengths are known: who looks ahead at the memory evicts nobody. */
    static ScenarioSpec lookAhead() {
        return ScenarioDefaults.opening()
                .named("Memory look-ahead")
                .withRateScale(0.5)
                .withPredictor("oracle")
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("mc-sf")))
                .withCluster(ScenarioDefaults.cluster(List.of(group("a100-80g", InstanceRole.MIXED))));
    }

    /** A large and a small GPU, whose victims are swapped to host memory. */
    static ScenarioSpec mixedGpusAndSwap() {
        return MechanismEdits.swapping(true)
                .apply(ScenarioDefaults.opening()
                        .named("Mixed GPUs and swapping")
                        .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("ssjf")))
                        .withCluster(ScenarioDefaults.cluster(
                                List.of(group("a100-80g", InstanceRole.MIXED), group("l40s", InstanceRole.MIXED)))));
    }

    /** An instance for prompts and two for output tokens, with links between them. */
    static ScenarioSpec disaggregated() {
        ScenarioSpec parted = ScenarioDefaults.opening()
                .named("Prefill and decode parted")
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("ssjf")))
                .withCluster(ScenarioDefaults.cluster(List.of(
                        group("a100-80g", InstanceRole.PREFILL),
                        group("a100-80g", InstanceRole.DECODE).withCount(2))));
        return MechanismEdits.kvLink(LINK_GB_PER_SECOND).apply(parted);
    }

    /** Four models by turns on eight GPUs, which requests ask for at random. */
    static ScenarioSpec modelsByTurns() {
        List<String> models = List.of("mistral-7b", "vicuna-13b", "llama-2-7b", MODEL);
        AssignmentRule evenly = new AssignmentRule(
                By.SHARES, models.stream().map(model -> new Part(model, 1)).toList());
        InstanceGroup turns = group("a100-80g", InstanceRole.MIXED)
                .withModel(models.get(0))
                .withTurns(new Turns(models.subList(1, models.size()), 10))
                .withCount(8);
        return ScenarioDefaults.opening()
                .named("Models by turns")
                .withRateScale(8)
                .withAssignment(AssignmentRules.NONE.withModels(evenly))
                .withPolicies(List.of(PolicyChoice.of("qlm"), PolicyChoice.of("edf")))
                .withCluster(ScenarioDefaults.cluster(List.of(turns)));
    }

    private static InstanceGroup group(String gpu, InstanceRole role) {
        return new InstanceGroup(1, new Deployment(gpu, MODEL, 1, role), Limits.DEFAULT);
    }
}
