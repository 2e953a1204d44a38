package dev.tokenyard.sim.cost;

import java.util.Locale;

/**
 * Step time from measured points. A step of B decoding sequences with C context tokens together and chunks of c prompt
 * tokens takes the operators other than attention for B + c tokens, the attention of the decoding sequences and that of
 * the chunks; mixed steps so compose from the decode and the prefill table, as in the simulator that measured the
 * project's reference grids.
 *
 * <p>Measured points are noisy: some say that a larger batch takes less time. {@link Fit#MONOTONE} replaces them by the
 * nearest points that never fall with the batch, the context or the chunk (see {@link IsotonicRegression}).
 *
 * <p>Beyond the measured points lines go on straight, and {@link #outsideDomain} says so.
 */
public final class GridStepTime implements StepTimeModel {
    /** How the model follows the measured points. */
    public enum Fit {
        /** Never falling with the batch, the context or the chunk. */
        MONOTONE,
        /** Through the points as they are; only along the context of a batch may times not fall. To show what it costs. */
        AS_MEASURED
    }

    private final String label;
    private final LinearOperators linear;
    private final DecodeAttention decode;
    private final PrefillAttention prefill;
    private final long largestContext;

    /** Takes the measured points of one configuration. */
    public GridStepTime(StepTimeGrid grid, Fit fit) {
        label = StepTimeModels.GRID + ":" + grid.name() + (fit == Fit.MONOTONE ? "" : ":as-measured");
        boolean monotone = fit == Fit.MONOTONE;
        GridAxes decodeAxes = GridAxes.of(grid.decodeAttention());
        GridAxes prefillAxes = GridAxes.of(grid.prefillAttention());
        largestContext = grid.prefillAttention().stream()
                .mapToLong(point -> (long) point.size() + point.context())
                .reduce(decodeAxes.largestContext(), Math::max);
        linear = new LinearOperators(
                grid.otherThanAttention(), grid.otherInMixedSteps(), grid.operatorShape(), monotone);
        decode = new DecodeAttention(decodeAxes, monotone);
        prefill = new PrefillAttention(prefillAxes, monotone);
    }

    @Override
    public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        return stepTicks(decodeSequences, contextTokens, prefillTokens, prefillAttentionPairs, 1);
    }

    @Override
    public long stepTicks(
            int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs, int prefillChunks) {
        long ticks = linear.ticks((long) decodeSequences + prefillTokens);
        if (decodeSequences > 0) {
            ticks = Math.addExact(ticks, decode.ticks(decodeSequences, contextTokens));
        }
        if (prefillTokens > 0) {
            ticks = Math.addExact(ticks, prefill.ticks(prefillTokens, prefillAttentionPairs, prefillChunks));
        }
        return Math.max(1, ticks);
    }

    @Override
    public long contextTokenTicks(int decodeSequences, long contextTokens) {
        return decode.ticksPerContextToken(decodeSequences, contextTokens);
    }

    @Override
    public long affineUntil(int decodeSequences, long contextTokens) {
        long domain = decodeSequences * largestContext;
        long piece = decode.affineUntil(contextTokens);
        return contextTokens <= domain ? Math.min(piece, domain) : piece;
    }

    @Override
    public boolean outsideDomain(
            int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        double meanPairs = prefillTokens == 0 ? 0 : (double) prefillAttentionPairs / prefillTokens;
        // A token that attends to its own place and all before it: the mean over a chunk lies half a chunk below its
        // end.
        double chunkEnd = meanPairs + Math.max(0, prefillTokens - 1) / 2.0;
        return decodeSequences > decode.mostSequences()
                || contextTokens > decodeSequences * largestContext
                || prefillTokens > prefill.mostTokens()
                || (prefillTokens > 0 && chunkEnd > Math.max(largestContext, prefillTokens));
    }

    /** The domain for people, for instance {@code batch to 128, context to 4,096 tokens, chunk to 4,096}. */
    public String domain() {
        return String.format(
                Locale.ROOT,
                "batch to %,d, context to %,d tokens, chunk to %,d",
                decode.mostSequences(),
                largestContext,
                prefill.mostTokens());
    }

    @Override
    public String label() {
        return label;
    }
}
