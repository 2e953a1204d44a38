package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.time.Ticks;

/**
 * Step time from data-sheet figures and measured efficiencies, after the roofline model (Williams, Waterman, Patterson,
 * CACM 52(4), 2009).
 *
 * <p>With B decoding sequences, c prompt tokens, T = B + c, tensor parallelism n, L layers, hidden size h, and per GPU
 * the memory bandwidth β, peak φ and link bandwidth λ, each times the share that its kernels reach, a step takes
 *
 * <pre>
 *   max(m, f) + x · min(m, f)        linear layers: m = weight bytes / (n β), f = 2 · weights · T / (n φ)
 * + head bytes / (n β) + 2 · head weights · B / (n φ)                       lm_head, once per decoding sequence
 * + C · (KV bytes per token / (n' β) + 4 h' L / (n φ))                      decode attention over C context tokens
 * + P · 4 h' L / (n φ)                                                      prefill attention over P query-key pairs
 * + 2 L · (a + 2 (n - 1) / n · 2 h T / λ)                                   two ring all-reduces a layer, if n &gt; 1
 * + L · layer overhead + step overhead
 * </pre>
 *
 * where x is the exposed share of {@link GpuSpec.Efficiency} (an ideal roofline has x = 0; kernels near the ridge, and
 * the tails of their waves, hide only part of the shorter time), h' = heads · head size, a is the latency of an
 * all-reduce, and n' = n unless KV heads are copied to several GPUs. The multiplications of one prompt's last token by
 * lm_head are left out: about 1 µs for a 7B model.
 *
 * <p>Every term is a constant, or a non-negative constant times an argument, so the time never falls as a batch grows.
 * Only the four basic operations and one rounding are used, so all machines agree to the bit.
 */
public final class RooflineStepTime implements StepTimeModel {
    /** Activations travel between GPUs as 16-bit numbers. */
    private static final double ACTIVATION_BYTES = 2;

    private final double constantTicks;
    private final double weightReadTicks;
    private final double flopsTicksPerToken;
    private final double exposedShare;
    private final double linkTicksPerToken;
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
        double weightBandwidth = tensorParallel * gpu.memoryBandwidthBytesPerSecond() * reached.weightBandwidthShare();
        double gemmFlops = tensorParallel * gpu.peakFlopsPerSecond() * reached.gemmFlopsShare();
        double linearWeights = (double) model.layers() * model.matrixWeightsPerLayer();
        weightReadTicks = ticks(linearWeights * model.bytesPerWeight() / weightBandwidth);
        flopsTicksPerToken = ticks(2 * linearWeights / gemmFlops);
        exposedShare = reached.exposedShare();
        headTicksPerSequence = ticks(2.0 * model.headWeights() / gemmFlops);

        double attentionFlopsPerPair =
                4.0 * model.attentionHeads() * model.headSize() * model.layers() / tensorParallel;
        double kvBytesPerGpu =
                (double) model.kvBytesPerToken() * TensorParallelism.kvCopies(model, tensorParallel) / tensorParallel;
        ticksPerPair = ticks(attentionFlopsPerPair / (gpu.peakFlopsPerSecond() * reached.prefillAttentionFlopsShare()));
        ticksPerContextToken = Math.round(ticks(
                        kvBytesPerGpu / (gpu.memoryBandwidthBytesPerSecond() * reached.kvBandwidthShare()))
                + ticks(attentionFlopsPerPair / (gpu.peakFlopsPerSecond() * reached.decodeAttentionFlopsShare())));

        double allReduces = tensorParallel > 1 ? 2.0 * model.layers() : 0;
        double ringShare = 2.0 * (tensorParallel - 1) / tensorParallel;
        linkTicksPerToken = ticks(allReduces
                * ringShare
                * ACTIVATION_BYTES
                * model.hiddenSize()
                / (gpu.linkBytesPerSecond() * reached.linkBandwidthShare()));
        constantTicks = ticks((double) model.headWeights() * model.bytesPerWeight() / weightBandwidth)
                + ticks(allReduces * reached.allReduceLatencySeconds())
                + ticks(model.layers() * reached.layerOverheadSeconds())
                + ticks(reached.stepOverheadSeconds());
    }

    @Override
    public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        double tokens = (double) decodeSequences + prefillTokens;
        double flopsTicks = flopsTicksPerToken * tokens;
        double linearTicks = flopsTicks > weightReadTicks
                ? flopsTicks + exposedShare * weightReadTicks
                : weightReadTicks + exposedShare * flopsTicks;
        double total = constantTicks
                + linearTicks
                + linkTicksPerToken * tokens
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
