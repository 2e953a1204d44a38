package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.SloClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonServiceTest {
    private final ComparisonService service = new ComparisonService(new TraceLibrary(), HardwareCatalog.builtIn());

    @Test
    void everyPolicyServesTheSameRequests() throws ScenarioException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withPolicies(PolicyCatalog.all().stream()
                        .map(factory -> PolicyChoice.of(factory.card().id()))
                        .toList());
        Comparison comparison = service.run(scenario, () -> false);
        assertThat(comparison.lanes()).hasSize(PolicyCatalog.all().size());
        for (Lane lane : comparison.lanes()) {
            assertThat(lane.log().trace()).isSameAs(comparison.trace());
            assertThat(lane.log().info().totals().completed())
                    .isEqualTo(comparison.trace().size());
        }
    }

    /** What the first window shows must be worth watching. */
    @Test
    void theOpeningScenarioShowsWhyOrderMatters() throws ScenarioException {
        List<Lane> lanes = service.run(ScenarioDefaults.opening(), () -> false).lanes();
        double fcfs = RunMetrics.of(lanes.get(0).log()).slo().attainment();
        double mcSf = RunMetrics.of(lanes.get(2).log()).slo().attainment();
        assertThat(fcfs).isLessThan(0.75);
        assertThat(mcSf).isGreaterThan(0.85);
    }

    @Test
    void traceClassesAreFoundByName() throws ScenarioException {
        Comparison comparison = service.run(
                ScenarioDefaults.opening()
                        .withSloClasses(List.of(SloClass.ttft("Batch-2", 9), SloClass.ttft("Interactive", 1))),
                () -> false);
        var outcomes = comparison.lanes().get(0).log().outcomes();
        for (int r = 0; r < comparison.trace().size(); r++) {
            String inTrace =
                    comparison.trace().classNames().get(comparison.trace().classIndex(r));
            assertThat(outcomes.sloClass(r)).isEqualTo(inTrace.equals("Interactive") ? 1 : 0);
        }
    }

    @Test
    void cancellingStopsIt() {
        assertThatThrownBy(() -> service.run(ScenarioDefaults.opening(), () -> true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aFileThatChangesIsReadAnew(@TempDir Path folder) throws ScenarioException, IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n");
        ScenarioSpec scenario = ScenarioDefaults.opening().withTrace(TraceSource.file(file.toString()));
        assertThat(service.run(scenario, () -> false).trace().size()).isEqualTo(1);
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,10,5\n");
        assertThat(service.run(scenario, () -> false).trace().size()).isEqualTo(2);
    }

    @Test
    void requestsThatCanNeverFitAreRefusedNotForgotten(@TempDir Path folder) throws ScenarioException, IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,900000,5\n");
        Comparison comparison =
                service.run(ScenarioDefaults.opening().withTrace(TraceSource.file(file.toString())), () -> false);
        RunMetrics metrics = RunMetrics.of(comparison.lanes().get(0).log());
        assertThat(metrics.refused()).isEqualTo(1);
        assertThat(metrics.slo().attainment()).isEqualTo(0.5);
    }

    @Test
    void nothingToRunIsSaid() {
        assertThatThrownBy(() -> service.run(ScenarioDefaults.opening().withPolicies(List.of()), () -> false))
                .hasMessageContaining("No policy is chosen");
        assertThatThrownBy(() -> service.run(ScenarioDefaults.opening().withSloClasses(List.of()), () -> false))
                .hasMessageContaining("no SLO class");
    }
}
