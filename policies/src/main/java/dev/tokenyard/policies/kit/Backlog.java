package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.RequestView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A queue that is put in order a backlog at a time, by {@link SortedBatches}: when the mode asks for a request that has
 * no place yet, all that wait at the instance form a backlog and get theirs. Those that arrive later come after it, and
 * form the next one when it is used up. A request that was evicted keeps its place, ahead of later backlogs.
 */
public final class Backlog implements OrderPolicy {
    /** The key of a request without a place: after all places, and by arrival. */
    private static final long LATER = 1L << 40;

    private final LengthEstimate lengths;
    private final List<SortedBatches> byInstance = new ArrayList<>();
    /** By request: its place, from 1; a backlog's places follow those of the backlogs before it. */
    private int[] placeOf = new int[64];

    private int placesGiven;

    private int[] members = new int[64];

    /**
     * Makes the books of one run.
     *
     * @param lengths the predicted outputs
     */
    public Backlog(LengthEstimate lengths) {
        this.lengths = lengths;
    }

    @Override
    public long key(int request, RequestView requests) {
        return hasPlace(request) ? placeOf[request] : LATER;
    }

    /** A memory test that is only asked of requests with a place in a backlog. */
    public AdmissionTest before(AdmissionTest test) {
        return (request, prefillTokens, view, plan) -> {
            if (!hasPlace(request)) {
                draw(view, plan);
                if (view.waitingHead() != request) {
                    // The mode goes on to the new head.
                    return false;
                }
            }
            return test.fits(request, prefillTokens, view, plan);
        };
    }

    private boolean hasPlace(int request) {
        return request < placeOf.length && placeOf[request] > 0;
    }

    /** Gives all that wait their places. */
    private void draw(InstanceView view, BatchPlan plan) {
        SortedBatches batches = batches(view);
        batches.clear();
        int count = 0;
        for (int r = view.waitingHead(); r != InstanceView.NONE; r = view.waitingHead()) {
            members = count < members.length ? members : Arrays.copyOf(members, 2 * count);
            members[count++] = r;
            batches.add(heldTokens(r, view), outputTokens(r, view));
            plan.setAside(r);
        }
        batches.close();
        for (int size = batches.next(); size > 0; size = batches.next()) {
            for (int k = 0; k < size; k++) {
                give(members[batches.member(k)], ++placesGiven);
            }
        }
        for (int k = 0; k < count; k++) {
            plan.reorder(members[k]);
        }
    }

    private void give(int request, int place) {
        if (request >= placeOf.length) {
            placeOf = Arrays.copyOf(placeOf, Math.max(request + 1, placeOf.length + (placeOf.length >> 1)));
        }
        placeOf[request] = place;
    }

    /** Tokens held before the first new one, with the most that its last block may leave unused. */
    private static long heldTokens(int request, InstanceView view) {
        return Math.min(
                capacityTokens(view) - 1,
                view.requests().promptTokens(request)
                        + view.requests().generatedTokens(request)
                        + view.blockTokens()
                        - 1L);
    }

    private long outputTokens(int request, InstanceView view) {
        long predicted = (long) lengths.outputTokens(request) - view.requests().generatedTokens(request);
        return Math.max(1, Math.min(predicted, capacityTokens(view) - heldTokens(request, view)));
    }

    private static long capacityTokens(InstanceView view) {
        return (long) view.totalBlocks() * view.blockTokens();
    }

    private SortedBatches batches(InstanceView view) {
        while (byInstance.size() <= view.instance()) {
            byInstance.add(new SortedBatches(capacityTokens(view)));
        }
        return byInstance.get(view.instance());
    }
}
