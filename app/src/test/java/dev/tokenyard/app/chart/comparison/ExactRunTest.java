package dev.tokenyard.app.chart.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ModeChoice;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Charts of a run whose every moment is known: MC-SF on requests of 1, 1, 2 prompt and 3, 3, 2 output tokens that arrive
 * together, in 6 tokens of memory. They start in rounds 1, 3, 0 and end in rounds 4, 6, 2.
 */
class ExactRunTest {
    private static final ComparisonMetrics METRICS = metrics();

    private static ComparisonMetrics metrics() {
        Trace trace =
                Trace.builder("exact").add(0, 1, 3).add(0, 1, 3).add(0, 2, 2).build();
        int[] outputs = {3, 3, 2};
        var input = TheoryMode.input(trace, 6, outputs);
        PolicyFactory factory = PolicyCatalog.byId("mc-sf");
        Lane lane = new Lane(
                factory.card(),
                Simulator.run(input, factory.create(Defaults.context(r -> outputs[r])), RunOptions.RECORDED));
        ScenarioSpec scenario = new ScenarioSpec(
                "exact",
                TraceSource.sample("exact"),
                1,
                0,
                ScenarioDefaults.cluster("worker", "none", 1, 1)
                        .withBatching(ModeChoice.of("theory"))
                        .withStepTime("unit"),
                input.sloClasses(),
                List.of(PolicyChoice.of("mc-sf")),
                "",
                0);
        return ComparisonMetrics.of(new Comparison(scenario, trace, List.of(lane), 0));
    }

    @Test
    void distributionsAreThoseOfTheKnownMoments() {
        assertThat(xs(ComparisonChart.E2E_CDF)).containsExactly(2, 4, 6);
        assertThat(xs(ComparisonChart.TTFT_CDF)).containsExactly(1, 2, 4);
        assertThat(xs(ComparisonChart.QUEUE_CDF)).containsExactly(0, 1, 3);
        assertThat(xs(ComparisonChart.TPOT_CDF)).containsExactly(1000, 1000, 1000);
        assertThat(ys(ComparisonChart.E2E_CDF)).containsExactly(new double[] {100 / 3.0, 200 / 3.0, 100}, within(1e-9));
    }

    @Test
    void quantilesAreByNearestRank() {
        assertThat(ys(ComparisonChart.LATENCY_QUANTILES)).containsExactly(4, 6, 6);
    }

    @Test
    void oneClassNeedsNoBarsOfItsOwn() {
        assertThat(ComparisonChart.SLO_BY_CLASS.of(METRICS).x().categories()).containsExactly("All");
        assertThat(ys(ComparisonChart.SLO_BY_CLASS)).containsExactly(100);
        assertThat(ComparisonChart.TTFT_CDF.of(METRICS).targets()).isEmpty();
    }

    @Test
    void theQueueIsAsLongAsTheKnownStartsSay() {
        SeriesSpec queue = ComparisonChart.QUEUE_LENGTH.of(METRICS).series().getFirst();
        double columnSeconds = queue.x(1) - queue.x(0);
        for (int i = 0; i < queue.size(); i++) {
            if (Math.min(Math.abs(queue.x(i) - 1), Math.abs(queue.x(i) - 3)) < columnSeconds) {
                continue;
            }
            double waiting = queue.x(i) < 1 ? 2 : queue.x(i) < 3 ? 1 : 0;
            assertThat(queue.y(i)).as("at %s s", queue.x(i)).isCloseTo(waiting, within(1e-9));
        }
    }

    @Test
    void saysWhichModeItComesFrom() {
        assertThat(ComparisonChart.E2E_CDF.of(METRICS).note())
                .isEqualTo("exact: 3 requests on 1 × worker\ntheory batching · least-outstanding routing"
                        + " · unit step times · seed 0");
    }

    private static double[] xs(ComparisonChart chart) {
        SeriesSpec series = chart.of(METRICS).series().getFirst();
        double[] xs = new double[series.size()];
        Arrays.setAll(xs, series::x);
        return xs;
    }

    private static double[] ys(ComparisonChart chart) {
        SeriesSpec series = chart.of(METRICS).series().getFirst();
        double[] ys = new double[series.size()];
        Arrays.setAll(ys, series::y);
        return ys;
    }
}
