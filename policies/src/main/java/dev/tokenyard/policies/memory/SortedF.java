package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.Backlog;
import dev.tokenyard.policies.kit.MemoryLookAhead;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * Sorted-F: a backlog is parted into batches that are large for the outputs in them, and served in that order.
 *
 * <p><b>Idea.</b> Where prompts differ, the shortest output may have a prompt that fills the memory alone. A batch is good if
 * it serves many with few output tokens: F(X) = Σo / |X|².
 *
 * <p><b>Source.</b> Wang et al., "LLM Serving Optimization with Variable Prefill and Decode Lengths", arXiv 2508.06133.
 * Its total latency for a backlog at t = 0 is at most 48 times the least possible, where every batch has the least F.
 *
 * <ol>
 *   <li>Among the requests left, X is the batch with the least F(X) that fits into M if all its members start at once; again
 *       with the rest, until none is left: {@link dev.tokenyard.policies.kit.SortedBatches}.
 *   <li>The order is batch by batch, within a batch by ascending o: {@link Backlog}.
 *   <li>In that order requests start as soon as they fit at every predicted completion to come: {@link MemoryLookAhead}.
 * </ol>
 *
 * <p><b>Departures.</b> The paper has one backlog. Those that arrive later wait until all of it have been admitted and
 * form the next. The least F is found by trying all batches where ten or fewer are left; with more, by taking requests
 * in by output and by s + o, without the paper's local search, and then nothing promises the factor of 48. Engine steps
 * and blocks as in {@link McSf}.
 *
 * <p>Our reading of a short description: steps 2 and 3, that batches only make an order, in which requests start one by one
 * as MC-SF's test allows, instead of batch after batch.
 */
public final class SortedF implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "sorted-f",
            "Sorted-F",
            "by batches of small F, if it fits the future",
            "A backlog is parted into batches that serve many requests with few output tokens, Σo/|X|², and served batch by"
                    + " batch.",
            "Wang et al., arXiv 2508.06133",
            Foresight.PREDICTED,
            "oracle",
            "Later arrivals wait until the backlog is admitted and form the next. The best batch is exact with up to ten"
                    + " requests left, greedy beyond, where the paper's factor of 48 is not promised. Our reading: batches"
                    + " make an order, in which requests start as MC-SF's test allows.",
            List.of());

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        Backlog backlog = new Backlog(context.lengths());
        MemoryLookAhead lookAhead = new MemoryLookAhead(context.lengths(), context.batching());
        return new Policy(
                CARD,
                backlog,
                context.batching().compose(backlog.before(lookAhead), Victims.newest()),
                context.route(),
                lookAhead);
    }
}
