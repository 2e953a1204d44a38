package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.ForecastLog;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.ResidencyListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory test of MC-SF (arXiv 2502.07115, Algorithm 1, step 3 as {@link dev.tokenyard.policies.memory.McSf}
 * numbers them): a request may start if the KV cache will hold it and all residents at every predicted completion to come.
 *
 * <p>Legend: M = {@link #capacityTokens}; s_k = {@link #heldTokens}; õ_k = {@link #stepsToStay}; t, and p_k at an admission,
 * = {@link InstanceView#decodableSteps}; p_k + õ_k = an entry's end in the {@link OccupancyProfile}.
 *
 * <p>Beyond the paper, an envelope: blocks of several tokens are allowed for by one block's worth less a token for each
 * request; one whose prompt takes further steps is taken to grow at once and yet to stay as much longer as those may
 * last; and the chunk must also fit now, which the paper's exact model implies. What happens never exceeds the envelope if
 * no request outlives its prediction and the token budget leaves something beside a full batch of decodes; so with true
 * lengths nothing is evicted. That holds for instances whose requests all begin there: nobody asks the test about one that
 * comes over a KV link, after its prefill elsewhere or in a live migration, and it may find less than it needs.
 */
public final class MemoryLookAhead implements AdmissionTest, ResidencyListener {
    private final LengthEstimate lengths;
    private final AdmissionTest fitsNow;
    private final int mostStepTokens;
    private final double protection;
    private final boolean skips;
    private final Overdue overdue;
    private final List<Books> byInstance = new ArrayList<>();
    /** By request that passed the look-ahead but had no room: the departures until then. */
    private int[] withoutRoomAt = new int[64];
    /** Where the forecast is written down, null in runs that are not recorded. */
    private @Nullable ForecastLog record;

    /** What is expected of a resident that has outlived its prediction. */
    public enum Overdue {
        /** It stays for another eighth of what it holds, so that it is not asked about at every step. */
        AN_EIGHTH_MORE,
        /** It ends with its next token. */
        ONE_TOKEN_MORE
    }

    /** The forecast of an instance, and what it said of the head of its queue when it was last asked. */
    private static final class Books {
        private final OccupancyProfile profile = new OccupancyProfile();
        private int request = InstanceView.NONE;
        private int version;
        /** No start before this step is safe, and this one is unless the forecast changes before. */
        private long start;

        private long peakTokens;
        /** How the request would count, and when that was asked. */
        private long heldTokens;

        private long steps;
        private long askedAt;
        /** The most steps that the last request to be tried may need for its prefill beyond the first. */
        private long prefillSteps;

        /** Whether the log knows what the forecast plans with. */
        private boolean recorded;
        /** How many have left. */
        private int departures = 1;

        boolean answers(int ofRequest, long atStep) {
            return request == ofRequest && version == profile.version() && start > atStep;
        }

        /** The peak that the request would see if it started now; the answer is as old as the question. */
        long peakFrom(long now) {
            return askedAt == now ? peakTokens : profile.peakWith(heldTokens, steps, now);
        }
    }

    /**
     * Makes the books of one run.
     *
     * @param lengths the predicted outputs õ
     * @param batching the batching mode, whose own test is passed after the look-ahead
     */
    public MemoryLookAhead(LengthEstimate lengths, BatchingMode batching) {
        this(lengths, batching, 0, false, Overdue.AN_EIGHTH_MORE);
    }

    /**
     * The same, with a choice of what follows when a request does not fit or outlives its prediction.
     *
     * @param protection share of the memory that the forecast leaves free, 0 to less than 1
     * @param skips whether a request that does not fit is passed over for the next; otherwise the queue stops there
     * @param overdue what is expected of a resident that has outlived its prediction
     */
    public MemoryLookAhead(
            LengthEstimate lengths, BatchingMode batching, double protection, boolean skips, Overdue overdue) {
        this.lengths = lengths;
        this.protection = protection;
        this.skips = skips;
        this.overdue = overdue;
        fitsNow = batching.memoryTest();
        mostStepTokens = batching.mostStepTokens();
    }

    @Override
    public boolean fits(int request, int prefillTokens, InstanceView view, BatchPlan plan) {
        boolean fits = fitsAllAlong(request, prefillTokens, view, plan);
        if (skips && !fits) {
            plan.noticeEveryArrival();
            // Whoever is next needs a block as well.
            if (view.freeBlocks() > 0) {
                plan.setAside(request);
            }
        }
        return fits;
    }

    private boolean fitsAllAlong(int request, int prefillTokens, InstanceView view, BatchPlan plan) {
        Books books = books(view);
        if (request < withoutRoomAt.length
                && withoutRoomAt[request] == books.departures
                && !fitsNow.fits(request, prefillTokens, view, plan)) {
            // There is no room before somebody leaves, whatever the forecast.
            return false;
        }
        long now = view.decodableSteps();
        postponeOverdue(books, now, view);
        books.prefillSteps = prefillSteps(request, prefillTokens, view);
        long untilNextEnd = books.profile.firstEnd() - now;
        if (!books.answers(request, now)) {
            ask(books, request, now, untilNextEnd, view);
        }
        if (books.start > now) {
            // What the log says must be true of its moment; without a log nobody reads it.
            long peak = record == null ? books.peakTokens : books.peakFrom(now);
            plan.blockedByForecast(peak, capacityTokens(view), books.heldTokens, books.steps);
            // The forecast itself changes at the first predicted end, because a request may outlive it.
            long steps = Math.min(books.start - now, untilNextEnd);
            plan.reconsiderAfterSteps((int) Math.min(Integer.MAX_VALUE, steps));
            return false;
        }
        boolean fits = fitsNow.fits(request, prefillTokens, view, plan);
        if (!fits) {
            if (request >= withoutRoomAt.length) {
                withoutRoomAt = Arrays.copyOf(
                        withoutRoomAt, Math.max(request + 1, withoutRoomAt.length + (withoutRoomAt.length >> 1)));
            }
            withoutRoomAt[request] = books.departures;
        }
        return fits;
    }

    private void postponeOverdue(Books books, long now, InstanceView view) {
        OccupancyProfile profile = books.profile;
        if (overdue == Overdue.ONE_TOKEN_MORE) {
            // The log takes that for granted.
            profile.postponeOverdueByOne(now);
            return;
        }
        while (profile.firstEnd() <= now) {
            int at = profile.postponeFirst(now);
            if (record != null) {
                record.expects(profile.request(at), profile.offsetTokens(at) + now, profile.endStep(at) - now, view);
            }
        }
    }

    /**
     * Asks the forecast. The request fits if and only if {@code profile.peakWith(s, õ, t) <= M}; {@link
     * OccupancyProfile#earliestStart} is the same question, and says besides how long a no lasts. {@code
     * OccupancyProfileTest} shows that both agree with the paper's inequality at every step. Only a request that exceeds
     * M by itself, as one may whose prompt leaves nothing of it, is not refused for that: it waits until it is alone.
     */
    private void ask(Books books, int request, long now, long untilNextEnd, InstanceView view) {
        long held = heldTokens(request, view);
        long stay = stepsToStay(request, books.prefillSteps, view);
        OccupancyProfile profile = books.profile;
        long enough = profile.size() == 0 ? Long.MAX_VALUE : now + untilNextEnd;
        books.heldTokens = held;
        books.steps = stay;
        books.askedAt = now;
        books.request = request;
        books.version = profile.version();
        books.start = profile.earliestStart(held, stay, now, enough, capacityTokens(view));
        books.peakTokens = books.start > now ? profile.peakWith(held, stay, now) : 0;
    }

    @Override
    public void recordIn(ForecastLog log) {
        record = log;
    }

    @Override
    public void admitted(int request, InstanceView view) {
        Books books = books(view);
        boolean decodes = view.requests().remainingPrefillTokens(request) == 0;
        long now = view.decodableSteps();
        long stay = stepsToStay(request, decodes ? 0 : books.prefillSteps, view);
        long held = heldTokens(request, view);
        books.profile.add(request, held - now, now + stay);
        if (record != null) {
            record.expects(request, held, stay, view);
        }
    }

    @Override
    public void left(int request, InstanceView view) {
        Books books = books(view);
        books.profile.remove(request);
        books.departures++;
    }

    private long capacityTokens(InstanceView view) {
        return MemoryTests.unprotected(protection, (long) view.totalBlocks() * view.blockTokens());
    }

    /** Tokens held before the first new one, with the most that its last block may leave unused. */
    private static long heldTokens(int request, InstanceView view) {
        return -1L
                + view.requests().promptTokens(request)
                + view.requests().generatedTokens(request)
                + view.blockTokens();
    }

    /** Steps until the last token as predicted; capped so that an overestimate cannot bar a request for ever. */
    private long stepsToStay(int request, long prefillSteps, InstanceView view) {
        long predicted = (long) lengths.outputTokens(request) - view.requests().generatedTokens(request);
        long most = capacityTokens(view) - heldTokens(request, view);
        return Math.max(1, Math.min(prefillSteps + predicted, most));
    }

    /** The most steps that a request's prefill may take after the one in which it is admitted. */
    private long prefillSteps(int request, int firstChunk, InstanceView view) {
        long left = (long) view.requests().remainingPrefillTokens(request) - firstChunk;
        if (left == 0) {
            return 0;
        }
        for (int i = 0; i < view.prefillingCount(); i++) {
            left += view.requests().remainingPrefillTokens(view.prefilling(i));
        }
        long leastStepTokens = (long) Math.min(mostStepTokens, view.tokenBudget()) - (view.batchCap() - 1L);
        return Math.ceilDiv(left, Math.max(1, leastStepTokens));
    }

    private Books books(InstanceView view) {
        while (byInstance.size() <= view.instance()) {
            byInstance.add(new Books());
        }
        Books books = byInstance.get(view.instance());
        if (record != null && !books.recorded) {
            books.recorded = true;
            record.plansWith(capacityTokens(view), view);
        }
        return books;
    }
}
