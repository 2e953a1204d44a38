package dev.tokenyard.sim.policy;

/** Decision point <em>order</em>: who is next. */
@FunctionalInterface
public interface OrderPolicy {
    /**
     * The sort key of a request when it joins a queue; the smallest is served first, and equal keys in order of arrival.
     * The key stays as it is until the request joins a queue again or a plan {@linkplain BatchPlan#reorder reorders} it.
     */
    long key(int request, RequestView requests);
}
