package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.policies.kit.Preemption;
import dev.tokenyard.policies.kit.Returning;
import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.List;
import java.util.Map;

/**
 * The scheduler of vLLM's v1 engine: one token budget for everything. Running requests come first, one token for each
 * that decodes and the rest of the budget for unfinished prefills; then waiting ones are admitted in order, each with as
 * large a chunk as the budget leaves, until one does not fit (stop, do not skip).
 *
 * <p>In a shortage of KV blocks, victims are evicted until the running ones fit; they are recomputed later, and nothing
 * is admitted in a step that evicted.
 *
 * <p>One departure: where a request evicts itself under a priority order, the engine's loop ends there, and residents
 * admitted after it get no token in that step. Here they go on.
 *
 * <p>With a budget and a batch cap without bounds, and blocks of one token, the same rule is the batch of the theory
 * papers: every resident runs in every round.
 */
public final class VllmV1 implements BatchingFactory {
    private static final BatchingCard CARD = new BatchingCard(
            "vllm-v1",
            "vLLM v1",
            "One token budget a step: running requests first, one token for each that decodes and chunks of unfinished"
                    + " prompts, then new ones. A shortage of memory is met by recompute.",
            "vLLM, V1 engine, scheduler",
            "A request that evicts itself under a priority order does not end the step for those admitted after it.",
            List.of());

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        return ComposedMode.receiving(CARD, MemoryTests.chunkFitsNow(), Returning.in(Batching::new, Integer.MAX_VALUE));
    }

    /** The step. */
    static final class Batching implements BatchPolicy {
        private final AdmissionTest fits;
        private final VictimPolicy victims;

        Batching(AdmissionTest fits, VictimPolicy victims) {
            this.fits = fits;
            this.victims = victims;
        }

        @Override
        public void plan(InstanceView view, BatchPlan plan) {
            while (view.freeBlocks() < 0) {
                victims.relieve(view, plan, Preemption.RECOMPUTE);
            }
            continuePrefills(view, plan);
            if (plan.hasEvicted() && view.residentCount() > 0) {
                plan.blocked(BlockReason.PREEMPTED, 1, 0);
                plan.reconsiderAfterSteps(1);
            } else {
                admitWaiting(view, plan);
            }
        }

        private void continuePrefills(InstanceView view, BatchPlan plan) {
            for (int i = 0; i < view.prefillingCount() && view.tokensLeft() > 0; i++) {
                int request = view.prefilling(i);
                int chunk = Math.min(view.requests().remainingPrefillTokens(request), view.tokensLeft());
                if (makeRoom(i, chunk, view, plan)) {
                    plan.prefill(request, chunk);
                } else {
                    // No more than one prompt is partly computed, and that one was its own victim.
                    i--;
                }
            }
        }

        /** Evicts until a chunk of the {@code i}-th that prefills fits; says whether that one is still resident. */
        private boolean makeRoom(int i, int chunk, InstanceView view, BatchPlan plan) {
            int request = view.prefilling(i);
            while (view.blocksToPrefill(request, chunk) > view.freeBlocks()) {
                victims.relieve(view, plan, Preemption.RECOMPUTE);
                if (i >= view.prefillingCount() || view.prefilling(i) != request) {
                    return false;
                }
            }
            return true;
        }

        private void admitWaiting(InstanceView view, BatchPlan plan) {
            for (int head = view.waitingHead(); head != InstanceView.NONE; head = view.waitingHead()) {
                if (view.residentCount() >= view.batchCap()) {
                    plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, view.batchCap());
                    plan.ignoreArrivals();
                    return;
                }
                if (view.tokensLeft() <= 0) {
                    plan.blocked(BlockReason.TOKEN_BUDGET, 1, 0);
                    plan.reconsiderAfterSteps(1);
                    return;
                }
                int chunk = Math.min(view.requests().remainingPrefillTokens(head), view.tokensLeft());
                if (!fits.fits(head, chunk, view, plan)) {
                    if (view.waitingHead() == head) {
                        return;
                    }
                    continue;
                }
                plan.admit(head, chunk);
            }
        }
    }
}
