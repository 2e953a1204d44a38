package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.ServiceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The evaluation of QLM with fewer requests. */
class QlmExperimentTest {
    @Test
    void everyRowHasItsFiguresAndItsVerdict() {
        List<Double> shares = new ArrayList<>();
        ExperimentResult result = new QlmExperiment(400).run(new Settings(1, 3), new Watch(shares::add, () -> false));
        assertThat(shares).isSorted().endsWith(1.0);
        assertThat(result.tables()).hasSize(11);
        for (int row : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}) {
            assertThat(result.notes()).anyMatch(note -> note.startsWith(row + ","));
        }
        assertThat(result.notes()).anyMatch(note -> note.startsWith("14,") && note.contains("Agrees."));
        for (Table table : result.tables().subList(1, 10)) {
            for (Row row : table.rows()) {
                assertThat(row.figures().subList(0, 3))
                        .allMatch(figure -> figure.isNaN() || (figure >= 0 && figure <= 100));
                assertThat(row.figures().get(3)).isPositive();
            }
        }
        assertThat(result.notes()).extracting(QlmVerdict::row).isSorted();
    }

    @Test
    void onlySeveralTrialsHaveIntervals() {
        Outcome outcome = outcome();
        QlmSample one = new QlmSample(List.of(outcome));
        Table alone = QlmSample.table("one", 1, List.of(one.row("QLM")));
        assertThat(alone.columns()).noneMatch(column -> column.contains("±")).contains("Interactive %", "model swaps");
        assertThat(alone.rows().get(0).figures()).noneMatch(figure -> figure.isNaN());
        QlmSample two = new QlmSample(List.of(outcome, outcome));
        Table both = QlmSample.table("two", 2, List.of(two.row("QLM")));
        assertThat(both.columns()).contains("Interactive ±", "Batch-2 ±", "± tokens/s", "± model swaps");
        assertThat(both.column("Interactive ±")).containsExactly(0.0);
        QlmExperiment experiment = new QlmExperiment();
        assertThat(experiment.parameters(new Settings(1, 1)).get(0)).endsWith("one seed, so no intervals.");
        assertThat(experiment.parameters(new Settings(2, 1)).get(0)).contains("95 % intervals");
    }

    private static Outcome outcome() {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        QlmServer server = new QlmServer(List.of(QlmServer.group(1, "a10", "mistral-7b", 0)), workload);
        return server.run(new Contestant("", "fcfs", Map.of()), workload.trace(30, 1, 2), 2);
    }

    /** A profile is what the instance does when it is flooded: no run gets more tokens a second out of it. */
    @Test
    void aProfileIsTheSpeedOfASaturatedInstance() {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        QlmServer server = new QlmServer(List.of(QlmServer.group(1, "a10", "mistral-7b", 0)), workload);
        ServiceProfile profile = server.profile(0, 0);
        Trace flood = workload.trace(3_500, 1_000, 11);
        Outcome outcome = server.run(new Contestant("", "fcfs", Map.of()), flood, 11);
        assertThat(outcome.tokensPerSecond())
                .isBetween(0.75 * profile.tokensPerSecond(), 1.1 * profile.tokensPerSecond());
        assertThat(profile.batchSequences()).isBetween(20.0, 256.0);
        assertThat(profile.prefillSeconds()).isPositive();
    }

    /** Interactive requests among others on a crowded instance: QLM has nearly all of them in time, vLLM half of them at most. */
    @Test
    void interactiveRequestsAreInTimeOnACrowdedInstance() {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        QlmServer server = new QlmServer(List.of(QlmServer.group(1, "a10", "mistral-7b", 80)), workload);
        Trace trace = workload.trace(3_500, 1.2 * server.requestsPerSecond(0, workload), 5);
        double qlm = server.run(new Contestant("", "qlm", Map.of()), trace, 5).attainment()[0];
        double vllm = server.run(new Contestant("", "fcfs", Map.of()), trace, 5).attainment()[0];
        assertThat(qlm).isGreaterThan(0.9);
        assertThat(vllm).isLessThan(0.5);
    }

    /** FCFS makes no plans, and the time that QLM's take is a part of its run's. */
    @Test
    void theClusterIsMeasuredWithItsPlans() {
        List<String> told = new ArrayList<>();
        List<ClusterBenchmark.Measurement> measured = ClusterBenchmark.run(3_000, told::add);
        assertThat(told).hasSize(2);
        assertThat(measured).extracting(ClusterBenchmark.Measurement::policyId).containsExactly("fcfs", "qlm");
        assertThat(measured).allSatisfy(m -> {
            assertThat(m.instances()).isEqualTo(80);
            assertThat(m.seconds()).isGreaterThanOrEqualTo(m.planSeconds());
        });
        assertThat(measured.get(0).plans()).isZero();
    }
}
