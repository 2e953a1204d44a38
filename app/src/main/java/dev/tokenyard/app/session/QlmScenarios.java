package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.workload.SampleTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The workloads of QLM's evaluation (Patke et al., SoCC 2024, arXiv 2407.00047) as scenarios: its classes, models and GPUs, on
 * few enough of them to be watched.
 */
public final class QlmScenarios {
    private static final double HOST_GIB = 80;
    /** With 70 billion parameters more of it is needed. */
    private static final double LARGE_HOST_GIB = 320;

    /** The most tokens that a request of these may generate, which SHEPHERD must know. */
    private static final double LONGEST_OUTPUT = 1024;

    private static final double LOAD_SECONDS = 30;
    private static final String SCENARIO_ENDING = ".json";

    private QlmScenarios() {}

    /** All three: one model, models by turns, mega-prompts. */
    public static List<ScenarioSpec> all() {
        return List.of(
                scenario("QLM W_A: interactive and batch, one model", SampleTraces.QLM_W_A, oneGpu()),
                scenario("QLM W_B: batch, three models by turns", SampleTraces.QLM_W_B, pairs()),
                scenario("QLM W_C: W_A with mega-prompts", SampleTraces.QLM_W_C, oneGpu()));
    }

    private static ScenarioSpec scenario(String name, String recipe, InstanceGroup group) {
        return new ScenarioSpec(
                name,
                TraceSource.sample(recipe),
                1,
                0,
                ScenarioDefaults.cluster(List.of(group)),
                List.of(SloClass.ttft("Interactive", 20), SloClass.ttft("Batch-1", 60), SloClass.ttft("Batch-2", 3600)),
                List.of(
                        PolicyChoice.of("qlm"),
                        PolicyChoice.of("edf"),
                        PolicyChoice.of("fcfs"),
                        new PolicyChoice("shepherd", Map.of("max-output", LONGEST_OUTPUT))),
                "",
                ScenarioDefaults.SEED);
    }

    private static InstanceGroup oneGpu() {
        return new InstanceGroup(
                1,
                new InstanceGroup.Deployment("a10", "mistral-7b", 1),
                InstanceGroup.Limits.DEFAULT.withHostGib(HOST_GIB));
    }

    private static InstanceGroup pairs() {
        return new InstanceGroup(
                2,
                new InstanceGroup.Deployment(
                        "a100-80g",
                        "mistral-7b",
                        2,
                        InstanceRole.MIXED,
                        new InstanceGroup.Turns(List.of("vicuna-13b", "llama-2-70b"), LOAD_SECONDS)),
                InstanceGroup.Limits.DEFAULT.withHostGib(LARGE_HOST_GIB));
    }

    /**
     * Writes the scenarios, and beside each the recipe that it reads its requests from, replacing what is there.
     *
     * @return the files, each scenario before its recipe
     * @throws ScenarioException if one cannot be written; the message is for the user
     */
    public static List<Path> writeAll(Path folder) throws ScenarioException {
        List<Path> files = new ArrayList<>();
        for (ScenarioSpec scenario : all()) {
            String recipeName = scenario.trace().location();
            Path recipe = folder.resolve(recipeName);
            Path file = folder.resolve(recipeName.replace(SampleTraces.RECIPE_ONLY_ENDING, SCENARIO_ENDING));
            try {
                WorkloadFile.write(recipe, SampleTraces.recipeNamed(recipeName));
            } catch (IOException unwritable) {
                throw ScenarioException.passingOn(unwritable);
            }
            ScenarioFile.write(file, scenario.withTrace(TraceSource.file(recipe.toString())));
            files.add(file);
            files.add(recipe);
        }
        return files;
    }
}
