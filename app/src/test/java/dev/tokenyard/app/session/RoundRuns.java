package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.SloClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Small comparisons of the theory mode, and the instances whose schedules and optima are known. */
public final class RoundRuns {
    /** M = 6; MC-SF is optimal with 12. */
    public static final String CASE_1 = "0,1,3 0,1,3 0,2,2";
    /** M = 8; MC-SF comes to 15, the optimum is 14 with starts 3, 1, 2, 2. */
    public static final String CASE_2 = "0,2,5 1,1,2 2,1,1 2,1,3";
    /** M = 10; MC-SF comes to 25, the optimum and MC-Benchmark to 22. */
    public static final String CASE_3 = "0,1,4 0,3,3 0,3,3 0,1,5";

    private RoundRuns() {}

    /**
     * The scenario of an instance.
     *
     * @param folder where its trace goes
     * @param requests arrival, prompt and output of each, separated by commas, between requests a space
     */
    public static ScenarioSpec scenario(Path folder, int memoryTokens, String requests, String... policies) {
        Path file = folder.resolve("requests-" + memoryTokens + ".csv");
        try {
            Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n" + requests.replace(' ', '\n') + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return new ScenarioSpec(
                        "rounds",
                        TraceSource.file(file.toString()),
                        1,
                        0,
                        ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1)
                                .withBatching(ModeChoice.of(TheoryMode.BATCHING))
                                .withGroup(0, group -> group.withKvBlocks(memoryTokens)),
                        List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                        Arrays.stream(policies).map(PolicyChoice::of).toList(),
                        "",
                        7)
                .withHindsight(new HindsightChoice(true, 20));
    }

    /** The comparison of an instance with hindsight beside it. */
    public static Comparison withHindsight(Path folder, int memoryTokens, String requests, String... policies)
            throws ScenarioException {
        ComparisonService service = new ComparisonService();
        Comparison comparison = service.run(scenario(folder, memoryTokens, requests, policies), () -> false);
        return new HindsightService(service).beside(comparison, (phase, best, bound) -> {}, () -> false);
    }

    /** The titles of the lanes, separated by commas. */
    public static String titles(Comparison comparison) {
        return comparison.lanes().stream().map(lane -> lane.card().title()).collect(Collectors.joining(", "));
    }
}
