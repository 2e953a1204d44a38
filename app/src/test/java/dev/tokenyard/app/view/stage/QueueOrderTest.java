package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.sim.log.RunCursor;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
    @Test
    void aRequestTakenBackIsTheNextAgain() {
        RunCursor cursor =
                DemoComparison.of(900, 3, "ssjf").lanes().get(0).log().cursor();
        long tick = 0;
        while (cursor.waitingCount() < 12) {
            tick += 1_000_000_000_000L;
            cursor.seek(tick);
        }
        QueueOrder order = new QueueOrder(cursor);
        order.start(cursor);
        int waiting = cursor.waitingCount();
        int[] inOrder = new int[waiting];
        for (int k = 0; k < waiting; k++) {
            inOrder[k] = order.next();
            order.takeBack();
            assertThat(order.next()).isEqualTo(inOrder[k]);
        }
        assertThat(order.next()).isEqualTo(-1);
        for (int k = 1; k < waiting; k++) {
            assertThat(cursor.log().outcomes().orderKey(inOrder[k]))
                    .isGreaterThanOrEqualTo(cursor.log().outcomes().orderKey(inOrder[k - 1]));
        }
    }
}
