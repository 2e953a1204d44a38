package dev.tokenyard.policies.hindsight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The bound lies below the optimum and policies above it, on instances that are small enough to try all schedules. Only
 * policies that never evict are compared: the optimum is over schedules that run each request in one go.
 */
class BruteForceOptimumTest {
    @Test
    void knownOptima() {
        assertThat(BruteForceOptimum.totalLatencyRounds(trace(0, 1, 3, 0, 1, 3, 0, 2, 2), 6))
                .isEqualTo(12);
        assertThat(BruteForceOptimum.totalLatencyRounds(trace(0, 2, 5, 1, 1, 2, 2, 1, 1, 2, 1, 3), 8))
                .isEqualTo(14);
        assertThat(BruteForceOptimum.totalLatencyRounds(trace(0, 1, 4, 0, 3, 3, 0, 3, 3, 0, 1, 5), 10))
                .isEqualTo(22);
    }

    @Test
    void theOptimumLiesBetweenTheBoundAndThePolicies() {
        Random random = new Random(7);
        int optimal = 0;
        int beaten = 0;
        for (int trial = 0; trial < 400; trial++) {
            int n = 1 + random.nextInt(5);
            int[] requests = new int[3 * n];
            int peak = 0;
            for (int i = 0; i < n; i++) {
                requests[3 * i] = random.nextInt(4);
                requests[3 * i + 1] = 1 + random.nextInt(4);
                requests[3 * i + 2] = 1 + random.nextInt(6);
                peak = Math.max(peak, requests[3 * i + 1] + requests[3 * i + 2]);
            }
            Trace trace = trace(requests);
            int memory = peak + random.nextInt(6);
            long optimum = BruteForceOptimum.totalLatencyRounds(trace, memory);
            assertThat(VolumeBound.totalLatencyRounds(HindsightInstance.of(trace, memory)))
                    .as("trial %d, bound", trial)
                    .isLessThanOrEqualTo(optimum);
            long mcSf = totalLatencyRounds("mc-sf", trace, memory);
            long mcBenchmark = totalLatencyRounds("mc-benchmark", trace, memory);
            assertThat(Math.min(mcSf, mcBenchmark)).as("trial %d", trial).isGreaterThanOrEqualTo(optimum);
            optimal += mcSf == optimum ? 1 : 0;
            beaten += mcSf < mcBenchmark ? 1 : 0;
        }
        assertThat(optimal).as("trials in which MC-SF is optimal").isBetween(200, 399);
        assertThat(beaten).as("trials in which the order of MC-SF gains").isGreaterThan(50);
    }

    private static long totalLatencyRounds(String policyId, Trace trace, int memoryTokens) {
        int[] outputs =
                IntStream.range(0, trace.size()).map(trace::outputTokens).toArray();
        RunLog log = Simulator.run(
                TheoryMode.input(trace, memoryTokens, outputs),
                PolicyCatalog.byId(policyId).create(Defaults.context(r -> outputs[r])),
                RunOptions.OUTCOMES_ONLY);
        return IntStream.range(0, trace.size())
                .mapToLong(r -> TheoryMode.round(log.outcomes().completedTick(r) - trace.arrivalTick(r)))
                .sum();
    }

    /** Requests as arrival, prompt, output, arrival, ... */
    private static Trace trace(int... numbers) {
        TraceBuilder builder = Trace.builder("small");
        for (int i = 0; i < numbers.length; i += 3) {
            builder.add(numbers[i] * Ticks.PER_SECOND, numbers[i + 1], numbers[i + 2]);
        }
        return builder.build();
    }
}
