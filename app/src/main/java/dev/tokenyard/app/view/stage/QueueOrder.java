package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunCursor;
import java.util.Arrays;

/** The queues of all instances as one, in the policy's order. Goes no further than it is asked to. */
final class QueueOrder {
    private RunCursor cursor;
    private int[] position = {};
    private int lastInstance = -1;

    QueueOrder(RunCursor cursor) {
        this.cursor = cursor;
    }

    /** Starts at the front of a run's queues. */
    void start(RunCursor at) {
        cursor = at;
        int instances = at.log().instances().size();
        if (position.length != instances) {
            position = new int[instances];
        }
        Arrays.fill(position, 0);
        lastInstance = -1;
    }

    /** The next request, -1 after the last. */
    int next() {
        RequestOutcomes outcomes = cursor.log().outcomes();
        int best = -1;
        int from = -1;
        for (int i = 0; i < position.length; i++) {
            if (position[i] < cursor.waitingCount(i)) {
                int r = cursor.waiting(i, position[i]);
                if (best < 0
                        || outcomes.orderKey(r) < outcomes.orderKey(best)
                        || (outcomes.orderKey(r) == outcomes.orderKey(best) && r < best)) {
                    best = r;
                    from = i;
                }
            }
        }
        if (from >= 0) {
            position[from]++;
        }
        lastInstance = from;
        return best;
    }

    /** Takes back the request that was given out last; only once after each. */
    void putBack() {
        if (lastInstance >= 0) {
            position[lastInstance]--;
            lastInstance = -1;
        }
    }

    /** How many requests of an instance's queue have been given out. */
    int given(int instance) {
        return position[instance];
    }
}
