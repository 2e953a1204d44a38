package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.policy.InstanceView;

/** Finds out why requests are turned away, and counts them by it. */
final class RefusalReasons {
    private final Routing routing;
    private final Instance[] instances;
    private final int[] counts = new int[Refusal.Reason.values().length];

    RefusalReasons(Routing routing, Instance[] instances) {
        this.routing = routing;
        this.instances = instances;
    }

    /**
     * Counts a request that cannot be served where it was routed to.
     *
     * @param routed the instance, {@link InstanceView#NONE} if no instance can even take its prompt
     */
    Refusal count(int r, int routed) {
        Refusal refusal = find(r, routed);
        counts[refusal.reason().ordinal()]++;
        return refusal;
    }

    RunTotals.Refusals totals() {
        return new RunTotals.Refusals(
                counts[Refusal.Reason.NO_MODEL.ordinal()],
                counts[Refusal.Reason.TOO_LARGE.ordinal()],
                counts[Refusal.Reason.TOO_LARGE_THERE.ordinal()]);
    }

    private Refusal find(int r, int routed) {
        if (routed == InstanceView.NONE) {
            int place = routing.roomiest(r, true);
            if (place == InstanceView.NONE) {
                return Refusal.noModel();
            }
            Instance there = instances[place];
            int needed = there.info().role().decodes() ? there.peakBlocks(r) : there.promptBlocks(r);
            return Refusal.tooLarge(needed, there.totalBlocks(), place);
        }
        int place = instances[routed].info().role().decodes() ? routed : routing.roomiest(r, false);
        if (place == InstanceView.NONE) {
            return Refusal.noModel();
        }
        int needed = instances[place].peakBlocks(r);
        int total = instances[place].totalBlocks();
        int couldHold = couldHold(r);
        if (couldHold != InstanceView.NONE) {
            return Refusal.tooLargeThere(needed, total, place, couldHold);
        }
        int roomiest = routing.roomiest(r, false);
        return Refusal.tooLarge(instances[roomiest].peakBlocks(r), instances[roomiest].totalBlocks(), roomiest);
    }

    /** The first instance that could have taken and finished a request. */
    private int couldHold(int r) {
        for (int i = 0; i < instances.length; i++) {
            if (routing.canServe(i, r) && routing.canFinish(i, r)) {
                return i;
            }
        }
        return InstanceView.NONE;
    }
}
