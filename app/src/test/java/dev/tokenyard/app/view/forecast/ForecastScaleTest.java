package dev.tokenyard.app.view.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastScaleTest {
    private static List<MemoryForecast> forecasts() {
        RunLog log = DemoComparison.of(500, 1, "mc-sf").lanes().get(0).log();
        ForecastReader reader = ForecastReader.of(log).orElseThrow();
        List<MemoryForecast> forecasts = new ArrayList<>();
        for (long tick = 0; tick <= log.endTick(); tick += Ticks.PER_SECOND / 2) {
            forecasts.add(reader.at(tick, 0));
        }
        return forecasts;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 2",
        "5, 6",
        "7, 8",
        "10, 10",
        "11, 15",
        "17, 20",
        "100, 100",
        "101, 150",
        "640, 800",
        "900, 1000"
    })
    void theHorizonIsARoundNumber(long steps, long horizon) {
        assertThat(ForecastScale.rounded(steps)).isEqualTo(horizon);
    }

    @Test
    void everythingLiesWithinTheRectangle() {
        for (MemoryForecast forecast : forecasts()) {
            for (ForecastScale scale : List.of(
                    ForecastScale.near(forecast, 30, 40, 150, 60), ForecastScale.whole(forecast, 30, 40, 150, 60))) {
                for (long step = 0; step <= scale.horizonSteps(); step++) {
                    assertThat(scale.x(step)).isBetween(30.0, 180.0);
                    assertThat(scale.stepAt(scale.x(step))).isEqualTo(step);
                    assertThat(scale.y(forecast.tokensAt(step))).isBetween(40.0, 100.0);
                }
                assertThat(scale.y(forecast.capacityTokens())).isBetween(40.0, 100.0);
                Candidate candidate = forecast.candidate();
                if (candidate != null) {
                    assertThat(candidate.peakSteps()).isLessThanOrEqualTo(scale.horizonSteps());
                    assertThat(scale.y(candidate.peakTokens())).isBetween(40.0, scale.y(forecast.plannedTokens()));
                }
            }
        }
    }

    @Test
    void theWholeShowsAllEndsAndAllOfTheMemory() {
        for (MemoryForecast forecast : forecasts()) {
            ForecastScale whole = ForecastScale.whole(forecast, 0, 0, 100, 100);
            assertThat(whole.horizonSteps()).isGreaterThanOrEqualTo(forecast.lastEndSteps());
            assertThat(whole.floorTokens()).isZero();
            assertThat(whole.y(0)).isCloseTo(100, within(1e-9));
        }
    }

    /** Where many reside in a full memory, the near plot leaves its lower part out, but never what lies at its edge now. */
    @Test
    void onlyAFullMemoryOfManyIsCutBelow() {
        int cut = 0;
        for (MemoryForecast forecast : forecasts()) {
            ForecastScale near = ForecastScale.near(forecast, 0, 0, 100, 100);
            if (near.floorTokens() > 0) {
                cut++;
                assertThat(forecast.residents()).isGreaterThanOrEqualTo(12);
                assertThat((double) forecast.tokensAt(0)).isGreaterThan(near.floorTokens());
            }
        }
        assertThat(cut).isPositive().isLessThan(forecasts().size());
    }
}
