package dev.tokenyard.policies.qlm;

import java.util.List;

/**
 * An order of groups for each virtual queue.
 *
 * @param orders by queue: places in {@link PlanProblem#groups}, the group that is served first in front
 */
record QueuePlan(List<int[]> orders) {
    int[] order(int queue) {
        return orders.get(queue);
    }
}
