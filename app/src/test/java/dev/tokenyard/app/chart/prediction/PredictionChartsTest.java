package dev.tokenyard.app.chart.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.Predicted;
import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PredictionChartsTest {
    /** Predictions of {@code requests} requests that have {@code different} values. */
    private static ChartSpec calibration(int requests, int different) {
        TraceBuilder builder = Trace.builder("demo");
        for (int r = 0; r < requests; r++) {
            builder.add(r, 100, 50 + r);
        }
        int[] tokens = new int[requests];
        Arrays.setAll(tokens, r -> 100 + r % different);
        return PredictionCharts.calibration(PredictionStudy.of(new Predicted("demo", builder.build(), tokens, 0)), 0);
    }

    @Test
    void thatThereAreFewerPointsThanTenthsIsSaid() {
        for (int different = 1; different <= 40; different++) {
            ChartSpec chart = calibration(200, different);
            boolean fewer = chart.series().get(0).size() < 10;
            assertThat(chart.x().label().contains("equal predictions stay together"))
                    .as(different + " different predictions")
                    .isEqualTo(fewer);
            assertThat(chart.note().contains("Equal predictions stay together")).isEqualTo(fewer);
        }
        assertThat(calibration(200, 4).note()).isEqualTo("Equal predictions stay together: 4 points, not 10.");
        assertThat(calibration(200, 200).x().label()).isEqualTo("Predicted output, mean of the tenth");
    }

    @Test
    void aFewRequestsAreNotSaidToBePredictedAlike() {
        assertThat(calibration(4, 4).note()).isEmpty();
    }
}
