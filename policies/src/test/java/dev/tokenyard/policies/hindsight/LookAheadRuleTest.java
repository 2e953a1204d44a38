package dev.tokenyard.policies.hindsight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookAheadRuleTest {
    /** The rules as they are written: every round, every waiting request, every round to come. */
    private static int[] roundByRound(LookAheadRule rule, HindsightInstance instance) {
        ToLongFunction<Integer> key = switch (rule) {
            case MC_SF, MC_SF_SKIP -> instance::output;
            case SVF_ORDER -> instance::volume;
            case MC_BENCHMARK -> instance::arrival;
        };
        int n = instance.size();
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingLong(key))
                .mapToInt(i -> i)
                .toArray();
        int[] starts = new int[n];
        boolean[] placed = new boolean[n];
        Occupancy occupancy = new Occupancy(instance);
        for (int round = 0; round <= instance.horizon(); round++) {
            for (int i : order) {
                if (placed[i] || instance.arrival(i) > round) {
                    continue;
                }
                if (occupancy.fits(i, round)) {
                    occupancy.place(i, round);
                    starts[i] = round;
                    placed[i] = true;
                } else if (rule != LookAheadRule.MC_SF_SKIP) {
                    break;
                }
            }
        }
        return starts;
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleIsAsItIsWritten(LookAheadRule rule) {
        Random random = new Random(17);
        for (int trial = 0; trial < 300; trial++) {
            HindsightInstance instance = random(random, 1 + random.nextInt(30), random.nextInt(60));
            assertThat(rule.starts(instance)).as("trial %d", trial).isEqualTo(roundByRound(rule, instance));
        }
    }

    private static HindsightInstance random(Random random, int n, int lastArrival) {
        return HindsightInstance.of(
                IntStream.range(0, n).map(i -> random.nextInt(lastArrival + 1)).toArray(),
                IntStream.range(0, n).map(i -> 1 + random.nextInt(6)).toArray(),
                IntStream.range(0, n).map(i -> 1 + random.nextInt(14)).toArray(),
                20 + random.nextInt(20));
    }

    @Test
    void aHundredThousandRequestsTakeSecondsAndStopOnDemand() {
        int n = 100_000;
        HindsightInstance instance = HindsightInstance.of(
                new int[n],
                IntStream.range(0, n).map(i -> 1 + (37 * i) % 97).toArray(),
                IntStream.range(0, n).map(i -> 1 + (53 * i) % 251).toArray(),
                20_000);
        long startNanos = System.nanoTime();
        int[] starts = LookAheadRule.SVF_ORDER.starts(instance);
        long latency = ScheduleChecker.totalLatency(instance, starts);
        assertThat((System.nanoTime() - startNanos) / 1e9).as("seconds").isLessThan(20);
        assertThat(latency).isGreaterThan(VolumeBound.totalLatencyRounds(instance));
        int[] asked = {0};
        assertThat(LookAheadRule.SVF_ORDER.starts(instance, () -> ++asked[0] > 3))
                .isEmpty();
        assertThat(asked[0]).isEqualTo(4);
    }
}
