package dev.tokenyard.policies.qlm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plan whose planning time is not over. Meanwhile instances serve by the old order, requests arrive, and groups begin, so that
 * it meets another state than the one that it was made for.
 *
 * @param dueTick when it takes effect, in ticks
 * @param groups the groups that it was made for
 * @param plan their order, by their places in that list
 */
record PendingPlan(long dueTick, List<RequestGroup> groups, QueuePlan plan) {
    /**
     * What is left of it: those groups that still wait stand in its order. Groups that have begun elsewhere meanwhile stay there
     * in front, and those that it does not know stand at the end of their queues.
     *
     * @param waiting all groups that wait now
     * @return their order, by their places in that list
     */
    QueuePlan onto(List<RequestGroup> waiting, List<VirtualQueue> queues, boolean mayEvict) {
        Map<RequestGroup, Integer> places = new HashMap<>();
        for (int g = 0; g < waiting.size(); g++) {
            places.put(waiting.get(g), g);
        }
        Map<RequestGroup, Integer> planned = new HashMap<>();
        for (VirtualQueue queue : queues) {
            for (int g : plan.order(queue.number)) {
                planned.put(groups.get(g), queue.number);
            }
        }
        List<int[]> orders = new ArrayList<>();
        for (VirtualQueue queue : queues) {
            Set<RequestGroup> order = new LinkedHashSet<>();
            RequestGroup head = queue.head();
            if (!mayEvict && head != null && head.isRunning()) {
                order.add(head);
            }
            for (RequestGroup group : queue.groups) {
                if (group.hasBegun && planned.getOrDefault(group, RequestGroup.NO_QUEUE) != queue.number) {
                    order.add(group);
                }
            }
            for (int g : plan.order(queue.number)) {
                RequestGroup group = groups.get(g);
                if (places.containsKey(group) && (!group.hasBegun || group.queue == queue.number)) {
                    order.add(group);
                }
            }
            for (RequestGroup group : queue.groups) {
                if (!planned.containsKey(group)) {
                    order.add(group);
                }
            }
            orders.add(order.stream()
                    .mapToInt(group -> places.getOrDefault(group, RequestGroup.NO_QUEUE))
                    .toArray());
        }
        return new QueuePlan(orders);
    }
}
