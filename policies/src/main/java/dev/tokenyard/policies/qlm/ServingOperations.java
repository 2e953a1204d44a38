package dev.tokenyard.policies.qlm;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.RequestView;

/**
 * The serving operations at an instance: what runs gives way to the group that displaces it, the engine's own
 * batching pulls requests from the head group, and those in host memory come back when it is their turn.
 *
 * <p>Only as many requests give way as the displacing group needs seats and KV blocks for in the next step, the newest first,
 * and none of a class as urgent as its own. What they have computed goes to host memory, or is computed again where that is
 * full.
 */
final class ServingOperations implements BatchPolicy {
    private final VirtualQueues queues;
    private final BatchPolicy batching;

    ServingOperations(VirtualQueues queues, BatchPolicy batching) {
        this.queues = queues;
        this.batching = batching;
    }

    @Override
    public void plan(InstanceView view, BatchPlan plan) {
        VirtualQueue queue = queues.of(view.instance());
        RequestGroup displacer = queue.displacer;
        // A batch that the engine binds together cannot give way.
        if (displacer != null && !view.completesTogether()) {
            makeRoom(displacer, view, plan);
        }
        // Residents come first; as long as requests in host memory are next, the engine brings them back and admits
        // nobody.
        batching.plan(view, plan);
    }

    private static void makeRoom(RequestGroup displacer, InstanceView view, BatchPlan plan) {
        RequestView requests = view.requests();
        boolean otherModel = displacer.instance != view.instance();
        int seats = 0;
        long blocks = 0;
        long tokens = 0;
        for (int k = 0; k < displacer.waiting.size() && tokens < view.tokenBudget() && !otherModel; k++) {
            int request = displacer.waiting.get(k);
            int prefill = requests.remainingPrefillTokens(request);
            seats++;
            blocks += prefill == 0 ? view.blocksToSwapIn(request) : view.blocksToPrefill(request, prefill);
            tokens += Math.max(1, prefill);
        }
        long target = Residents.targetTicks(displacer.earliest(), requests);
        int older;
        for (int r = view.newestResident(); r != InstanceView.NONE; r = older) {
            older = view.olderResident(r);
            boolean fits = view.residentCount() + seats <= view.batchCap() && blocks <= view.freeBlocks();
            if (Residents.targetTicks(r, requests) <= target) {
                continue;
            }
            if (fits && !otherModel) {
                // The engine may still find no room, and the room that there is shrinks.
                plan.reconsiderAfterSteps(1);
                return;
            }
            giveWay(r, view, plan);
        }
    }

    private static void giveWay(int request, InstanceView view, BatchPlan plan) {
        if (view.canSwapOut(request)) {
            plan.swapOut(request);
        } else {
            plan.evict(request);
        }
    }
}
