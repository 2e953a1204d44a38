package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.DecodeSlots;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.policies.kit.Preemption;
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
 * The scheduler of vLLM's v0 engine: prompts first, and never together with decodes. Waiting prompts are admitted in order
 * while their tokens fit into the budget, there are seats, and their blocks fit with the watermark to spare; a step that
 * processes prompts lets all residents that decode sit out. Where no prompt can be admitted, all decode.
 *
 * <p>A decode step needs a free block for each resident in turn ({@link DecodeSlots}); in a shortage victims are evicted,
 * to be recomputed with what they had generated as part of their prompt, or to host memory ({@link Preemption}) where that
 * is chosen, as vLLM does by itself for requests of several sequences. While any is there, no prompt is admitted; they come
 * back in the policy's order, in steps that evict nobody, where they fit with the watermark to spare.
 *
 * <p>Where the padding rule is on, the prompts of a step count as many tokens each as the longest of them, as in the
 * versions around 0.2.7 and in simulators made after them.
 *
 * <p>Departures. vLLM refuses a prompt longer than the token budget, or one that leaves no room for the watermark in an
 * empty cache. Here the former is processed alone over several steps, and the latter is admitted when nothing else is
 * resident. Victims join the queue by their sort key, which under first come, first served is its front.
 */
public final class VllmV0 implements BatchingFactory {
    private static final String WATERMARK = "watermark";
    private static final String PADDED = "padded";

    private static final BatchingCard CARD = new BatchingCard(
            "vllm-v0",
            "vLLM v0",
            "Prompts first, whole, and in steps of their own: while new prompts are processed, nobody decodes. A shortage"
                    + " of memory is met by recompute, or by swapping to host memory.",
            "vLLM, V0 engine, scheduler without chunked prefill",
            "A prompt longer than the token budget is not refused but processed alone over several steps; one that leaves"
                    + " no room for the watermark is admitted when nothing else is resident.",
            List.of(
                    Knob.real(WATERMARK, "", 0, 0.5, 0.01, "Share of the KV blocks that an admission leaves free."),
                    Knob.onOff(
                            PADDED,
                            false,
                            "On: the prompts of a step count with the length of the longest against the token budget, as"
                                    + " in vLLM 0.2.7; off: with their own."),
                    Knob.choice(
                            Preemption.KNOB,
                            Preemption.NAMES,
                            "Whether victims are recomputed, or swapped to host memory where it has room.")));

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        boolean padded = CARD.knob(knobs, PADDED) == 1;
        Preemption preemption = Preemption.ofKnob(CARD.knob(knobs, Preemption.KNOB));
        double watermark = CARD.knob(knobs, WATERMARK);
        return ComposedMode.receiving(
                CARD,
                MemoryTests.promptFitsAbove(watermark, InstanceView::unheldBlocks),
                (fits, victims) -> new Batching(fits, victims, watermark, padded, preemption));
    }

    /** The step. */
    private static final class Batching implements BatchPolicy {
        private final AdmissionTest fits;
        private final VictimPolicy victims;
        private final double watermark;
        private final boolean padded;
        private final Preemption preemption;

        Batching(AdmissionTest fits, VictimPolicy victims, double watermark, boolean padded, Preemption preemption) {
            this.fits = fits;
            this.victims = victims;
            this.watermark = watermark;
            this.padded = padded;
            this.preemption = preemption;
        }

        @Override
        public void plan(InstanceView view, BatchPlan plan) {
            if (view.prefillingCount() > 0) {
                continueLongPrompt(view, plan);
            } else if (view.swappedCount() > 0 || !admitPrompts(view, plan)) {
                DecodeSlots.secure(view, plan, victims, preemption);
                if (plan.hasEvicted() && view.residentCount() == 0) {
                    // What held prompts back has just been cleared.
                    plan.blocked(BlockReason.NONE, 0, 0);
                    admitPrompts(view, plan);
                } else if (plan.hasEvicted()) {
                    plan.blocked(BlockReason.PREEMPTED, 1, 0);
                    plan.reconsiderAfterSteps(1);
                } else {
                    Preemption.bringBack(view, plan, (int) (watermark * view.totalBlocks()));
                }
            }
            plan.consultBelowFreeBlocks(1);
        }

        private static void continueLongPrompt(InstanceView view, BatchPlan plan) {
            plan.holdDecodes();
            int request = view.prefilling(0);
            plan.prefill(request, Math.min(view.requests().remainingPrefillTokens(request), view.tokensLeft()));
            if (view.waitingHead() != InstanceView.NONE) {
                plan.blocked(BlockReason.TOKEN_BUDGET, 1, 0);
            }
        }

        /** Admits the prompts of a step; says whether there are any. */
        private boolean admitPrompts(InstanceView view, BatchPlan plan) {
            int prompts = 0;
            long tokens = 0;
            int longest = 0;
            // A seat needs a token of the budget once all decode.
            int seats = Math.min(view.batchCap(), view.tokenBudget());
            for (int head = view.waitingHead(); head != InstanceView.NONE; head = view.waitingHead()) {
                int prompt = view.requests().remainingPrefillTokens(head);
                tokens += prompt;
                int longestWith = Math.max(longest, prompt);
                long counted = padded ? (prompts + 1L) * longestWith : tokens;
                if (view.residentCount() >= seats) {
                    plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, seats);
                    plan.ignoreArrivals();
                    break;
                }
                if (prompts > 0 && counted > view.tokenBudget()) {
                    plan.blocked(BlockReason.TOKEN_BUDGET, counted, view.tokenBudget());
                    break;
                }
                if (!fits.fits(head, prompt, view, plan)) {
                    if (view.waitingHead() == head) {
                        break;
                    }
                    tokens -= prompt;
                    continue;
                }
                plan.holdDecodes();
                plan.admitWithPromptMemory(head, Math.min(prompt, view.tokenBudget()));
                longest = longestWith;
                prompts++;
            }
            return prompts > 0;
        }
    }
}
