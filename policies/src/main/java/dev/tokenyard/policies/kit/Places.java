package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.Pool;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which instances can serve which requests, asked once for each kind of instances and remembered by number. */
public final class Places {
    private final Pool pool;
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private BitSet[] sets = new BitSet[4];

    /** Places in a run's pool, none asked yet. */
    public Places(Pool pool) {
        this.pool = pool;
    }

    /** The number of the set of instances that can serve a request. */
    public int of(int request) {
        BitSet able = new BitSet();
        for (int i = 0; i < pool.instanceCount(); i++) {
            if (pool.firstAlike(i) == i && pool.canServe(i, request)) {
                able.set(i);
            }
        }
        Integer known = numbers.get(able);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == sets.length) {
            sets = Arrays.copyOf(sets, 2 * number);
        }
        sets[number] = able;
        numbers.put(able, number);
        return number;
    }

    /** Whether an instance is in a set. */
    public boolean has(int number, int instance) {
        return sets[number].get(pool.firstAlike(instance));
    }
}
