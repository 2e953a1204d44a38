package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the α-protection heuristics do in a shortage of memory: clear the batch, each resident if a coin says so.
 *
 * <p>Such a rule may go round in circles, since those who are cleared come back and fill the memory to the same point. So
 * there is a guard: after so many clearings without a completion the resident that arrived first is spared, until a
 * request completes. It makes itself known by {@link BatchPlan#noteGuard}.
 */
public final class Clearing implements VictimPolicy, ResidencyListener {
    private final BooleanSupplier coin;
    private final boolean restarts;
    private final int patience;
    private final List<Count> byInstance = new ArrayList<>();
    private boolean clearing;

    private static final class Count {
        private int clearingsInVain;
    }

    /**
     * Makes the books of one run.
     *
     * @param coin whether a resident is cleared, asked for each in turn
     * @param restarts whether those who are cleared start anew; otherwise they are recomputed; they never go to host
     *     memory, from where nobody comes back in the same step
     * @param patience clearings without a completion before the guard steps in
     */
    public Clearing(BooleanSupplier coin, boolean restarts, int patience) {
        this.coin = coin;
        this.restarts = restarts;
        this.patience = patience;
    }

    @Override
    public int victim(InstanceView view) {
        return view.newestResident();
    }

    @Override
    public void relieve(InstanceView view, BatchPlan plan, Eviction eviction) {
        Count count = count(view);
        int spared = InstanceView.NONE;
        if (count.clearingsInVain++ >= patience && view.residentCount() > 1) {
            spared = firstToArrive(view);
            plan.noteGuard();
        }
        clearing = true;
        int before = view.residentCount();
        while (view.residentCount() == before) {
            clear(spared, view, plan);
        }
        clearing = false;
    }

    private void clear(int spared, InstanceView view, BatchPlan plan) {
        int older;
        for (int r = view.newestResident(); r != InstanceView.NONE; r = older) {
            older = view.olderResident(r);
            if (r != spared && coin.getAsBoolean()) {
                if (restarts) {
                    plan.restart(r);
                } else {
                    plan.evict(r);
                }
            }
        }
    }

    /** Requests are numbered by arrival. */
    private static int firstToArrive(InstanceView view) {
        int first = view.newestResident();
        for (int r = first; r != InstanceView.NONE; r = view.olderResident(r)) {
            first = Math.min(first, r);
        }
        return first;
    }

    @Override
    public void admitted(int request, InstanceView view) {}

    @Override
    public void left(int request, InstanceView view) {
        if (!clearing) {
            count(view).clearingsInVain = 0;
        }
    }

    private Count count(InstanceView view) {
        while (byInstance.size() <= view.instance()) {
            byInstance.add(new Count());
        }
        return byInstance.get(view.instance());
    }
}
