package dev.tokenyard.sim.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Which instances take turns on the same GPUs. */
public final class GpuSets {
    private GpuSets() {}

    /**
     * Numbers the sets of GPUs from 0, in the order of their first instances.
     *
     * @param instances how many instances there are
     * @param sharedGpus by instance the number of the GPUs that it shares with others, below 0 if they are its own
     * @return by instance the number of its set
     */
    public static int[] numbers(int instances, IntUnaryOperator sharedGpus) {
        Map<Integer, Integer> ofShared = new HashMap<>();
        int[] numbers = new int[instances];
        int next = 0;
        for (int i = 0; i < instances; i++) {
            int shared = sharedGpus.applyAsInt(i);
            Integer known = shared < 0 ? null : ofShared.putIfAbsent(shared, next);
            numbers[i] = known == null ? next++ : known;
        }
        return numbers;
    }
}
