package dev.tokenyard.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.session.HindsightService;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The moments at which pictures are taken must show what they are taken for. */
class GalleryScenariosTest {
    @Test
    void requestsAreInHostMemoryWhenThePictureOfSwappingIsTaken() throws Exception {
        Comparison comparison = new ComparisonService().run(GalleryScenarios.mixedGpusAndSwap(), () -> false);
        RunLog log = comparison.lanes().get(0).log();
        assertThat(log.instances()).extracting("gpuId").containsExactly("a100-80g", "l40s");
        RunCursor cursor = log.cursor();
        cursor.seek(Ticks.fromSeconds(GalleryScenarios.SWAP_MOMENT_SECONDS));
        assertThat(cursor.swappedCount(1)).isGreaterThan(2);
    }

    @Test
    void requestsAreHandedOverWhenThePictureOfPartedInstancesIsTaken() throws Exception {
        Comparison comparison = new ComparisonService().run(GalleryScenarios.disaggregated(), () -> false);
        long until = Ticks.fromSeconds(GalleryScenarios.HANDOVER_MOMENT_SECONDS);
        long since = until - Ticks.PER_SECOND / 3;
        assertThat(comparison.lanes()).allSatisfy(lane -> {
            EventTrack events = lane.log().events();
            assertThat(IntStream.range(events.countUntil(since), events.countUntil(until))
                            .filter(e -> events.kind(e) == EventKind.RECEIVED))
                    .hasSizeGreaterThan(2);
        });
    }

    @Test
    void mcSfRunsARequestThatTheOptimumHoldsWhenThePictureOfTheOptimumIsTaken() throws Exception {
        ComparisonService service = new ComparisonService();
        Comparison comparison = new HindsightService(service)
                .beside(service.run(SampleScenarios.hindsight(), () -> false), (phase, best, bound) -> {}, () -> false);
        long tick = Ticks.fromSeconds(GalleryScenarios.OPTIMUM_ROUND);
        int request = GalleryScenarios.HELD_REQUEST;
        RunLog mcSf = comparison.lanes().get(0).log();
        RunLog optimum = comparison.lanes().get(2).log();
        assertThat(mcSf.outcomes().firstScheduledTick(request)).isLessThan(tick);
        assertThat(mcSf.outcomes().completedTick(request)).isGreaterThan(tick);
        assertThat(optimum.trace().arrivalTick(request)).isLessThan(tick);
        assertThat(optimum.outcomes().firstScheduledTick(request)).isGreaterThan(tick);
    }

    @Test
    void aRequestThatWouldFitNowIsHeldBackWhenThePictureOfTheLookAheadIsTaken() throws Exception {
        Comparison comparison = new ComparisonService().run(GalleryScenarios.lookAhead(), () -> false);
        assertThat(comparison.lanes()).hasSize(2);
        RunLog log = comparison.lanes().get(1).log();
        assertThat(log.info().totals().preemptions()).isZero();
        MemoryForecast forecast = ForecastReader.of(log)
                .orElseThrow()
                .at(Ticks.fromSeconds(GalleryScenarios.LOOK_AHEAD_MOMENT_SECONDS), 0);
        Candidate candidate = Objects.requireNonNull(forecast.candidate());
        assertThat(forecast.tokensAt(0) + candidate.heldTokens()).isLessThan(forecast.plannedTokens());
        assertThat(candidate.peakTokens()).isGreaterThan(forecast.plannedTokens() + 1000);
        assertThat(candidate.peakSteps()).isGreaterThan(50);
    }

    @Test
    void otherBatchingModesAreNamed() throws Exception {
        Comparison comparison = new ComparisonService()
                .run(GalleryScenarios.batching("orca", "under Orca").withLimit(50), () -> false);
        assertThat(comparison.scenario().name()).endsWith("under Orca");
        assertThat(comparison.lanes().get(0).log().info().batching().id()).isEqualTo("orca");
    }
}
