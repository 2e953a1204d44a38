package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.VictimPolicy;

/** Who is evicted in a shortage of memory. */
public final class Victims {
    private Victims() {}

    /** The resident that was admitted last: vLLM under first come, first served. */
    public static VictimPolicy newest() {
        return InstanceView::newestResident;
    }

    /** The resident that is last in an order, the later arrival among equals: vLLM under priority scheduling. */
    public static VictimPolicy lastInOrder(OrderPolicy order) {
        return view -> {
            int victim = view.newestResident();
            long victimKey = order.key(victim, view.requests());
            for (int r = view.olderResident(victim); r != InstanceView.NONE; r = view.olderResident(r)) {
                long key = order.key(r, view.requests());
                // Requests are numbered by arrival.
                if (key > victimKey || (key == victimKey && r > victim)) {
                    victim = r;
                    victimKey = key;
                }
            }
            return victim;
        };
    }
}
