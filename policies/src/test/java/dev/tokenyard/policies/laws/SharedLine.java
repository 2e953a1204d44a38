package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.GpuSets;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Requests in order of arrival, dealt out to the sets of GPUs by their numbers: an instance takes the first of its set's that it
 * can serve. Nothing of the past matters.
 */
final class SharedLine extends LinePolicy {
    private final TreeSet<Integer> line = new TreeSet<>();
    private final Map<Integer, Integer> hostOf = new HashMap<>();
    private int[] setOf = {};

    static Policy policy(BatchingMode batching) {
        return new SharedLine().policy(batching.compose(batching.memoryTest(), Victims.newest()));
    }

    private boolean canTake(int instance, int request) {
        Integer host = hostOf.get(request);
        return host == null
                ? setOf[instance] == setOf(request) && pool().canServe(instance, request)
                : host == instance;
    }

    /** The set from the one with its number on that can serve a request. */
    private int setOf(int request) {
        int i = request % setOf.length;
        while (!pool().canServe(i, request)) {
            i = (i + 1) % setOf.length;
        }
        return setOf[i];
    }

    private void join(int request) {
        line.add(request);
        for (int i = 0; i < setOf.length; i++) {
            if (canTake(i, request)) {
                pool().consult(i);
            }
        }
    }

    @Override
    public void begin(Pool pool) {
        super.begin(pool);
        setOf = GpuSets.numbers(pool.instanceCount(), pool::sharedGpus);
    }

    @Override
    public void arrived(int request, long tick) {
        join(request);
    }

    @Override
    public void admitted(int request, int instance, long tick) {
        line.remove(request);
        hostOf.remove(request);
    }

    @Override
    public void evicted(int request, int instance, boolean toHost, long tick) {
        if (toHost) {
            hostOf.put(request, instance);
        }
        join(request);
    }

    @Override
    public int next(int instance) {
        return line.stream().filter(r -> canTake(instance, r)).findFirst().orElse(InstanceView.NONE);
    }

    @Override
    public int waiting(int instance) {
        return (int) line.stream().filter(r -> canTake(instance, r)).count();
    }
}
