package dev.tokenyard.policies.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sorted-F's batches against their definition: every subset tried, its memory summed up step by step. */
class SortedBatchesTest {
    private record Instance(int[] prompt, int[] output, int memory) {
        static Instance random(Random random, int n) {
            int memory = 10 + random.nextInt(60);
            int[] prompt = new int[n];
            int[] output = new int[n];
            for (int r = 0; r < n; r++) {
                prompt[r] = 1 + random.nextInt(random.nextBoolean() ? memory / 2 : 5);
                output[r] = 1 + random.nextInt(memory - prompt[r]);
            }
            return new Instance(prompt, output, memory);
        }

        boolean fits(int subset) {
            for (int step = 1; step <= memory; step++) {
                int held = 0;
                for (int r = 0; r < prompt.length; r++) {
                    held += (subset >> r & 1) == 1 && output[r] >= step ? prompt[r] + step : 0;
                }
                if (held > memory) {
                    return false;
                }
            }
            return true;
        }

        double f(int subset) {
            int sum = 0;
            for (int r = 0; r < output.length; r++) {
                sum += (subset >> r & 1) * output[r];
            }
            return sum / Math.pow(Integer.bitCount(subset), 2);
        }

        /** The least F of the batches that fit among the requests of a set. */
        double leastF(int among) {
            double least = Double.POSITIVE_INFINITY;
            for (int subset = among; subset > 0; subset = (subset - 1) & among) {
                if (fits(subset)) {
                    least = Math.min(least, f(subset));
                }
            }
            return least;
        }

        SortedBatches close() {
            SortedBatches batches = new SortedBatches(memory);
            for (int r = 0; r < output.length; r++) {
                batches.add(prompt[r], output[r]);
            }
            batches.close();
            return batches;
        }
    }

    private static int take(SortedBatches batches, Instance instance) {
        int size = batches.next();
        int subset = 0;
        for (int k = 0; k < size; k++) {
            subset |= 1 << batches.member(k);
            if (k > 0) {
                assertThat(instance.output[batches.member(k)])
                        .as("shortest first within a batch")
                        .isGreaterThanOrEqualTo(instance.output[batches.member(k - 1)]);
            }
        }
        assertThat(Integer.bitCount(subset)).isEqualTo(size);
        return subset;
    }

    @Test
    void aFewRequestsArePartedExactly() {
        Random random = new Random(3);
        for (int trial = 0; trial < 400; trial++) {
            Instance instance = Instance.random(random, 1 + random.nextInt(SortedBatches.EXACT));
            SortedBatches batches = instance.close();
            int left = (1 << instance.output.length) - 1;
            while (left != 0) {
                int batch = take(batches, instance);
                assertThat(batch).isPositive();
                assertThat(batch & ~left).as("trial %d", trial).isZero();
                assertThat(instance.fits(batch)).isTrue();
                assertThat(instance.f(batch)).as("trial %d", trial).isCloseTo(instance.leastF(left), within(1e-9));
                left &= ~batch;
            }
            assertThat(batches.next()).isZero();
        }
    }

    /** Beyond that it is greedy: batches fit and are seldom far from the best. */
    @Test
    void moreRequestsArePartedNearlyAsWell() {
        Random random = new Random(4);
        double[] excess = new double[150];
        for (int trial = 0; trial < excess.length; trial++) {
            Instance instance = Instance.random(random, 14);
            int batch = take(instance.close(), instance);
            assertThat(instance.fits(batch)).isTrue();
            excess[trial] = instance.f(batch) / instance.leastF((1 << 14) - 1) - 1;
        }
        Arrays.sort(excess);
        assertThat(excess[0]).isGreaterThan(-1e-9);
        assertThat(Arrays.stream(excess).average().orElseThrow()).isLessThan(0.15);
    }
}
