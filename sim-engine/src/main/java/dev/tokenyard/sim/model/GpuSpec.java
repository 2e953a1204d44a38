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
 * @param linkBytesPerSecond peak bandwidth to its peers in one direction (NVLink or PCIe)
 * @param hostLinkBytesPerSecond peak bandwidth to host memory in one direction
 * @param efficiency measured shares of the peaks, see {@link Efficiency}
 * @param sources for each figure's name where it comes from
 */
public record GpuSpec(
        String id,
        String name,
        double memoryBytes,
        double memoryBandwidthBytesPerSecond,
        double peakFlopsPerSecond,
        double linkBytesPerSecond,
        double hostLinkBytesPerSecond,
        Efficiency efficiency,
        Map<String, String> sources) {

    /**
     * What kernels reach in practice.
     *
     * @param weightBandwidthShare share of the memory bandwidth reached while weights are read, 0 to 1
     * @param gemmFlopsShare share of peak FLOP/s that large matrix products reach, 0 to 1
     * @param kvBandwidthShare share of the memory bandwidth that decode attention reaches, 0 to 1
     * @param attentionFlopsShare share of peak FLOP/s that prefill attention reaches, 0 to 1
     * @param linkBandwidthShare share of the link bandwidth that an all-reduce reaches, 0 to 1
     * @param layerOverheadSeconds fixed time per transformer layer and step (kernel launches and small kernels)
     * @param stepOverheadSeconds fixed time per step (sampling, scheduling)
     */
    public record Efficiency(
            double weightBandwidthShare,
            double gemmFlopsShare,
            double kvBandwidthShare,
            double attentionFlopsShare,
            double linkBandwidthShare,
            double layerOverheadSeconds,
            double stepOverheadSeconds) {}
}
