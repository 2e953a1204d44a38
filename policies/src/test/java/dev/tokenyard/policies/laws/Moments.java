package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Moments of a run as its cursor shows them. */
final class Moments {
    private static final int LOOKED_UP = 20;

    private Moments() {}

    /** What is seen at a moment does not depend on where one comes from. */
    static void assertThatTheWayDoesNotMatter(RunLog log, long seed) {
        RunCursor wanderer = log.cursor();
        Random random = new Random(seed);
        for (int k = 0; k < LOOKED_UP; k++) {
            long tick = random.nextLong(log.endTick() + 1);
            wanderer.seek(tick);
            RunCursor direct = log.cursor();
            direct.seek(tick);
            for (int q = 0; q < direct.queueCount(); q++) {
                assertThat(waiting(wanderer, q)).isEqualTo(waiting(direct, q));
            }
            for (int i = 0; i < log.instances().size(); i++) {
                assertThat(wanderer.usedBlocks(i)).isEqualTo(direct.usedBlocks(i));
                assertThat(wanderer.hostBlocks(i)).isEqualTo(direct.hostBlocks(i));
            }
        }
    }

    /** Who waits in a queue, in its order. */
    static List<Integer> waiting(RunCursor cursor, int queue) {
        return IntStream.range(0, cursor.waitingCount(queue))
                .mapToObj(k -> cursor.waiting(queue, k))
                .toList();
    }
}
