package dev.tokenyard.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AscendingOrderTest {
    @Test
    void itIsTheStableOrderOfTheValues() {
        Random random = new Random(3);
        for (int size = 0; size < 300; size++) {
            int bound = 1 + random.nextInt(2 * size + 1);
            long[] values = random.longs(size, -bound, bound).toArray();
            int[] expected = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> values[i]))
                    .mapToInt(i -> i)
                    .toArray();

            assertThat(AscendingOrder.of(values)).isEqualTo(expected);
        }
    }

    @Test
    void descendingValuesAreTurnedRound() {
        long[] values = IntStream.range(0, 1_000).mapToLong(i -> -i).toArray();

        assertThat(AscendingOrder.of(values))
                .isEqualTo(IntStream.range(0, 1_000).map(i -> 999 - i).toArray());
    }
}
