package dev.tokenyard.sim.policy;

/** Decision point <em>evict</em>: who gives up its memory in a shortage. */
@FunctionalInterface
public interface VictimPolicy {
    /** The resident to evict; called again until the shortage is over. There is at least one resident. */
    int victim(InstanceView view);
}
