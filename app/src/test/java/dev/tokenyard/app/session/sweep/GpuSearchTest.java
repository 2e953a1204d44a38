package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.SloClass;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuSearchTest {
    private final Sweeper sweeper = new Sweeper(ScenarioRunner.of(Sweeps.SERVICE));
    private final ScenarioSpec scenario =
            Sweeps.scenario("mixed-slo.json", "fcfs", "ssjf", "mc-sf").withRateScale(2);

    private List<GpuAnswer> search(ScenarioSpec of, double goal, int seeds) throws ScenarioException {
        return new GpuSearch(sweeper, of, 0, goal, seeds, RunPart.WHOLE).run(() -> false, now -> {});
    }

    private double attainment(String policyId, int instances, int seeds) throws ScenarioException {
        double sum = 0;
        for (int s = 0; s < seeds; s++) {
            Comparison comparison = Sweeps.SERVICE.run(
                    ScenarioEdits.instances(0, instances).apply(scenario).withSeed(scenario.seed() + s), () -> false);
            sum += comparison.lanes().stream()
                    .filter(lane -> lane.card().id().equals(policyId))
                    .mapToDouble(lane -> RunMetrics.of(lane.log()).slo().attainment())
                    .sum();
        }
        return sum / seeds;
    }

    /** All counts up to the answer are simulated the plain way: it meets the goal, and one less does not. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.95, 0.99, 1})
    void theAnswerAgreesWithAScan(double goal) throws ScenarioException {
        for (GpuAnswer answer : search(scenario, goal, 2)) {
            assertThat(answer.complete()).isTrue();
            assertThat(answer.isFound()).isTrue();
            int needed = answer.instances().orElseThrow();
            boolean monotone = true;
            int first = 0;
            for (int n = 1; n <= needed; n++) {
                boolean meets = attainment(answer.policyId(), n, 2) >= goal;
                monotone &= meets || first == 0;
                first = first == 0 && meets ? n : first;
                if (n == needed) {
                    assertThat(meets).isTrue();
                } else if (n == needed - 1) {
                    assertThat(meets).isFalse();
                }
            }
            if (monotone) {
                assertThat(needed).isEqualTo(first);
            }
            for (int tried : answer.attainment().keySet()) {
                assertThat(answer.attainment()).containsEntry(tried, attainment(answer.policyId(), tried, 2));
            }
        }
    }

    @Test
    void aHigherGoalNeverNeedsFewer() throws ScenarioException {
        int[] before = new int[3];
        for (double goal : new double[] {0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995, 1}) {
            List<GpuAnswer> answers = search(scenario, goal, 1);
            for (int p = 0; p < 3; p++) {
                int needed = answers.get(p).instances().orElseThrow();
                assertThat(needed).isGreaterThanOrEqualTo(before[p]);
                before[p] = needed;
            }
        }
        assertThat(before[0]).isGreaterThan(1);
    }

    @Test
    void whatNoNumberReachesIsSaidSo() throws ScenarioException {
        ScenarioSpec hopeless = Sweeps.scenario("mixed-slo.json", "fcfs")
                .withLimit(40)
                .withSloClasses(List.of(SloClass.ttft("Interactive", 1e-6)));
        GpuAnswer answer = search(hopeless, 0.99, 1).get(0);
        assertThat(answer.isFound()).isFalse();
        assertThat(answer.instances()).isEmpty();
        assertThat(answer.attainment().keySet()).containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(SweepWords.of(answer)).isEqualTo("FCFS misses 99 % even with 64 GPUs (0.0 %)");
    }

    @Test
    void gpusAreInstancesTimesTensorParallelismAndOtherGroupsStay() throws ScenarioException {
        ScenarioSpec pairs = scenario.withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-13b", 2, 1));
        GpuAnswer one = search(pairs, 0.9, 1).get(0);
        int alone = one.instances().orElseThrow();
        assertThat(one.gpus(alone)).isEqualTo(2 * alone);
        ScenarioSpec mixed = ScenarioEdits.addGroup().apply(pairs);
        GpuAnswer two = search(mixed, 0.9, 1).get(0);
        int besides = two.instances().orElseThrow();
        assertThat(two.gpus(besides)).isEqualTo(2 * besides + 2);
        assertThat(two.most()).isEqualTo(63);
        assertThatThrownBy(() -> new GpuSearch(sweeper, mixed, 2, 0.9, 1, RunPart.WHOLE))
                .hasMessageContaining("give 1 to 2");
    }

    @Test
    void itIsAnsweredInWordsAndCanBeCancelled() throws ScenarioException {
        GpuAnswer answer = search(scenario, 0.99, 1).get(0);
        int needed = answer.instances().orElseThrow();
        assertThat(SweepWords.of(answer))
                .matches("FCFS needs " + needed + " GPUs \\(at " + (needed - 1) + ": \\d+\\.\\d+ %\\)");
        assertThat(SweepWords.tried(answer)).startsWith("simulated with 1 (");
        long made = sweeper.simulated();
        assertThatThrownBy(() -> new GpuSearch(sweeper, scenario, 0, 0.9, 3, RunPart.WHOLE).run(() -> true, now -> {}))
                .isInstanceOf(CancellationException.class);
        assertThat(sweeper.simulated()).isLessThanOrEqualTo(made + 6);
    }

    /** A share that misses never reads like the goal. */
    @Test
    void roundingNeverMeetsAGoal() {
        assertThat(SweepWords.percent(0.98996, 0.99)).isEqualTo("98.996 %");
        assertThat(SweepWords.percent(0.987, 0.99)).isEqualTo("98.7 %");
        assertThat(SweepWords.percent(0.9999, 1)).isEqualTo("99.99 %");
    }
}
