package dev.tokenyard.policies.laws;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** vLLM v1 with automatic prefix caching, for {@link ReferenceServer}. */
final class CachingVllmV1 extends ReferenceServer {
    private final ReferencePrefixCache cache;
    private final List<Request> prompts = new ArrayList<>();

    long promptsAtFirst;
    long cachedAtFirst;

    CachingVllmV1(InstanceSetup setup, int slotsAhead, boolean fcfs, Trace trace) {
        super(setup, slotsAhead, fcfs);
        cache = new ReferencePrefixCache(
                trace, setup.info().prefixCache(), setup.info().blockTokens());
    }

    @Override
    long schedule(long now) {
        int budget = setup.info().tokenBudget();
        boolean preempted = false;
        for (int at = 0; at < running.size() && budget > 0; ) {
            Request request = running.get(at);
            int tokens = Math.min(request.tokens() - request.computed, budget);
            while (running.contains(request) && missingBlocks(request, tokens) > freeBlocks()) {
                Request victim = victim();
                if (running.indexOf(victim) < at) {
                    at--;
                }
                budget += victim.scheduled;
                preempt(victim);
                preempted = true;
            }
            if (running.contains(request)) {
                request.blocks += missingBlocks(request, tokens);
                cache.fitInto(freeBlocks());
                request.scheduled = tokens;
                budget -= tokens;
                at++;
            }
        }
        while (!preempted
                && !waiting.isEmpty()
                && budget > 0
                && running.size() < setup.info().batchCap()) {
            Request request = waiting.get(0);
            int cached = cache.cachedTokens(request.number, request.tokens());
            int tokens = Math.min(request.tokens() - cached, budget);
            request.computed = cached;
            int own = missingBlocks(request, tokens) - blocks(cached);
            if (own > freeBlocks() - cache.idleBlocksHit(request.number, request.tokens())) {
                request.computed = 0;
                break;
            }
            promptsAtFirst += request.firstScheduled < 0 ? request.prompt : 0;
            cachedAtFirst += request.firstScheduled < 0 ? cached : 0;
            cache.hold(request.number, request.tokens());
            admit(request, tokens, own, now);
            cache.fitInto(freeBlocks());
            budget -= tokens;
        }
        prompts.clear();
        running.stream().filter(r -> r.prefilling).forEach(prompts::add);
        return Long.MAX_VALUE;
    }

    @Override
    int freeBlocks() {
        return super.freeBlocks() - cache.heldBlocks();
    }

    @Override
    int missingBlocks(Request request, int tokens) {
        int after = request.computed + tokens;
        int slots = after + (after == request.tokens() ? slotsAhead : 0);
        return Math.max(0, blocks(slots) - request.blocks - cache.blocksHeldBy(request.number));
    }

    @Override
    void preempt(Request victim) {
        recomputedTokens -=
                (long) cache.blocksHeldBy(victim.number) * setup.info().blockTokens();
        cache.release(victim.number);
        super.preempt(victim);
    }

    /** Decoding requests leave first, by number, and then those whose prompt was their last step. */
    @Override
    void stepEnded(List<Request> residents) {
        for (Request r : prompts) {
            r.blocks -= cache.store(r.number, r.computed);
        }
        residents.stream()
                .filter(r -> !running.contains(r))
                .sorted(Comparator.comparing((Request r) -> prompts.contains(r))
                        .thenComparingInt(r -> prompts.contains(r) ? 0 : r.number))
                .forEach(r -> cache.release(r.number));
    }
}
