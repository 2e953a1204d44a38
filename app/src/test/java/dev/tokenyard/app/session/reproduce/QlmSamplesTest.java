package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.QlmScenarios;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TokenQuantiles;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.workload.SampleTraces;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample scenarios are the experiment's workloads, near the load that it calls crowded. */
class QlmSamplesTest {
    private static final int MANY = 100_000;

    static Stream<Arguments> workloads() {
        return Stream.of(
                Arguments.of(SampleTraces.QLM_W_A, QlmWorkload.ONE_MODEL),
                Arguments.of(SampleTraces.QLM_W_B, QlmWorkload.MODELS),
                Arguments.of(SampleTraces.QLM_W_C, QlmWorkload.MEGA));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void recipesDrawFromTheDistributionsOfTheExperiment(String name, QlmWorkload workload) {
        WorkloadSpec recipe = SampleTraces.recipeNamed(name);
        TraceStatistics sample = TraceStatistics.of(
                WorkloadGenerator.generate(WorkloadSpec.ofRequests(MANY, "many", 3, recipe.streams())));
        Trace trace = workload.trace(MANY, recipe.meanRatePerSecond(), 4);
        TraceStatistics experiment = TraceStatistics.of(trace);
        alike(sample.promptTokens(), experiment.promptTokens());
        alike(sample.outputTokens(), experiment.outputTokens());
        alike(sample.classes(), experiment.classes());
        alike(sample.models(), experiment.models());
        assertThat(sample.ratePerSecond())
                .isCloseTo(experiment.ratePerSecond(), within(0.03 * experiment.ratePerSecond()));
        assertThat(sample.interArrivalCv()).isCloseTo(1, within(0.02));
    }

    private static void alike(TokenQuantiles sample, TokenQuantiles experiment) {
        assertThat(sample.mean()).isCloseTo(experiment.mean(), within(0.02 * experiment.mean()));
        assertThat((double) sample.p50()).isCloseTo(experiment.p50(), within(0.03 * experiment.p50()));
        assertThat((double) sample.p99()).isCloseTo(experiment.p99(), within(0.05 * experiment.p99()));
        assertThat(sample.max()).isEqualTo(experiment.max());
    }

    private static void alike(List<TraceStatistics.NameCount> sample, List<TraceStatistics.NameCount> experiment) {
        assertThat(sample)
                .extracting(TraceStatistics.NameCount::name)
                .containsExactlyInAnyOrderElementsOf(
                        experiment.stream().map(TraceStatistics.NameCount::name).toList());
        for (TraceStatistics.NameCount count : experiment) {
            int ours = sample.stream()
                    .filter(one -> one.name().equals(count.name()))
                    .mapToInt(TraceStatistics.NameCount::requests)
                    .sum();
            assertThat((double) ours).isCloseTo(count.requests(), within(0.01 * MANY));
        }
    }

    @Test
    void classesAreThoseOfThePaper() {
        assertThat(QlmScenarios.all()).extracting(ScenarioSpec::sloClasses).containsOnly(QlmWorkload.CLASSES);
    }

    /** The rates stand in the recipes as numbers; this is where they come from. */
    @Test
    void ratesAreNearWhatTheClustersComplete() {
        List<ScenarioSpec> scenarios = QlmScenarios.all();
        QlmServer one = new QlmServer(scenarios.get(0).cluster().groups(), QlmWorkload.ONE_MODEL);
        near(SampleTraces.QLM_W_A, 1.05 * one.requestsPerSecond(0, QlmWorkload.ONE_MODEL));
        QlmServer mega = new QlmServer(scenarios.get(2).cluster().groups(), QlmWorkload.MEGA);
        near(SampleTraces.QLM_W_C, 1.05 * mega.requestsPerSecond(0, QlmWorkload.MEGA));
        QlmServer pairs = new QlmServer(scenarios.get(1).cluster().groups(), QlmWorkload.MODELS);
        double seconds = 0;
        for (int model = 0; model < 3; model++) {
            seconds += 1 / pairs.requestsPerSecond(model, QlmWorkload.MODELS) / 3;
        }
        near(SampleTraces.QLM_W_B, 2 / seconds);
    }

    private static void near(String recipe, double perSecond) {
        assertThat(SampleTraces.recipeNamed(recipe).meanRatePerSecond()).isCloseTo(perSecond, within(0.05 * perSecond));
    }
}
