package dev.tokenyard.policies.cluster;

import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.time.Ticks;

/**
 * Balances load by live migration, as Llumnix does (Sun et al., "Llumnix: Dynamic Scheduling for Large Language Model
 * Serving", OSDI 2024, sections 4.2 to 4.4).
 *
 * <p><b>Legend.</b> M = the blocks of an instance that are free; the virtual usage of a request that queues is what its
 * prompt needs, so that M less that may be negative; B = the batch size; freeness F = M / B, here without the headroom for
 * priorities. Every second, the instance with the least freeness sends to the one with the most, if the former is below
 * {@value #SEND_BELOW_STEPS} and the latter above {@value #RECEIVE_ABOVE_STEPS} tokens a request, and of its requests the one
 * with the shortest context goes.
 *
 * <p><b>Departures.</b> One pair a turn and one request a pair; only the head of a queue counts as virtual usage; priorities,
 * scaling and draining are left out.
 */
public final class BalancingMigration implements ClusterPolicy {
    /** Freeness in tokens to a request, that is in steps until the memory is full, below which an instance sends. */
    private static final double SEND_BELOW_STEPS = 100;
    /** Freeness above which an instance receives. */
    private static final double RECEIVE_ABOVE_STEPS = 200;

    @Override
    public long periodTicks() {
        return Ticks.PER_SECOND;
    }

    @Override
    public void tick(ClusterState state, ClusterPlan plan) {
        int source = InstanceView.NONE;
        for (int i = 0; i < state.instanceCount(); i++) {
            boolean fullest = source == InstanceView.NONE || freeness(state, i) < freeness(state, source);
            if (state.sends(i) && fullest) {
                source = i;
            }
        }
        if (source == InstanceView.NONE || freeness(state, source) >= SEND_BELOW_STEPS) {
            return;
        }
        int request = shortestResident(state, source);
        int destination = request == InstanceView.NONE ? InstanceView.NONE : freest(state, request);
        if (destination != InstanceView.NONE && freeness(state, destination) > RECEIVE_ABOVE_STEPS) {
            plan.migrate(request, destination);
        }
    }

    /** Tokens that each request of a batch can still generate before the memory is full. */
    private static double freeness(ClusterState state, int instance) {
        double freeTokens =
                (state.freeBlocks(instance) - (double) state.blocksOfHead(instance)) * state.blockTokens(instance);
        return freeTokens / Math.max(1, state.batchSize(instance));
    }

    private static int shortestResident(ClusterState state, int instance) {
        int shortest = InstanceView.NONE;
        for (int r = state.newestResident(instance); r != InstanceView.NONE; r = state.olderResident(r)) {
            boolean shorter = shortest == InstanceView.NONE || state.contextTokens(r) < state.contextTokens(shortest);
            if (state.canLeave(r) && shorter) {
                shortest = r;
            }
        }
        return shortest;
    }

    private static int freest(ClusterState state, int request) {
        int freest = InstanceView.NONE;
        for (int i = 0; i < state.instanceCount(); i++) {
            boolean freer = freest == InstanceView.NONE || freeness(state, i) > freeness(state, freest);
            if (state.canJoin(request, i) && freer) {
                freest = i;
            }
        }
        return freest;
    }
}
