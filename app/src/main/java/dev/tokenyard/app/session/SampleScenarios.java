package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.workload.SampleTraces;
import java.util.ArrayList;
import java.util.List;

/** The scenarios that come with the program. */
public final class SampleScenarios {
    /** Memory in tokens of the worker that the sample of rounds is made for. */
    private static final int ROUNDS_MEMORY_TOKENS = 24;

    private SampleScenarios() {}

    /** All of them, in the order in which to offer them; each is known by its name. */
    public static List<ScenarioSpec> all() {
        List<ScenarioSpec> all = new ArrayList<>(List.of(ScenarioDefaults.opening(), hindsight()));
        all.addAll(QlmScenarios.all());
        return List.copyOf(all);
    }

    /**
     * MC-SF and its benchmark beside the hindsight optimum, in the model of arXiv 2502.07115: few enough requests for the
     * optimum to be proved within a second or two, and enough of them for MC-SF to go astray.
     */
    public static ScenarioSpec hindsight() {
        ClusterSpec worker = ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1)
                .withBatching(ModeChoice.of(TheoryMode.BATCHING))
                .withGroup(0, group -> group.withKvBlocks(ROUNDS_MEMORY_TOKENS));
        return new ScenarioSpec(
                        "MC-SF against the hindsight optimum",
                        TraceSource.sample(SampleTraces.ROUNDS),
                        1,
                        0,
                        worker,
                        List.of(anyTime("Short"), anyTime("Medium"), anyTime("Long")),
                        List.of(PolicyChoice.of("mc-sf"), PolicyChoice.of("mc-benchmark")),
                        "oracle",
                        ScenarioDefaults.SEED)
                .withHindsight(new HindsightChoice(true, HindsightChoice.NONE.seconds()));
    }

    /** A class without objectives: the theory has a total latency instead. */
    private static SloClass anyTime(String name) {
        return SloClass.ttft(name, Double.POSITIVE_INFINITY);
    }
}
