package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.RunCursor;
import java.util.Arrays;

/** The queues of all instances as one, in the policy's order. Goes no further than it is asked to. */
final class QueueOrder {
    private RunCursor cursor;
    private int[] position = {};
    private int lastFrom = -1;

    QueueOrder(RunCursor cursor) {
        this.cursor = cursor;
    }

    /** Starts at the front of a run's queues. */
    void start(RunCursor at) {
        cursor = at;
        if (position.length != at.queueCount()) {
            position = new int[at.queueCount()];
        }
        Arrays.fill(position, 0);
    }

    /** The next request, -1 after the last. */
    int next() {
        int best = -1;
        int from = -1;
        for (int i = 0; i < position.length; i++) {
            if (position[i] < cursor.waitingCount(i)) {
                int r = cursor.waiting(i, position[i]);
                if (best < 0
                        || cursor.orderKey(r) < cursor.orderKey(best)
                        || (cursor.orderKey(r) == cursor.orderKey(best) && r < best)) {
                    best = r;
                    from = i;
                }
            }
        }
        if (from >= 0) {
            position[from]++;
        }
        lastFrom = from;
        return best;
    }

    /** Takes the last request back, so that it is the next again; once after each {@link #next()}. */
    void takeBack() {
        if (lastFrom >= 0) {
            position[lastFrom]--;
            lastFrom = -1;
        }
    }

    /** How many requests of a queue have been given out. */
    int given(int queue) {
        return position[queue];
    }
}
