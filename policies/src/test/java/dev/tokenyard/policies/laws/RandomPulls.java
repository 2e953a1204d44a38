package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.GpuView;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LoadPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A policy by which instances pull: a line of requests for each set of GPUs. At its turns chance moves requests between the
 * lines and empties batches.
 */
final class RandomPulls extends LinePolicy implements LoadPolicy, ClusterPolicy {
    private final Random random;
    private final BatchPolicy mode;
    private final long periodTicks;
    /** Chance must leave off some time, lest no work ever be done. */
    private int turnsLeft = 60;

    /** Lines by GPUs, or by instance where it has its own. */
    private final List<List<Integer>> lines = new ArrayList<>();

    private int[] instanceOf = {};
    private boolean[] hosted = {};
    private boolean[] clears = {};

    private RandomPulls(long seed, BatchPolicy mode) {
        random = new Random(seed);
        this.mode = mode;
        periodTicks = (1 + random.nextInt(300)) * Ticks.PER_MILLISECOND;
    }

    static Policy policy(long seed, BatchingMode batching) {
        RandomPulls pulls = new RandomPulls(seed, batching.compose(batching.memoryTest(), Victims.newest()));
        return pulls.policy(pulls::plan).with((LoadPolicy) pulls).with((ClusterPolicy) pulls);
    }

    private int lineOf(int instance) {
        int shared = pool().sharedGpus(instance);
        return shared < 0 ? instance : shared;
    }

    private void plan(InstanceView view, BatchPlan plan) {
        int i = view.instance();
        Set<Integer> moved = new HashSet<>();
        if (clears[i]) {
            clears[i] = false;
            int older;
            for (int r = view.newestResident(); r != InstanceView.NONE; r = older) {
                older = view.olderResident(r);
                if (view.canSwapOut(r)) {
                    plan.swapOut(r);
                    moved.add(r);
                } else {
                    plan.evict(r);
                }
            }
        }
        // A block is left for the decodes, lest the engine evict again at once.
        while (view.swappedCount() > 0
                && view.freeBlocks() > view.blocksToSwapIn(view.swapped(0)) - (view.residentCount() == 0 ? 1 : 0)
                && view.residentCount() < view.batchCap()
                && view.tokensLeft() > 0
                && !moved.contains(view.swapped(0))) {
            plan.swapIn(view.swapped(0));
        }
        mode.plan(view, plan);
    }

    @Override
    public void begin(Pool of) {
        super.begin(of);
        clears = new boolean[of.instanceCount()];
        for (int i = 0; i < of.instanceCount(); i++) {
            lines.add(new ArrayList<>());
        }
        instanceOf = new int[1000];
        hosted = new boolean[1000];
    }

    @Override
    public void arrived(int request, long tick) {
        int chosen = random.nextInt(pool().instanceCount());
        while (!pool().canServe(chosen, request)) {
            chosen = (chosen + 1) % pool().instanceCount();
        }
        join(request, chosen);
    }

    private void join(int request, int instance) {
        instanceOf[request] = instance;
        lines.get(lineOf(instance)).add(request);
        pool().consult(instance);
    }

    @Override
    public void admitted(int request, int instance, long tick) {
        lines.get(lineOf(instance)).remove((Integer) request);
        hosted[request] = false;
    }

    @Override
    public void evicted(int request, int instance, boolean toHost, long tick) {
        hosted[request] = toHost;
        instanceOf[request] = instance;
        lines.get(lineOf(instance)).add(request);
    }

    @Override
    public int next(int instance) {
        List<Integer> line = lines.get(lineOf(instance));
        return line.isEmpty() || instanceOf[line.get(0)] != instance ? InstanceView.NONE : line.get(0);
    }

    @Override
    public int waiting(int instance) {
        return (int) lines.get(lineOf(instance)).stream()
                .filter(r -> instanceOf[r] == instance)
                .count();
    }

    @Override
    public int next(GpuView gpus) {
        List<Integer> line = lines.get(lineOf(gpus.loaded()));
        return line.isEmpty() ? gpus.loaded() : instanceOf[line.get(0)];
    }

    @Override
    public long periodTicks() {
        return periodTicks;
    }

    @Override
    public void tick(ClusterState state, ClusterPlan plan) {
        if (turnsLeft-- <= 0) {
            return;
        }
        int from = random.nextInt(lines.size());
        for (int request : List.copyOf(lines.get(from))) {
            int to = random.nextInt(pool().instanceCount());
            if (random.nextInt(4) == 0 && !hosted[request] && pool().canServe(to, request)) {
                pool().consult(instanceOf[request]);
                lines.get(from).remove((Integer) request);
                join(request, to);
            }
        }
        for (int i = 0; i < pool().instanceCount(); i++) {
            if (random.nextInt(2) == 0 && pool().isLoaded(i) && pool().residentCount(i) > 0) {
                clears[i] = true;
                pool().consult(i);
            }
        }
    }
}
