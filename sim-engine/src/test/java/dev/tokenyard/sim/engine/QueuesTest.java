package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The primitive queues against those of the Java library. */
class QueuesTest {
    @Test
    void waitingRequestsLeaveInOrderWhateverIsTakenOut() {
        Random random = new Random(3);
        int n = 400;
        long[] keys = new long[n];
        for (int r = 0; r < n; r++) {
            keys[r] = random.nextInt(40);
        }
        WaitingQueue queue = new WaitingQueue(keys, new int[n]);
        TreeSet<Integer> expected =
                new TreeSet<>(Comparator.comparingLong((Integer r) -> keys[r]).thenComparing(r -> r));
        for (int i = 0; i < 5_000; i++) {
            int r = random.nextInt(n);
            if (expected.contains(r)) {
                expected.remove(r);
                queue.remove(r);
            } else {
                expected.add(r);
                queue.add(r);
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            assertThat(queue.head()).isEqualTo(expected.isEmpty() ? -1 : expected.first());
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
