package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The primitive queues against those of the Java library. */
class QueuesTest {
    /**
     * Keys at random, nearly in order of arrival, and strictly so: the heap's, the mixed and the line's case; and keys that
     * are negative, have buckets, only some of them, or none.
     */
    @ParameterizedTest
    @CsvSource({"1000,10000", "20,10000", "0,10000", "1000,0", "20,3900", "500,-300"})
    void waitingRequestsLeaveInOrderWhateverIsTakenOut(int disorder, int smallest) {
        Random random = new Random(3);
        int n = 1_000;
        long[] keys = new long[n];
        for (int r = 0; r < n; r++) {
            keys[r] = smallest + r / 2 + (disorder > 0 ? random.nextInt(disorder) : 0);
        }
        WaitingQueue queue = new WaitingQueue(keys, new boolean[n], new Buckets(new int[n], new int[n]));
        TreeSet<Integer> expected =
                new TreeSet<>(Comparator.comparingLong((Integer r) -> keys[r]).thenComparing(r -> r));
        int next = 0;
        for (int i = 0; i < 20_000; i++) {
            int r = random.nextInt(4) > 0 ? next++ % n : random.nextInt(n);
            if (!expected.remove(r)) {
                // A request that comes again may have another key.
                keys[r] += random.nextInt(3) == 0 ? disorder : 0;
                expected.add(r);
                queue.add(r);
            } else {
                queue.remove(r);
            }
            for (int k = random.nextInt(3); k > 0 && !expected.isEmpty(); k--) {
                queue.remove(expected.pollFirst());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            assertThat(queue.head()).isEqualTo(expected.isEmpty() ? -1 : expected.first());
            if (i % 16 == 0) {
                assertThat(queue.earliest())
                        .isEqualTo(
                                expected.stream().min(Comparator.naturalOrder()).orElse(-1));
            }
        }
    }

    /** Near and far steps, removals, and steps that many share. */
    @ParameterizedTest
    @ValueSource(ints = {40, 5_000, 1_000_000})
    void finishersLeaveInOrderOfStepAndNumber(int longest) {
        Random random = new Random(5);
        int n = 600;
        int[] stepOf = new int[n];
        FinishCalendar calendar = new FinishCalendar(stepOf, new boolean[n], new Buckets(new int[n], new int[n]));
        TreeSet<Integer> expected =
                new TreeSet<>(Comparator.comparingInt((Integer r) -> stepOf[r]).thenComparing(r -> r));
        int now = 0;
        for (int i = 0; i < 30_000; i++) {
            int r = random.nextInt(n);
            if (expected.remove(r)) {
                calendar.remove(r);
            } else {
                stepOf[r] = now + 1 + random.nextInt(1 + random.nextInt(longest));
                expected.add(r);
                calendar.add(r);
            }
            if (random.nextInt(3) == 0 && !expected.isEmpty()) {
                int first = stepOf[expected.first()];
                assertThat(calendar.firstStep()).isEqualTo(first);
                assertThat(calendar.poll(first - 1)).isEqualTo(-1);
                now = first + random.nextInt(3);
                while (!expected.isEmpty() && stepOf[expected.first()] <= now) {
                    assertThat(calendar.poll(now)).isEqualTo(expected.pollFirst());
                }
                assertThat(calendar.poll(now)).isEqualTo(-1);
            }
        }
    }

    @Test
    void theHeapYieldsTheSmallest() {
        Random random = new Random(4);
        LongMinHeap heap = new LongMinHeap();
        PriorityQueue<Long> expected = new PriorityQueue<>();
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(3) > 0 || expected.isEmpty()) {
                long value = random.nextLong(1000);
                heap.add(value);
                expected.add(value);
            } else {
                assertThat(heap.top()).isEqualTo(expected.remove());
                heap.removeTop();
            }
            assertThat(heap.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }
}
