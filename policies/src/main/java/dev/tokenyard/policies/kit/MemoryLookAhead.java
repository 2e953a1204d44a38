package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.ResidencyListener;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory test of MC-SF (arXiv 2502.07115, Algorithm 1, line 3): a request may start if the KV cache will hold it and
 * all residents at every predicted completion to come.
 *
 * <p>Legend: M = {@link #capacityTokens}; s_k = {@link #heldTokens}; õ_k = {@link #stepsToStay}; t = the instance's step
 * count; p_k + õ_k = an entry's end in the {@link OccupancyProfile}.
 *
 * <p>Beyond the paper: blocks of several tokens are allowed for by one block's worth less a token for each request; a
 * prompt longer than the token budget starts to grow only after its extra steps; and the chunk must also fit now, which
 * the paper's exact model implies.
 */
public final class MemoryLookAhead implements AdmissionTest, ResidencyListener {
    private final LengthEstimate lengths;
    private final AdmissionTest fitsNow;
    private final List<Books> byInstance = new ArrayList<>();

    /** The forecast of an instance, and what it said of the head of its queue when it was last asked. */
    private static final class Books {
        private final OccupancyProfile profile = new OccupancyProfile();
        private int request = InstanceView.NONE;
        private int version;
        /** No start before this step is safe, and this one is unless the forecast changes before. */
        private long start;

        private long peakTokens;
        /** The request that passed the look-ahead but has no room now. */
        private int withoutRoom = InstanceView.NONE;

        boolean answers(int ofRequest, long atStep) {
            return request == ofRequest && version == profile.version() && start > atStep;
        }
    }

    /**
     * Makes the books of one run.
     *
     * @param lengths the predicted outputs õ
     * @param fitsNow the batching mode's own test, passed after the look-ahead
     */
    public MemoryLookAhead(LengthEstimate lengths, AdmissionTest fitsNow) {
        this.lengths = lengths;
        this.fitsNow = fitsNow;
    }

    @Override
    public boolean fits(int request, int prefillTokens, InstanceView view, BatchPlan plan) {
        Books books = books(view);
        if (books.withoutRoom == request && !fitsNow.fits(request, prefillTokens, view, plan)) {
            // There is no room before somebody leaves, whatever the forecast.
            return false;
        }
        books.profile.postponeOverdue(view.steps());
        long growsFrom = growsFrom(request, view);
        long untilNextEnd = books.profile.firstEnd() - view.steps();
        if (!books.answers(request, growsFrom)) {
            ask(books, request, growsFrom, untilNextEnd, view);
        }
        if (books.start > growsFrom) {
            plan.blocked(BlockReason.LOOK_AHEAD, books.peakTokens, capacityTokens(view));
            // The forecast itself changes at the first predicted end, because a request may outlive it.
            long steps = Math.min(books.start - growsFrom, untilNextEnd);
            plan.reconsiderAfterSteps((int) Math.min(Integer.MAX_VALUE, steps));
            return false;
        }
        boolean fits = fitsNow.fits(request, prefillTokens, view, plan);
        if (!fits) {
            books.withoutRoom = request;
        }
        return fits;
    }

    private void ask(Books books, int request, long growsFrom, long untilNextEnd, InstanceView view) {
        long held = heldTokens(request, view);
        long stay = stepsToStay(request, view);
        OccupancyProfile profile = books.profile;
        long enough = profile.size() == 0 ? Long.MAX_VALUE : growsFrom + untilNextEnd;
        books.request = request;
        books.version = profile.version();
        books.start = profile.earliestStart(held, stay, growsFrom, enough, capacityTokens(view));
        books.peakTokens = books.start > growsFrom ? profile.peakWith(held, stay, growsFrom) : 0;
    }

    @Override
    public void admitted(int request, InstanceView view) {
        long growsFrom = growsFrom(request, view);
        books(view).profile.add(request, heldTokens(request, view) - growsFrom, growsFrom + stepsToStay(request, view));
    }

    @Override
    public void left(int request, InstanceView view) {
        Books books = books(view);
        books.profile.remove(request);
        books.withoutRoom = InstanceView.NONE;
    }

    private static long capacityTokens(InstanceView view) {
        return (long) view.totalBlocks() * view.blockTokens();
    }

    /** Tokens held before the first new one, with the most that its last block may leave unused. */
    private static long heldTokens(int request, InstanceView view) {
        return -1L
                + view.requests().promptTokens(request)
                + view.requests().generatedTokens(request)
                + view.blockTokens();
    }

    /** Predicted steps until the last token; capped so that an overestimate cannot bar a request for ever. */
    private long stepsToStay(int request, InstanceView view) {
        long predicted = (long) lengths.outputTokens(request) - view.requests().generatedTokens(request);
        return Math.max(1, Math.min(predicted, capacityTokens(view) - heldTokens(request, view)));
    }

    private static long growsFrom(int request, InstanceView view) {
        int prefill = view.requests().promptTokens(request) + view.requests().generatedTokens(request);
        return view.steps() + (prefill - 1) / view.tokenBudget();
    }

    private Books books(InstanceView view) {
        while (byInstance.size() <= view.instance()) {
            byInstance.add(new Books());
        }
        return byInstance.get(view.instance());
    }
}
