package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the time of a prediction does to a run, on schedules that can be worked out by hand. */
class PredictionTimeTest {
    private static final long SECOND = Ticks.PER_SECOND;

    /** Steps of a second, batches of one. */
    private static SimulationInput input(Trace trace, long predictionTicks, int kvBlocks) {
        int[] lengths = new int[trace.size()];
        for (int r = 0; r < lengths.length; r++) {
            lengths[r] = trace.outputTokens(r);
        }
        return new SimulationInput(
                        trace,
                        List.of(SloClass.ttft("Chat", 2)),
                        new int[trace.size()],
                        List.of(new InstanceSetup(
                                new InstanceInfo("one", "gpu", "model", 1, kvBlocks, 1, 1, 100),
                                new UnitStepTime(SECOND))),
                        "vllm-v1",
                        0,
                        0,
                        "oracle",
                        lengths)
                .withPredictionTicks(predictionTicks);
    }

    private static RunLog ssjf(SimulationInput input, RunOptions options) {
        return Simulator.run(
                input, PolicyCatalog.byId("ssjf").create(Defaults.context(r -> input.predictedTokens()[r])), options);
    }

    @Test
    void aRequestIsScheduledOnceItsPredictionIsThereAndItsWaitCountsFromArrival() {
        Trace trace = Trace.builder("one").add(SECOND, 3, 2).build();
        RunLog log = ssjf(input(trace, SECOND / 4, 100), RunOptions.RECORDED);
        assertThat(log.outcomes().firstScheduledTick(0)).isEqualTo(SECOND + SECOND / 4);
        assertThat(log.outcomes().firstTokenTick(0)).isEqualTo(2 * SECOND + SECOND / 4);
        assertThat(LatencyKind.TTFT.seconds(log, 0)).isEqualTo(1.25);
        assertThat(LatencyKind.QUEUE.seconds(log, 0)).isEqualTo(0.25);
        assertThat(log.info().predictionTicks()).isEqualTo(SECOND / 4);
    }

    /** The short one came first by 0.1 s, but when the server falls free its length is not known yet. */
    @Test
    void whoIsNotPredictedYetIsPassedOver() {
        Trace trace = Trace.builder("three")
                .add(0, 1, 4)
                .add(2 * SECOND, 1, 9)
                .add(4 * SECOND, 1, 1)
                .build();
        RunLog log = ssjf(input(trace, SECOND / 2, 100), RunOptions.RECORDED);
        assertThat(log.outcomes().completedTick(0)).isEqualTo(4 * SECOND + SECOND / 2);
        assertThat(log.outcomes().firstScheduledTick(2)).isEqualTo(4 * SECOND + SECOND / 2);
        RunLog slower = ssjf(input(trace, SECOND / 2 + 1, 100), RunOptions.RECORDED);
        assertThat(slower.outcomes().firstScheduledTick(2)).isEqualTo(4 * SECOND + SECOND / 2 + 1);
        RunLog later = ssjf(
                input(
                        Trace.builder("later")
                                .add(0, 1, 4)
                                .add(2 * SECOND, 1, 9)
                                .add(4 * SECOND + 1, 1, 1)
                                .build(),
                        SECOND / 2,
                        100),
                RunOptions.RECORDED);
        assertThat(later.outcomes().firstScheduledTick(1)).isEqualTo(4 * SECOND + SECOND / 2);
        assertThat(later.outcomes().firstScheduledTick(2)).isEqualTo(13 * SECOND + SECOND / 2);
    }

    @Test
    void itIsSeenInTheQueueMeanwhileAndLittlesLawHolds() {
        Trace trace = Trace.builder("two").add(0, 1, 2).add(SECOND, 1, 1).build();
        RunLog log = ssjf(input(trace, 3 * SECOND, 100), RunOptions.RECORDED);
        RunCursor cursor = log.cursor();
        cursor.seek(2 * SECOND);
        assertThat(cursor.waitingCount(0)).isEqualTo(2);
        assertThat(LittlesLaw.of(log).holds()).isTrue();
        assertThat(log.sameHistoryAs(ssjf(input(trace, 3 * SECOND, 100), RunOptions.SINGLE_STEP)))
                .isTrue();
    }

    @Test
    void whoIsRefusedIsNotWaitedFor() {
        Trace trace = Trace.builder("two").add(0, 90, 90).add(0, 1, 1).build();
        RunLog log = ssjf(input(trace, SECOND, 100), RunOptions.RECORDED);
        assertThat(log.info().totals().refused()).isEqualTo(1);
        assertThat(log.outcomes().completedTick(1)).isEqualTo(2 * SECOND);
    }

    @Test
    void impossibleTimesAreRefused() {
        Trace trace = Trace.builder("one").add(0, 1, 1).build();
        assertThatThrownBy(() -> input(trace, -1, 100)).hasMessageContaining("give a time from 0 to 100 days");
    }
}
