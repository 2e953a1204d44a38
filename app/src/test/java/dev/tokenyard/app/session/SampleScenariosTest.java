package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleScenariosTest {
    @Test
    void theyAreToldApartByTheirNames() {
        assertThat(SampleScenarios.all()).extracting(ScenarioSpec::name).doesNotHaveDuplicates();
    }

    @Test
    void theyAreSavedAndLoaded(@TempDir Path folder) throws ScenarioException {
        for (ScenarioSpec scenario : SampleScenarios.all()) {
            Path file = folder.resolve("s.json");
            ScenarioFile.write(file, scenario);
            assertThat(ScenarioFile.read(file)).isEqualTo(scenario);
        }
    }

    @Test
    void theOptimumOfTheSampleIsProvedAndReCheckedInItsTime() throws ScenarioException {
        ComparisonService service = new ComparisonService();
        Comparison comparison = new HindsightService(service)
                .beside(service.run(SampleScenarios.hindsight(), () -> false), (phase, best, bound) -> {}, () -> false);
        Hindsight hindsight = Objects.requireNonNull(comparison.hindsight());
        assertThat(hindsight.exact()).isTrue();
        assertThat(hindsight.totalLatencyRounds()).isEqualTo(145);
        assertThat(hindsight.evidence()).endsWith(", re-checked");
        assertThat(RoundRuns.titles(comparison)).isEqualTo("MC-SF, MC-Benchmark, Hindsight optimum");
        assertThat(comparison.lanes())
                .extracting(lane -> Hindsight.totalLatencyRounds(lane.log()))
                .containsExactly(170L, 224L, 145L);
        assertThat(ComparisonMetrics.of(comparison).runs())
                .extracting(run -> Math.round(1000 * run.gapToBound()))
                .containsExactly(172L, 545L, 0L);
    }
}
