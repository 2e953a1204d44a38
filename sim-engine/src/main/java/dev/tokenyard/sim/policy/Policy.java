package dev.tokenyard.sim.policy;

import org.jspecify.annotations.Nullable;

/**
 * A policy made for one run: its card and its decision points. The parts may keep state; a run uses them from one
 * thread, and they serve no second run.
 *
 * @param card what it says of itself
 * @param order who is next
 * @param batch what a step processes
 * @param route which instance a request goes to
 * @param residency told of admissions and departures
 * @param cluster what the cluster does of itself
 * @param loads which of the instances on the same GPUs is served next
 * @param pull what offers waiting requests to instances; null where {@code route} sends them to one on arrival
 */
public record Policy(
        PolicyCard card,
        OrderPolicy order,
        BatchPolicy batch,
        RoutePolicy route,
        ResidencyListener residency,
        ClusterPolicy cluster,
        LoadPolicy loads,
        @Nullable PullPolicy pull) {
    /** A policy of a cluster that does nothing of itself, and loads models on demand. */
    public Policy(
            PolicyCard card, OrderPolicy order, BatchPolicy batch, RoutePolicy route, ResidencyListener residency) {
        this(card, order, batch, route, residency, ClusterPolicy.NONE, LoadPolicy.FIRST_IN_LINE, null);
    }

    /** The same policy with another card. */
    public Policy named(PolicyCard newCard) {
        return new Policy(newCard, order, batch, route, residency, cluster, loads, pull);
    }

    /** The same policy in a cluster that acts of itself. */
    public Policy with(ClusterPolicy newCluster) {
        return new Policy(card, order, batch, route, residency, newCluster, loads, pull);
    }

    /** The same policy with another way to choose the model that is loaded. */
    public Policy with(LoadPolicy newLoads) {
        return new Policy(card, order, batch, route, residency, cluster, newLoads, pull);
    }

    /** The same policy, but instances pull requests. */
    public Policy with(PullPolicy newPull) {
        return new Policy(card, order, batch, route, residency, cluster, loads, newPull);
    }
}
