package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicatedComparisonTest {
    private static ReplicatedComparison run(String sample, int seeds, String baseline, String... policies)
            throws ScenarioException {
        return run(sample, 300, seeds, baseline, policies);
    }

    private static ReplicatedComparison run(String sample, int limit, int seeds, String baseline, String... policies)
            throws ScenarioException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample(sample))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withLimit(limit)
                .withRateScale(12)
                .withPolicies(List.of(policies).stream().map(PolicyChoice::of).toList());
        return ReplicatedComparison.run(new ComparisonService(), scenario, seeds, baseline, () -> false);
    }

    @Test
    void aRecipeIsDrawnAnewForEachSeed() throws ScenarioException {
        ReplicatedComparison comparison = run("chat.json", 4, "", "fcfs", "sjf");
        assertThat(comparison.generated()).isTrue();
        assertThat(comparison.seeds()).containsExactly(7L, 8L, 9L, 10L);
        assertThat(comparison.replications().varies(0)).isTrue();
        assertThat(comparison.lanes().get(0).runs().stream()
                        .map(RunMetrics::makespanSeconds)
                        .distinct())
                .hasSize(4);
        assertThat(comparison.runs()).hasSize(8);
        assertThat(comparison.runs().get(3).policyId()).isEqualTo("sjf");
        assertThat(comparison.runs().get(3).seed()).isEqualTo(8);
    }

    /** A replication is the run that the seed gives by itself: the same requests and predictions. */
    @Test
    void aReplicationIsAnOrdinaryRun() throws ScenarioException {
        ReplicatedComparison comparison = run("chat.json", 3, "", "ssjf", "fcfs");
        ScenarioSpec alone = comparison
                .first()
                .comparison()
                .scenario()
                .withSeed(9)
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("ssjf")));
        List<RunMetrics> runs = ComparisonMetrics.of(new ComparisonService().run(alone, () -> false))
                .runs();
        assertThat(runs.get(0)).isEqualTo(comparison.lanes().get(1).runs().get(2));
        assertThat(runs.get(1)).isEqualTo(comparison.lanes().get(0).runs().get(2));
    }

    @Test
    void aRecordingOnlyVariesWhereSomethingIsDrawn() throws ScenarioException {
        ReplicatedComparison comparison = run("chat.csv", 3, "ssjf", "fcfs", "ssjf", "sjf");
        assertThat(comparison.generated()).isFalse();
        assertThat(comparison.replications().varies(0)).isFalse();
        assertThat(comparison.replications().varies(1)).as("predictions").isTrue();
        assertThat(comparison.replications().varies(2)).isFalse();
        assertThat(comparison.baseline()).isEqualTo(1);
    }

    @Test
    void refusesABaselineThatDoesNotRun() {
        assertThatThrownBy(() -> run("chat.csv", 2, "edf", "fcfs", "sjf"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("baseline edf")
                .hasMessageContaining("fcfs, sjf");
    }

    @Test
    void sumsUpWarningsOverSeeds() throws ScenarioException {
        ReplicatedComparison comparison = run("mixed-slo.json", 0, 3, "", "fcfs");
        assertThat(comparison.caveats())
                .singleElement()
                .asString()
                .startsWith("FCFS, in 3 of 3 replications, with seed 7: Past saturation: ");
        assertThat(run("mixed-slo.json", 0, 1, "", "fcfs").caveats())
                .singleElement()
                .asString()
                .startsWith("FCFS: Past saturation: ");
    }
}
