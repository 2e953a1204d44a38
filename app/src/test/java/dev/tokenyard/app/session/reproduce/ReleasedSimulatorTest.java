package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.reproduce.ReleasedSimulator.Batching;
import dev.tokenyard.app.session.reproduce.ReleasedSimulator.Conventions;
import org.junit.jupiter.api.Test;

/** The conventions, on jobs whose times can be worked out by hand: 45 tokens take 1 s, 95 take 2 s, and so on. */
class ReleasedSimulatorTest {
    private static final Conventions ALONE = new Conventions(Batching.NONE, 1, false);
    private static final Conventions DYNAMIC = new Conventions(Batching.DYNAMIC, 2, true);
    private static final Conventions CONTINUOUS = new Conventions(Batching.CONTINUOUS, 2, true);

    private static void assertFinish(JobTimes times, double... seconds) {
        assertThat(times.finishSeconds()).containsExactly(seconds, within(1e-9));
    }

    @Test
    void oneAtATime() {
        double[] arrivals = {0, 0.5, 0.6};
        int[] tokens = {95, 145, 45};
        assertFinish(ReleasedSimulator.firstComeFirstServed(ALONE, arrivals, tokens), 2, 5, 6);
        assertFinish(ReleasedSimulator.shortestFirst(ALONE, arrivals, tokens, new double[] {95, 145, 45}), 2, 6, 3);
    }

    @Test
    void aDynamicBatchEndsWithItsLongestAndOnlyFcfsWaitsForIt() {
        double[] arrivals = {0, 3, 30};
        int[] tokens = {45, 95, 45};
        // The second job completes the batch at 3 s; the third waits for ten seconds that nobody comes.
        assertFinish(ReleasedSimulator.firstComeFirstServed(DYNAMIC, arrivals, tokens), 5, 5, 41);
        assertFinish(ReleasedSimulator.shortestFirst(DYNAMIC, arrivals, tokens, new double[] {45, 95, 45}), 1, 5, 31);
    }

    @Test
    void aContinuousBatchIsPreemptedForFreeAtEachEnd() {
        double[] arrivals = {0, 0, 0.5};
        int[] tokens = {45, 195, 45};
        // At 1 s the long job, with 3 s to go, and the new one form a batch; the last is idle first, since it is alone.
        assertFinish(ReleasedSimulator.firstComeFirstServed(CONTINUOUS, arrivals, tokens), 1, 14, 2);
        assertFinish(
                ReleasedSimulator.shortestFirst(
                        new Conventions(Batching.CONTINUOUS, 1, false), arrivals, tokens, new double[] {45, 195, 45}),
                1,
                6,
                2);
    }

    @Test
    void measures() {
        JobTimes times = new JobTimes(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, new double[] {2, 3, 4, 5, 6, 7, 8, 19});
        assertThat(times.meanSeconds()).isEqualTo((7 * 2 + 12) / 8.0);
        assertThat(times.p99Seconds()).isEqualTo(12);
        assertThat(times.jobsPerSecond()).isEqualTo(8 / 19.0);
        assertThat(times.firstQuarterJobsPerSecond()).isEqualTo(2 / 3.0);
    }
}
