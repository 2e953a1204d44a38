package dev.tokenyard.sim.model;

import java.util.Map;

/**
 * A GPU's data-sheet figures and measured efficiencies.
 *
 * @param id the catalogue's key, for instance {@code a100-80g}
 * @param name the maker's name for it
 * @param memoryBytes device memory, bytes
 * @param memoryBandwidthBytesPerSecond peak device-memory bandwidth
 * @param peakFlopsPerSecond peak dense 16-bit tensor throughput, floating-point operations per second
 * @param peakFp8FlopsPerSecond the same for 8-bit floating-point numbers, 0 if it has no units for them
 * @param peakInt8OpsPerSecond the same for 8-bit integers, 0 if it has no units for them or they are not stated
 * @param linkBytesPerSecond peak bandwidth to its peers in one direction (NVLink or PCIe)
 * @param hostLinkBytesPerSecond peak bandwidth to host memory in one direction
 * @param powerWatts board power, 0 if not stated
 * @param dollarsPerHour public price of renting it for an hour, US dollars, 0 if not stated
 * @param efficiency measured shares of the peaks, see {@link Efficiency}
 * @param efficiencyByModel for the ids of models that were measured on this GPU by themselves, what they reach
 * @param sources for each figure's name where it comes from; read it through {@link #source}
 */
public record GpuSpec(
        String id,
        String name,
        long memoryBytes,
        double memoryBandwidthBytesPerSecond,
        double peakFlopsPerSecond,
        double peakFp8FlopsPerSecond,
        double peakInt8OpsPerSecond,
        double linkBytesPerSecond,
        double hostLinkBytesPerSecond,
        double powerWatts,
        double dollarsPerHour,
        Efficiency efficiency,
        Map<String, Efficiency> efficiencyByModel,
        Map<String, String> sources) {

    /** Takes immutable copies of the maps. */
    public GpuSpec {
        efficiencyByModel = Map.copyOf(efficiencyByModel);
        sources = Map.copyOf(sources);
    }

    /**
     * Peak throughput of matrix products with weights of a format. Where the GPU has no units for it, weights are widened
     * to 16 bits as they are read, and the 16-bit peak holds.
     */
    public double peakFlopsPerSecond(NumberFormat weights) {
        double own = switch (weights) {
            case FP8 -> peakFp8FlopsPerSecond;
            case INT8 -> peakInt8OpsPerSecond;
            case BF16, FP16 -> peakFlopsPerSecond;
        };
        return own > 0 ? own : peakFlopsPerSecond;
    }

    /** What the GPU reaches with a model: its own measurement if there is one, else {@link #efficiency}. */
    public Efficiency efficiencyFor(String modelId) {
        return efficiencyByModel.getOrDefault(modelId, efficiency);
    }

    /**
     * Where a figure comes from. A source given for a group, such as {@code efficiency}, holds for every figure in it
     * that has none of its own.
     *
     * @param figure the figure's name, groups and names joined by dots, for instance {@code efficiency.gemmFlopsShare}
     * @return the source, or "not stated"
     */
    public String source(String figure) {
        String key = figure;
        while (!sources.containsKey(key) && key.indexOf('.') >= 0) {
            key = key.substring(0, key.lastIndexOf('.'));
        }
        return sources.getOrDefault(key, "not stated");
    }

    /**
     * What kernels reach in practice.
     *
     * @param weightBandwidthShare share of the memory bandwidth reached while weights are read, above 0 up to 1
     * @param gemmFlopsShare share of peak FLOP/s that large matrix products reach, above 0 up to 1
     * @param exposedShare how much of the shorter of memory time and compute time the linear layers fail to hide behind
     *     the longer: 0 is the ideal roofline, 1 no overlap at all
     * @param kvBandwidthShare share of the memory bandwidth that decode attention reaches, above 0 up to 1
     * @param decodeAttentionFlopsShare share of peak FLOP/s of decode attention's arithmetic, above 0 up to 1; it is what
     *     grouped-query attention pays for more query heads per KV head
     * @param prefillAttentionFlopsShare share of peak FLOP/s that prefill attention reaches, above 0 up to 1
     * @param linkBandwidthShare share of the link bandwidth that an all-reduce reaches, above 0 up to 1
     * @param allReduceLatencySeconds fixed time of one all-reduce
     * @param layerOverheadSeconds fixed time per transformer layer and step (kernel launches and small kernels)
     * @param stepOverheadSeconds fixed time per step (sampling, scheduling)
     */
    public record Efficiency(
            double weightBandwidthShare,
            double gemmFlopsShare,
            double exposedShare,
            double kvBandwidthShare,
            double decodeAttentionFlopsShare,
            double prefillAttentionFlopsShare,
            double linkBandwidthShare,
            double allReduceLatencySeconds,
            double layerOverheadSeconds,
            double stepOverheadSeconds) {}
}
