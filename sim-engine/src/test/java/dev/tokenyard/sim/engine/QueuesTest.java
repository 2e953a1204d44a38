package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        WaitingQueue queue = new WaitingQueue(keys, new int[n], 1, new Buckets(new int[n], new int[n]));
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
        FinishCalendar calendar = new FinishCalendar(stepOf, new int[n], 1, new Buckets(new int[n], new int[n]));
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

    /** What a request left behind in one calendar or queue says nothing once it is in another, even with the same step or key. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void requestsMoveBetweenCalendarsAndQueuesThatShareColumns(int seed) {
        Random random = new Random(seed);
        int n = 60;
        int[] stepOf = new int[n];
        int[] farAt = new int[n];
        long[] keys = new long[n];
        int[] waitsAt = new int[n];
        int[] next = new int[n];
        int[] previous = new int[n];
        List<FinishCalendar> calendars = new ArrayList<>();
        List<WaitingQueue> queues = new ArrayList<>();
        List<TreeSet<Integer>> decoding = new ArrayList<>();
        List<TreeSet<Integer>> waiting = new ArrayList<>();
        for (int place = 1; place <= 3; place++) {
            calendars.add(new FinishCalendar(stepOf, farAt, place, new Buckets(next, previous)));
            queues.add(new WaitingQueue(keys, waitsAt, place, new Buckets(next, previous)));
            decoding.add(new TreeSet<>(
                    Comparator.comparingInt((Integer r) -> stepOf[r]).thenComparing(r -> r)));
            waiting.add(new TreeSet<>(
                    Comparator.comparingLong((Integer r) -> keys[r]).thenComparing(r -> r)));
        }
        for (int r = 0; r < n; r++) {
            // Few different steps and keys, all beyond the near span and the buckets.
            stepOf[r] = 10_000 + random.nextInt(4);
            keys[r] = 10_000 + random.nextInt(4);
        }
        for (int i = 0; i < 5_000; i++) {
            int r = random.nextInt(n);
            for (int place = 0; place < 3; place++) {
                if (decoding.get(place).remove(r)) {
                    calendars.get(place).remove(r);
                }
                if (waiting.get(place).remove(r)) {
                    queues.get(place).remove(r);
                }
            }
            int to = random.nextInt(3);
            if (random.nextBoolean()) {
                decoding.get(to).add(r);
                calendars.get(to).add(r);
            } else {
                waiting.get(to).add(r);
                queues.get(to).add(r);
            }
            for (int place = 0; place < 3; place++) {
                assertThat(queues.get(place).head())
                        .isEqualTo(
                                waiting.get(place).isEmpty()
                                        ? -1
                                        : waiting.get(place).first());
                assertThat(calendars.get(place).firstStep())
                        .isEqualTo(
                                decoding.get(place).isEmpty()
                                        ? Integer.MAX_VALUE
                                        : stepOf[decoding.get(place).first()]);
            }
        }
        for (int place = 0; place < 3; place++) {
            for (int r : decoding.get(place)) {
                assertThat(calendars.get(place).poll(20_000)).isEqualTo(r);
            }
            assertThat(calendars.get(place).poll(20_000)).isEqualTo(-1);
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
