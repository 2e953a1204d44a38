package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.workload.SampleTraces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QlmScenariosTest {
    private static final Path COMMITTED = Path.of("..", "sample-traces");

    static List<ScenarioSpec> scenarios() {
        return QlmScenarios.all();
    }

    @Test
    void theCommittedFilesAreWhatTheCodeWrites(@TempDir Path folder) throws ScenarioException {
        List<Path> files = QlmScenarios.writeAll(folder);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("qlm-w-a.json", "qlm-w-a-recipe.json")
                .hasSize(6);
        for (Path file : files) {
            assertThat(COMMITTED.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aFileIsTheSampleWithItsRequestsFromTheRecipeBesideIt(ScenarioSpec scenario) throws ScenarioException {
        String recipe = scenario.trace().location();
        ScenarioSpec read =
                ScenarioFile.read(COMMITTED.resolve(recipe.replace(SampleTraces.RECIPE_ONLY_ENDING, ".json")));
        assertThat(Path.of(read.trace().location()).getFileName().toString()).isEqualTo(recipe);
        assertThat(read.withTrace(scenario.trace())).isEqualTo(scenario);
        TraceLibrary traces = new TraceLibrary();
        assertThat(traces.load(read.trace(), 3, () -> false).trace().arrivalTick(99))
                .isEqualTo(traces.load(scenario.trace(), 3, () -> false).trace().arrivalTick(99));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyPolicyCompletesEveryRequest(ScenarioSpec scenario) throws ScenarioException {
        Comparison comparison = new ComparisonService().run(scenario, () -> false);
        assertThat(comparison.trace().size()).isEqualTo(3_500);
        assertThat(comparison.lanes())
                .extracting(lane -> lane.card().id())
                .containsExactly("qlm", "edf", "fcfs", "shepherd");
        for (Lane lane : comparison.lanes()) {
            for (int r = 0; r < comparison.trace().size(); r++) {
                assertThat(lane.log().outcomes().completedTick(r)).isNotEqualTo(RequestOutcomes.NEVER);
            }
        }
    }
}
