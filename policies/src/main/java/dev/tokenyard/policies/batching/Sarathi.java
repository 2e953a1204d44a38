package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.DecodeSlots;
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
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.List;
import java.util.Map;

/**
 * Sarathi-Serve: stall-free batching. A step takes first all residents that decode, then a chunk of the prompt under way,
 * then chunks of new prompts; the prompt tokens are what the decodes leave of a small budget, so that no step is so long
 * that those who decode feel it.
 *
 * <p>Legend of Algorithm 3: τ = the knob, capped by the instance's token budget; n_t = the budget less {@link
 * Batching#tokensLeft}; lines 6 to 8, the decodes, go on by default; lines 9 to 12 = {@link Batching#continuePrompts};
 * lines 13 to 20 = {@link Batching#admitPrompts}.
 *
 * <p>As in the authors' implementation a new prompt takes the blocks of all its tokens at once and leaves the watermark
 * free, and memory for the decodes is made as in vLLM v0 ({@link DecodeSlots}).
 */
public final class Sarathi implements BatchingFactory {
    private static final String CHUNK = "chunk";
    private static final String WATERMARK = "watermark";

    private static final BatchingCard CARD = new BatchingCard(
            "sarathi",
            "Sarathi-Serve",
            "Stall-free: all decodes first, then chunks of prompts within what they leave of a small token budget.",
            "Agrawal et al., Taming Throughput-Latency Tradeoff in LLM Inference with Sarathi-Serve, OSDI 2024, Algorithm 3",
            "A request whose next prompt would not leave the watermark is admitted all the same when nothing else is"
                    + " resident.",
            List.of(
                    Knob.whole(
                            CHUNK,
                            "tokens",
                            1,
                            1_000_000,
                            512,
                            "Token budget of a step, decodes included; the paper has 512 for strict latency targets and"
                                    + " 2048 for relaxed ones."),
                    Knob.real(WATERMARK, "", 0, 0.5, 0.01, "Share of the KV blocks that an admission leaves free.")));

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        int chunk = (int) CARD.knob(knobs, CHUNK);
        return ComposedMode.receiving(
                CARD,
                MemoryTests.promptFitsAbove(CARD.knob(knobs, WATERMARK), InstanceView::freeBlocks),
                chunk,
                Returning.in((fits, victims) -> new Batching(fits, victims, chunk), Integer.MAX_VALUE));
    }

    /** The step. */
    private static final class Batching implements BatchPolicy {
        private final AdmissionTest fits;
        private final VictimPolicy victims;
        private final int chunkTokens;

        Batching(AdmissionTest fits, VictimPolicy victims, int chunkTokens) {
            this.fits = fits;
            this.victims = victims;
            this.chunkTokens = chunkTokens;
        }

        @Override
        public void plan(InstanceView view, BatchPlan plan) {
            DecodeSlots.secure(view, plan, victims, Preemption.RECOMPUTE);
            continuePrompts(view, plan);
            admitPrompts(view, plan);
        }

        private void continuePrompts(InstanceView view, BatchPlan plan) {
            for (int i = 0; i < view.prefillingCount() && tokensLeft(view) > 0; i++) {
                int request = view.prefilling(i);
                plan.prefill(request, Math.min(view.requests().remainingPrefillTokens(request), tokensLeft(view)));
            }
        }

        private void admitPrompts(InstanceView view, BatchPlan plan) {
            for (int head = view.waitingHead(); head != InstanceView.NONE; head = view.waitingHead()) {
                if (view.residentCount() >= view.batchCap()) {
                    plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, view.batchCap());
                    plan.ignoreArrivals();
                    return;
                }
                int left = tokensLeft(view);
                if (left <= 0) {
                    plan.blocked(BlockReason.TOKEN_BUDGET, 1, 0);
                    return;
                }
                int chunk = Math.min(view.requests().remainingPrefillTokens(head), left);
                if (!fits.fits(head, chunk, view, plan)) {
                    if (view.waitingHead() == head) {
                        return;
                    }
                    continue;
                }
                plan.admitWithPromptMemory(head, chunk);
            }
        }

        /** What decodes and chunks have left of the mode's own budget. */
        private int tokensLeft(InstanceView view) {
            int taken = view.tokenBudget() - view.tokensLeft();
            return Math.min(chunkTokens, view.tokenBudget()) - taken;
        }
    }
}
