package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.sim.cost.StepTimeModel;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Gives each step of a run the duration that a reference run's step had, so that schedulers can be compared apart from
 * step times. One instance serves one run, whose steps must be asked for in order and once each; it declares no affine
 * piece longer than a step, so that the engine does.
 *
 * <p>The n-th step takes the n-th duration. Once a step's composition differs, the next reference step of the same
 * composition is looked for, up to {@value #REACH} steps ahead; if there is none, the step takes the duration at hand. Both
 * runs so find together again after a difference.
 */
final class ReplayedSteps implements StepTimeModel {
    private static final int REACH = 256;

    private final ReferenceSteps reference;
    private int[] matched = new int[1024];
    private long[] decodesAndContext = new long[2048];
    private final BitSet withPrefill = new BitSet();
    private int taken;
    private int cursor;

    ReplayedSteps(ReferenceSteps reference) {
        this.reference = reference;
    }

    @Override
    public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        int found = -1;
        int end = Math.min(reference.size(), cursor + REACH);
        for (int s = cursor; s < end && found < 0; s++) {
            StepComposition step = reference.composition(s);
            if (step.decodes() == decodeSequences
                    && step.contextTokens() == contextTokens
                    && step.prefillTokens() == prefillTokens) {
                found = s;
            }
        }
        int used = found >= 0 ? found : Math.min(cursor, reference.size() - 1);
        cursor = used + 1;
        withPrefill.set(taken, prefillTokens > 0);
        remember(found, decodeSequences, contextTokens);
        return reference.ticks(used);
    }

    private void remember(int found, int decodes, long contextTokens) {
        if (taken == matched.length) {
            matched = Arrays.copyOf(matched, 2 * taken);
            decodesAndContext = Arrays.copyOf(decodesAndContext, 4 * taken);
        }
        matched[taken] = found;
        decodesAndContext[2 * taken] = decodes;
        decodesAndContext[2 * taken + 1] = contextTokens;
        taken++;
    }

    @Override
    public long contextTokenTicks(int decodeSequences, long contextTokens) {
        return 0;
    }

    @Override
    public long affineUntil(int decodeSequences, long contextTokens) {
        return contextTokens;
    }

    @Override
    public String label() {
        return "replay";
    }

    /** Steps taken so far. */
    int taken() {
        return taken;
    }

    /** The reference step that step {@code s} was found to be, or -1. */
    int matchOf(int s) {
        return matched[s];
    }

    /** Decoding sequences of step {@code s}. */
    int decodes(int s) {
        return (int) decodesAndContext[2 * s];
    }

    /** Context tokens of step {@code s}. */
    long contextTokens(int s) {
        return decodesAndContext[2 * s + 1];
    }

    /** Whether step {@code s} processed prompt tokens. */
    boolean hasPrefill(int s) {
        return withPrefill.get(s);
    }
}
