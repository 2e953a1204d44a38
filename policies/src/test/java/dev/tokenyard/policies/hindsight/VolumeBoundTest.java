package dev.tokenyard.policies.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VolumeBoundTest {
    /**
     * Volumes 14, 15, 15 and 20 in 10 tokens: completions at 1.4, 2.9, 4.4 and 6.4, 15.1 together; the outputs are 3, 3, 4
     * and 5. So completions lie at 3, 3, 5 and 7 or later.
     */
    @Test
    void fourRequestsInTenTokens() {
        HindsightInstance instance = HindsightInstance.of(trace(0, 1, 4, 0, 3, 3, 0, 3, 3, 0, 1, 5), 10);
        assertThat(VolumeBound.byVolumesAlone(instance)).isCloseTo(15.1, within(1e-9));
        assertThat(bound(10, 0, 1, 4, 0, 3, 3, 0, 3, 3, 0, 1, 5)).isEqualTo(18);
    }

    @Test
    void outputsCountWhereMemoryIsPlenty() {
        assertThat(bound(1_000_000, 0, 1, 4, 0, 3, 3)).isEqualTo(7);
    }

    /** Volumes of 5 in 4 tokens: one of 3 rounds' worth arrives while another is under way, and waits. */
    @Test
    void volumeCountsFromItsArrival() {
        // s = 1, o = 3: volume 9 in 4 tokens, 2.25 rounds each. At 0 one, at 1 two more: 2.25, 4.5 and 6.75.
        assertThat(bound(4, 0, 1, 3, 1, 1, 3, 1, 1, 3)).isEqualTo((3 - 0) + (5 - 1) + (7 - 1));
        // The same as if far from the beginning.
        assertThat(bound(4, 900, 1, 3, 901, 1, 3, 901, 1, 3)).isEqualTo(13);
    }

    @Test
    void withASteadyStreamTheBoundGrowsWithTheQueue() {
        int n = 20_000;
        Random random = new Random(1);
        int[] arrivals = IntStream.range(0, n).map(i -> i / 2).toArray();
        int[] prompts = IntStream.range(0, n).map(i -> 1 + random.nextInt(100)).toArray();
        int[] outputs = IntStream.range(0, n).map(i -> 1 + random.nextInt(250)).toArray();
        HindsightInstance instance = HindsightInstance.of(arrivals, prompts, outputs, 2_000);
        assertThat(VolumeBound.totalLatencyRounds(instance)).isGreaterThan(10 * instance.outputSum());
    }

    @Test
    void itLiesBelowTheOptimumOfHundredsOfSmallInstancesWithArrivals() {
        Random random = new Random(11);
        int better = 0;
        for (int trial = 0; trial < 500; trial++) {
            int n = 2 + random.nextInt(4);
            int[] requests = new int[3 * n];
            int peak = 0;
            for (int i = 0; i < n; i++) {
                requests[3 * i] = random.nextInt(6);
                requests[3 * i + 1] = 1 + random.nextInt(4);
                requests[3 * i + 2] = 1 + random.nextInt(6);
                peak = Math.max(peak, requests[3 * i + 1] + requests[3 * i + 2]);
            }
            Trace trace = trace(requests);
            int memory = peak + random.nextInt(3);
            HindsightInstance instance = HindsightInstance.of(trace, memory);
            long bound = VolumeBound.totalLatencyRounds(instance);
            assertThat(bound)
                    .as("trial %d", trial)
                    .isBetween(instance.outputSum(), BruteForceOptimum.totalLatencyRounds(trace, memory));
            better += bound > instance.outputSum() ? 1 : 0;
        }
        assertThat(better)
                .as("trials in which volume says more than the outputs")
                .isGreaterThan(200);
    }

    private static long bound(int memory, int... requests) {
        return VolumeBound.totalLatencyRounds(HindsightInstance.of(trace(requests), memory));
    }

    /** Requests as arrival, prompt, output, arrival, ... */
    private static Trace trace(int... requests) {
        return HindsightSolverTest.trace(IntStream.range(0, requests.length / 3)
                .mapToObj(i -> Arrays.copyOfRange(requests, 3 * i, 3 * i + 3))
                .toArray(int[][]::new));
    }
}
