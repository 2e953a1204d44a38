package dev.tokenyard.app.session.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionSweepTest {
    private final ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());

    @ParameterizedTest
    @EnumSource
    void aFamilyGoesFromTheOracleToTheWorstAndKnowsItsOwnLevels(ErrorFamily family) {
        assertThat(family.label(0)).isEqualTo("oracle");
        for (double level : new double[] {0, 0.1, 0.5, 0.9, 1}) {
            assertThat(family.level(family.label(level)).orElse(-1)).isCloseTo(level, within(0.01));
        }
        assertThat(family.level("confusion")).isEmpty();
        assertThat(family.level("buckets:10/20")).isEmpty();
    }

    @Test
    void labelsAreRound() {
        assertThat(ErrorFamily.RANK.label(0.7)).isEqualTo("rank:0.3");
        assertThat(ErrorFamily.RANK.label(1)).isEqualTo("rank:0");
        assertThat(ErrorFamily.NOISE.label(1)).isEqualTo("noise:5000");
        assertThat(ErrorFamily.NOISE.label(0.5)).isEqualTo("noise:160");
        assertThat(ErrorFamily.RELATIVE.label(0.25)).isEqualTo("relative:0.25");
    }

    /** Beyond saturation, and one at a time, the order is all: SSJF at the start is SJF, at the end no better than FCFS. */
    @Test
    void shortestFirstLosesItsAdvantageAsTheOrderFades() throws Exception {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.json"))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withRateScale(9);
        List<Integer> seen = new ArrayList<>();
        PredictionSweep sweep = PredictionSweep.run(
                runner,
                scenario,
                ErrorFamily.RANK,
                RunPart.WHOLE,
                () -> false,
                part -> seen.add(part.points().size()));
        assertThat(seen).hasSize(PredictionSweep.LEVELS).isSorted();
        double fcfs = SweepFigure.MEAN_LATENCY.of(sweep.baseline());
        double atBest =
                SweepFigure.MEAN_LATENCY.of(sweep.points().getFirst().runs().get(0));
        double atWorst =
                SweepFigure.MEAN_LATENCY.of(sweep.points().getLast().runs().get(0));
        assertThat(atBest).isLessThan(0.9 * fcfs);
        assertThat(atWorst).isCloseTo(fcfs, within(0.2 * fcfs));
        assertThat(sweep.points().getFirst().kendallTau()).isEqualTo(1);
        assertThat(sweep.points().getLast().kendallTau()).isCloseTo(0, within(0.01));
        double sjf = runner.run(scenario.withPolicies(List.of(PolicyChoice.of("sjf"))), () -> false).lanes().stream()
                .mapToDouble(lane -> SweepFigure.MEAN_LATENCY.of(RunMetrics.of(lane.log())))
                .sum();
        assertThat(atBest).isEqualTo(sjf);
    }

    /** What a user recomputes who makes the same run and looks at the same part of it. */
    @Test
    void figuresOfAPartAreThoseOfTheRequestsThatArriveInIt() throws Exception {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.csv"))
                .withLimit(200);
        RunPart part = RunPart.of(new Window(Ticks.fromSeconds(10), Ticks.fromSeconds(40)));
        PredictionSweep sweep =
                PredictionSweep.run(runner, scenario, ErrorFamily.RANK, part, () -> false, partly -> {});
        ScenarioSpec alone =
                scenario.withPolicies(List.of(PolicyChoice.of("ssjf"))).withPredictor("rank:1");
        RunMetrics same =
                RunMetrics.of(runner.run(alone, () -> false).lanes().get(0).log(), part.window());
        RunMetrics first = sweep.points().get(0).runs().get(0);
        assertThat(first.requests()).isPositive().isLessThan(200).isEqualTo(same.requests());
        assertThat(SweepFigure.P99_TTFT.of(first)).isEqualTo(SweepFigure.P99_TTFT.of(same));
        assertThat(sweep.baseline().requests()).isEqualTo(same.requests());
        assertThat(sweep.part()).isEqualTo(part);
    }

    @Test
    void whatDoesNotMatterToASweepIsNotPartOfItsBasis() {
        ScenarioSpec opening = ScenarioDefaults.opening();
        ScenarioSpec other =
                opening.named("other").withPredictor("noise:75").withPolicies(List.of(PolicyChoice.of("edf")));
        assertThat(PredictionSweep.basis(other)).isEqualTo(PredictionSweep.basis(opening));
        assertThat(PredictionSweep.basis(opening.withSeed(8))).isNotEqualTo(PredictionSweep.basis(opening));
    }

    /** Forks are lanes of the scenario's policies, of which a sweep need not have any. */
    @Test
    void forksAreNoPartOfASweep() throws Exception {
        ScenarioSpec opening = ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.csv"))
                .withLimit(20)
                .withPolicies(List.of(PolicyChoice.of("edf"), PolicyChoice.of("fcfs")));
        ScenarioSpec forked = ForkEdits.add("edf", 1, "sjf").apply(opening);
        assertThat(PredictionSweep.basis(forked)).isEqualTo(PredictionSweep.basis(opening));
        PredictionSweep sweep =
                PredictionSweep.run(runner, forked, ErrorFamily.RANK, RunPart.WHOLE, () -> false, part -> {});
        assertThat(sweep.points())
                .hasSize(PredictionSweep.LEVELS)
                .allSatisfy(point -> assertThat(point.runs()).hasSize(PredictionSweep.PREDICTING.size()));
    }

    @Test
    void itCanBeCancelled() {
        assertThatThrownBy(() -> PredictionSweep.run(
                        runner, ScenarioDefaults.opening(), ErrorFamily.NOISE, RunPart.WHOLE, () -> true, part -> {}))
                .isInstanceOf(CancellationException.class);
    }
}
