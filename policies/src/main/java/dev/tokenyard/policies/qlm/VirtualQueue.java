package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.kit.Places;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups that one set of GPUs serves, in the order of execution. */
final class VirtualQueue {
    final int number;
    /** The instances on these GPUs, one for each model that they can have loaded. */
    final List<Integer> instances = new ArrayList<>();
    /** Groups with members that wait, the next one in front. */
    final List<RequestGroup> groups = new ArrayList<>();

    final Residents residents = new Residents();

    /** The head if what runs gives way to it. */
    @Nullable
    RequestGroup displacer;

    private final Pool pool;
    private final Places places;

    VirtualQueue(int number, Pool pool, Places places) {
        this.number = number;
        this.pool = pool;
        this.places = places;
    }

    /** The group that is served, null if none waits. */
    @Nullable
    RequestGroup head() {
        return groups.isEmpty() ? null : groups.get(0);
    }

    /** The instance that is loaded or being loaded. */
    int loadedInstance() {
        for (int i = 0; i < instances.size(); i++) {
            if (pool.isLoaded(instances.get(i))) {
                return instances.get(i);
            }
        }
        throw new IllegalStateException("Queue " + number + " has no instance that is loaded.");
    }

    /** The instance here that serves a group, the loaded one if several can; {@link InstanceView#NONE} if none can. */
    int instanceFor(GroupKey key) {
        int found = InstanceView.NONE;
        for (int i = 0; i < instances.size(); i++) {
            int instance = instances.get(i);
            if (canServe(instance, key)) {
                if (pool.isLoaded(instance)) {
                    return instance;
                }
                found = found == InstanceView.NONE ? instance : found;
            }
        }
        return found;
    }

    boolean canServe(int instance, GroupKey key) {
        return places.has(key.places(), instance);
    }

    /** A group has no member left that waits. */
    void forgetDisplacer(RequestGroup group) {
        if (displacer == group) {
            displacer = null;
        }
    }
}
