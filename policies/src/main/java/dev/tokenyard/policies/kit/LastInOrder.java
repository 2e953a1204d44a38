package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In a shortage of memory, evicts the resident that is last in an order, the later arrival among equals: vLLM under
 * priority scheduling. It remembers the residents' keys side by side, so it must also be the policy's residency listener;
 * a key must not change while its request is resident.
 */
public final class LastInOrder implements VictimPolicy, ResidencyListener {
    private final OrderPolicy order;
    private final List<Residents> byInstance = new ArrayList<>();
    /** By request number: its place among the residents of its instance. */
    private int[] placeOf = new int[64];

    /**
     * Makes the victims' books for one run.
     *
     * @param order the policy's order
     */
    public LastInOrder(OrderPolicy order) {
        this.order = order;
    }

    private static final class Residents {
        private int count;
        private int[] request = new int[16];
        private long[] key = new long[16];
    }

    @Override
    public int victim(InstanceView view) {
        Residents residents = residents(view);
        // Two passes without a branch that is hard to predict are faster than one with it.
        long lastKey = Long.MIN_VALUE;
        for (int k = 0; k < residents.count; k++) {
            lastKey = Math.max(lastKey, residents.key[k]);
        }
        int last = InstanceView.NONE;
        for (int k = 0; k < residents.count; k++) {
            if (residents.key[k] == lastKey) {
                // Requests are numbered by arrival.
                last = Math.max(last, residents.request[k]);
            }
        }
        return last;
    }

    @Override
    public void admitted(int request, InstanceView view) {
        Residents residents = residents(view);
        int place = residents.count++;
        if (place == residents.request.length) {
            residents.request = Arrays.copyOf(residents.request, 2 * place);
            residents.key = Arrays.copyOf(residents.key, 2 * place);
        }
        if (request >= placeOf.length) {
            placeOf = Arrays.copyOf(placeOf, Math.max(request + 1, placeOf.length + (placeOf.length >> 1)));
        }
        residents.request[place] = request;
        residents.key[place] = order.key(request, view.requests());
        placeOf[request] = place;
    }

    @Override
    public void left(int request, InstanceView view) {
        Residents residents = residents(view);
        int place = placeOf[request];
        int end = --residents.count;
        residents.request[place] = residents.request[end];
        residents.key[place] = residents.key[end];
        placeOf[residents.request[place]] = place;
    }

    private Residents residents(InstanceView view) {
        while (byInstance.size() <= view.instance()) {
            byInstance.add(new Residents());
        }
        return byInstance.get(view.instance());
    }
}
