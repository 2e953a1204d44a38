package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.MemoryLookAhead;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * MC-SF, memory-constrained shortest first.
 *
 * <p><b>Idea.</b> A request's KV cache grows until it ends, so what fits now may overflow later. Admit the shortest
 * predicted output first, but only if memory suffices at every predicted completion to come; then, in the paper's model,
 * nothing is ever evicted.
 *
 * <p><b>Source.</b> Jaillet et al., "Online Scheduling for LLM Inference with KV Cache Constraints", arXiv 2502.07115,
 * Algorithm 1:
 *
 * <ol>
 *   <li>S, the started and unfinished requests, all stay in the batch: residents go on by default.
 *   <li>R, the waiting requests in ascending õ, ties by arrival: {@link #create}'s order.
 *   <li>While the next i of R fits, V = U + {i} becomes U; at the first that does not, stop. The loop is the batching
 *       mode's, {@code admitWaiting} in {@link dev.tokenyard.policies.batching.VllmV1}, which the theory's mode shares; it
 *       asks {@link MemoryLookAhead} about each head.
 *   <li>Run S + U for one round.
 * </ol>
 *
 * <p><b>Legend.</b> S = the residents; R = the queue; U = those that the plan of a step has admitted so far, which are
 * residents at once; M = the KV memory in tokens, {@link MemoryLookAhead}'s capacity; s = {@code promptTokens}; o =
 * {@code outputTokens} of the trace, õ = {@link PolicyContext#lengths}; t = {@code decodableSteps}, p = its value at an
 * admission; τ = a predicted end in the {@link dev.tokenyard.policies.kit.OccupancyProfile}.
 *
 * <p><b>Departures.</b> On a GPU model, rounds are engine steps with a token budget and a batch cap, and the forecast is
 * an envelope of what may happen there ({@link MemoryLookAhead}). An õ beyond M - s counts as M - s, for otherwise it
 * would bar its request for ever. A request that outlives its prediction is expected to stay for another eighth of what
 * it holds; should memory run out all the same, the request admitted last is evicted, and in the theory's model and in
 * vLLM nobody is admitted in that step. The knob {@value #SKIP} turns the paper's stop in step 3 into a skip, {@value
 * #PROTECTION} keeps a share of M out of the forecast, as in the paper's experiment with wrong predictions.
 */
public final class McSf implements PolicyFactory {
    private static final String SKIP = "skip";
    private static final String PROTECTION = "protection";

    private static final PolicyCard CARD = new PolicyCard(
            "mc-sf",
            "MC-SF",
            "by predicted output, if it fits the future",
            "Shortest predicted output first, admitted only if the KV cache will suffice at every completion to come.",
            "Jaillet et al., arXiv 2502.07115, Algorithm 1",
            Foresight.PREDICTED,
            "oracle",
            "Rounds are engine steps; long prompts and block rounding are allowed for, so that true lengths still rule evictions"
                    + " out, except of what comes over KV links. Predictions are capped at what fits into the memory;"
                    + " overdue requests are re-predicted.",
            List.of(
                    Knob.onOff(
                            SKIP,
                            false,
                            "Off: the queue stops at the first request that does not fit, as in the paper; on: it is passed"
                                    + " over and the next is tried."),
                    Knob.real(
                            PROTECTION,
                            "",
                            0,
                            0.9,
                            0,
                            "Share of the memory that the forecast leaves free against wrong predictions; the paper has 0.1"
                                    + " in its experiment with them.")));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        OrderPolicy shortestPredictedFirst =
                (request, requests) -> context.lengths().outputTokens(request);
        MemoryLookAhead lookAhead = new MemoryLookAhead(
                context.lengths(),
                context.batching(),
                context.knob(CARD, PROTECTION),
                context.knob(CARD, SKIP) == 1,
                MemoryLookAhead.Overdue.AN_EIGHTH_MORE);
        return new Policy(
                CARD,
                shortestPredictedFirst,
                context.batching().compose(lookAhead, Victims.newest()),
                context.route(),
                lookAhead);
    }
}
