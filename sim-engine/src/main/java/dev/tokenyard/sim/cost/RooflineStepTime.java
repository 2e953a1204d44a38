package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.Experts;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * Step time from data-sheet figures and measured efficiencies, after the roofline model (Williams, Waterman, Patterson,
 * CACM 52(4), 2009).
 *
 * <p>With B decoding sequences, c prompt tokens, T = B + c, tensor parallelism n, L layers, hidden size h, and per GPU
 * the memory bandwidth β, peak φ and link bandwidth λ, each times the share that its kernels reach, a step takes
 *
 * <pre>
 *   max(m, f) + x · min(m, f)        linear layers: m = weight bytes / (n β), f = 2 · active weights · T / (n φ)
 * + head bytes / (n β) + 2 · head weights · B / (n φ)                       lm_head, once per decoding sequence
 * + T · activation bytes / β                                                norms, position, gate: kernels between
 * + C · (KV bytes per token / (n' β) + decode attention FLOPs / (n φ))      decode attention over C context tokens
 * + P · prefill attention FLOPs / (n φ)                                     prefill attention over P query-key pairs
 * + 2 L · (a + 2 (n - 1) / n · 2 h T / λ)                                   two ring all-reduces a layer, if n &gt; 1
 * + L · layer overhead + step overhead
 * </pre>
 *
 * where x is the exposed share of {@link GpuSpec.Efficiency} (an ideal roofline has x = 0; kernels near the ridge, and
 * the tails of their waves, hide only part of the shorter time; it makes the share of peak FLOP/s rise with T as measured
 * products do), a is the latency of an all-reduce, and n' = n unless KV heads are copied to several GPUs. With experts,
 * the weights read are those of the experts that T tokens are expected to use, {@link Experts#shareUsed}. The
 * multiplications of one prompt's last token by lm_head are left out: about 1 µs for a 7B model.
 *
 * <p>Every term is a constant, or a non-negative constant times an argument, or grows with the tokens, so the time never
 * falls as a batch grows; for a fixed batch it is affine in the context. Only the four basic operations and one rounding
 * are used, so all machines agree to the bit.
 */
public final class RooflineStepTime implements StepTimeModel {
    /** Activations travel between GPUs, and between kernels, as 16-bit numbers. */
    private static final double ACTIVATION_BYTES = 2;

    /** Two norms a layer, each of which reads and writes its input and the residual stream. */
    private static final double NORM_VALUES_PER_HIDDEN = 8;

    private final double constantTicks;
    private final double commonReadTicks;
    private final double expertsReadTicks;
    private final @Nullable Experts experts;
    private final double flopsTicksPerToken;
    private final double exposedShare;
    private final double betweenTicksPerToken;
    private final double headTicksPerSequence;
    private final double ticksPerPair;
    private final long ticksPerContextToken;

    /**
     * Works out all coefficients.
     *
     * @param tensorParallel GPUs that share each layer; it must divide the model's heads
     * @throws IllegalArgumentException if {@code tensorParallel} does not divide them
     */
    public RooflineStepTime(GpuSpec gpu, ModelSpec model, int tensorParallel) {
        TensorParallelism.check(model, tensorParallel);
        GpuSpec.Efficiency reached = gpu.efficiencyFor(model.id());
        double bandwidth = gpu.memoryBandwidthBytesPerSecond() * reached.weightBandwidthShare();
        double ticksPerWeight = ticks(model.weightFormat().bytes() / (tensorParallel * bandwidth));
        double gemmFlops = tensorParallel * gpu.peakFlopsPerSecond(model.weightFormat()) * reached.gemmFlopsShare();
        commonReadTicks = model.commonLinearWeights() * ticksPerWeight;
        expertsReadTicks = model.routedExpertWeights() * ticksPerWeight;
        experts = model.experts().orElse(null);
        flopsTicksPerToken = ticks(2.0 * model.activeLinearWeights() / gemmFlops);
        exposedShare = reached.exposedShare();
        headTicksPerSequence = ticks(2.0 * model.headWeights() / gemmFlops);

        ticksPerPair = ticks(model.prefillAttentionFlopsPerPair()
                / (tensorParallel * gpu.peakFlopsPerSecond() * reached.prefillAttentionFlopsShare()));
        double kvBytesPerGpu =
                (double) model.kvBytesPerToken() * TensorParallelism.kvCopies(model, tensorParallel) / tensorParallel;
        ticksPerContextToken =
                Math.round(ticks(kvBytesPerGpu / (gpu.memoryBandwidthBytesPerSecond() * reached.kvBandwidthShare()))
                        + ticks(model.decodeAttentionFlopsPerToken()
                                / (tensorParallel * gpu.peakFlopsPerSecond() * reached.decodeAttentionFlopsShare())));

        double allReduces = tensorParallel > 1 ? 2.0 * model.layers() : 0;
        double ringShare = 2.0 * (tensorParallel - 1) / tensorParallel;
        double linkTicksPerToken = ticks(allReduces
                * ringShare
                * ACTIVATION_BYTES
                * model.hiddenSize()
                / (gpu.linkBytesPerSecond() * reached.linkBandwidthShare()));
        betweenTicksPerToken =
                linkTicksPerToken + ticks(ACTIVATION_BYTES * activationValues(model, tensorParallel) / bandwidth);
        constantTicks = model.headWeights() * ticksPerWeight
                + ticks(allReduces * reached.allReduceLatencySeconds())
                + ticks(model.layers() * reached.layerOverheadSeconds())
                + ticks(reached.stepOverheadSeconds());
    }

    /**
     * Numbers that the kernels between the matrix products read and write on one GPU for one token, over all layers: the
     * norms, which each GPU does in full, and its part of the rotation of queries and keys (read and written) and of the
     * gate (two read, one written; without a gate one of each).
     */
    private static double activationValues(ModelSpec model, int tensorParallel) {
        double norms = NORM_VALUES_PER_HIDDEN * model.hiddenSize();
        double rotated = model.latentAttention()
                .map(latent -> 2.0 * (model.attentionHeads() + 1) * latent.ropeSize())
                .orElse(2.0 * (model.attentionHeads() + model.kvHeads()) * model.headSize());
        double gateValues = model.gatedFeedForward() ? 3 : 2;
        double expertWidth = model.experts()
                .map(e -> (double) (e.perToken() + e.shared()) * e.intermediateSize())
                .orElse(0.0);
        double widths = (model.layers() - model.expertLayers()) * (double) model.intermediateSize()
                + model.expertLayers() * expertWidth;
        return model.layers() * (norms + rotated / tensorParallel) + gateValues * widths / tensorParallel;
    }

    @Override
    public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        double tokens = (double) decodeSequences + prefillTokens;
        double readTicks = commonReadTicks;
        if (experts != null) {
            readTicks += expertsReadTicks * experts.shareUsed(decodeSequences + prefillTokens);
        }
        double flopsTicks = flopsTicksPerToken * tokens;
        double linearTicks = Math.max(readTicks, flopsTicks) + exposedShare * Math.min(readTicks, flopsTicks);
        double total = constantTicks
                + linearTicks
                + betweenTicksPerToken * tokens
                + headTicksPerSequence * decodeSequences
                + ticksPerPair * prefillAttentionPairs;
        return Math.addExact(
                Math.max(1, (long) (total + 0.5)), Math.multiplyExact(ticksPerContextToken, contextTokens));
    }

    @Override
    public long contextTokenTicks(int decodeSequences, long contextTokens) {
        return ticksPerContextToken;
    }

    @Override
    public String label() {
        return StepTimeModels.ROOFLINE;
    }

    private static double ticks(double seconds) {
        return seconds * Ticks.PER_SECOND;
    }
}
