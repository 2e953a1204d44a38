package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.InstanceGroup.Limits;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.trace.ImportOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader of figures is told what of the scenario did not come into effect. */
class ScenarioNotesTest {
    private static final Limits WITH_HOST = new Limits(0, 16, 128, 2048, 8, false);

    @TempDir
    Path folder;

    private static List<String> notes(ScenarioSpec scenario) throws ScenarioException {
        return ReplicatedComparison.run(new ComparisonService(), scenario.withLimit(5), 1, "", () -> false)
                .notes();
    }

    private static ScenarioSpec with(String mode, Map<String, Double> knobs, Limits limits) {
        ScenarioSpec opening = ScenarioDefaults.opening();
        return opening.withCluster(opening.cluster()
                .withBatching(new ModeChoice(mode, knobs))
                .withGroup(0, group -> group.withLimits(limits)));
    }

    @Test
    void nothingIsSaidOfAScenarioThatTookEffect() throws ScenarioException {
        assertThat(notes(ScenarioDefaults.opening())).isEmpty();
        assertThat(notes(with("vllm-v0", Map.of("preemption", 1.0), WITH_HOST))).isEmpty();
    }

    @Test
    void classesThatTheScenarioDoesNotHaveAreNamedWithTheirRequests() throws Exception {
        Path file = folder.resolve("tiers.csv");
        Files.writeString(
                file,
                "arrival_s,prompt_tokens,output_tokens,class\n0,5,5,free\n1,5,5,gold\n2,5,5,gold\n3,5,5,Batch-1\n4,5,5,\n");
        ScenarioSpec scenario = ScenarioDefaults.opening().withTrace(TraceSource.file(file.toString()));
        assertThat(notes(scenario))
                .singleElement()
                .asString()
                .startsWith(
                        "Of tiers.csv, gold (2 requests) and free (1) counted for Interactive, as the scenario has no"
                                + " such class; give it one, for instance with --slo \"gold=ttft:20\"");
        ScenarioSpec adopted =
                ScenarioEdits.addSloClasses(List.of("gold", "free", "Batch-1")).apply(scenario);
        assertThat(notes(adopted)).isEmpty();
        assertThat(adopted.sloClasses())
                .extracting(slo -> slo.name())
                .containsExactly("Interactive", "Batch-1", "Batch-2", "gold", "free");
        assertThat(adopted.sloClasses().get(3).ttftSeconds())
                .isEqualTo(adopted.sloClasses().get(0).ttftSeconds());
        Comparison run = new ComparisonService().run(adopted, () -> false);
        assertThat(TraceSummary.of(run.trace(), adopted.sloClasses(), Optional.empty())
                        .classes())
                .extracting(count -> count.name() + " " + count.requests())
                .containsExactly("Interactive 1", "Batch-1 1", "Batch-2 0", "gold 2", "free 1");
    }

    @Test
    void swappingNeedsHostMemoryAndAModeThatSwaps() throws ScenarioException {
        assertThat(notes(with("vllm-v0", Map.of("preemption", 1.0), Limits.DEFAULT)))
                .singleElement()
                .asString()
                .contains("No instance has host memory", "--host-gib");
        assertThat(notes(with("vllm-v1", Map.of(), WITH_HOST)))
                .singleElement()
                .asString()
                .contains("host memory was not used", "vllm-v0");
    }

    @Test
    void hostMemoryIsUsedByAPolicyThatEvictsToIt() {
        ScenarioSpec scenario = with("vllm-v1", Map.of(), WITH_HOST);
        assertThat(ScenarioNotes.whoEvictsToHost(scenario)).isEmpty();
        assertThat(ScenarioNotes.whoEvictsToHost(
                        scenario.withPolicies(List.of(PolicyChoice.of("edf"), PolicyChoice.of("qlm")))))
                .containsExactly("QLM");
        assertThat(ScenarioNotes.whoEvictsToHost(
                        scenario.withPolicies(List.of(new PolicyChoice("qlm", Map.of("pulling", 0.0))))))
                .as("without pulling nobody gives way")
                .isEmpty();
    }

    @Test
    void aPrefixCacheNeedsATraceThatTells() throws ScenarioException {
        assertThat(notes(with("vllm-v1", Map.of(), new Limits(0, 16, 128, 2048, 0, true))))
                .singleElement()
                .asString()
                .contains("prefix cache was not used");
    }

    @Test
    void rowsThatWereLeftOutAreCountedAndTheFirstIsShown() throws Exception {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,abc,3\n2,12,7\n");
        assertThat(notes(ScenarioDefaults.opening().withTrace(TraceSource.file(file.toString()))))
                .singleElement()
                .asString()
                .contains("1 of 3 rows", "line 3", "prompt_tokens", "\"abc\"", "tokenyard describe");
    }

    @Test
    void repairsAndCoarseTimesAreStated() throws Exception {
        Path file = folder.resolve("steps.csv");
        StringBuilder rows = new StringBuilder("arrival_s,prompt_tokens,output_tokens\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i / 2 * 3).append(",10,5\n");
        }
        Files.writeString(file, rows.append("1.5,10,0\n"));
        TraceSource source = TraceSource.file(file.toString());
        assertThat(notes(ScenarioDefaults.opening().withTrace(source)))
                .anySatisfy(note -> assertThat(note).contains("steps of 3 s", "times=spread"));
        TraceSource repaired = source.withRepair(ImportOptions.DEFAULT
                .with("failed", "keep")
                .with("order", "sort")
                .with("times", "spread"));
        assertThat(notes(ScenarioDefaults.opening().withTrace(repaired)))
                .anySatisfy(note -> assertThat(note).contains("failed requests", "kept with 1 token: 1"))
                .anySatisfy(note -> assertThat(note).contains("out of order", "sorted in: 1"));
    }
}
