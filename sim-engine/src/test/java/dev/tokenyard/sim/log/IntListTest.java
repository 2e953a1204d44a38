package dev.tokenyard.sim.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntListTest {
    /** Whatever is done to it, it holds what a list of the library holds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isAList(long seed) {
        Random random = new Random(seed);
        IntList list = new IntList(1 + random.nextInt(4));
        List<Integer> expected = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            int value = random.nextInt(1000);
            boolean growing = step / 500 % 2 == 0;
            switch (random.nextInt(growing ? 6 : 9)) {
                case 0, 1 -> {
                    list.add(value);
                    expected.add(value);
                }
                case 2 -> {
                    int place = random.nextInt(expected.size() + 1);
                    list.insertAt(place, value);
                    expected.add(place, value);
                }
                case 3 -> {
                    list.insertAt(0, value);
                    expected.add(0, value);
                }
                case 4 -> {
                    int[] more = random.ints(random.nextInt(5), 0, 1000).toArray();
                    list.addAll(more);
                    IntStream.of(more).forEach(expected::add);
                }
                case 5 -> {
                    if (!expected.isEmpty()) {
                        int place = random.nextInt(expected.size());
                        list.set(place, value);
                        expected.set(place, value);
                        assertThat(list.placeOf(value)).isEqualTo(expected.indexOf(value));
                    }
                }
                default -> {
                    if (!expected.isEmpty()) {
                        int place = random.nextBoolean() ? 0 : random.nextInt(expected.size());
                        list.removeAt(place);
                        expected.remove(place);
                    }
                }
            }
            assertThat(list.size()).isEqualTo(expected.size());
        }
        assertThat(list.toArray())
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
        assertThat(IntStream.range(0, list.size()).map(list::get).toArray()).isEqualTo(list.toArray());
        list.clear();
        assertThat(list.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staysSortedWhileItsHeadLeaves(long seed) {
        Random random = new Random(seed);
        IntList list = new IntList();
        List<Integer> expected = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(5) < 3 || expected.isEmpty()) {
                int value = random.nextInt(10_000);
                list.insertSorted(value, Integer::compare);
                expected.add(value);
                expected.sort(null);
            } else {
                int value = expected.remove(random.nextInt(4) == 0 ? random.nextInt(expected.size()) : 0);
                list.removeValue(value);
            }
        }
        assertThat(list.toArray())
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }
}
