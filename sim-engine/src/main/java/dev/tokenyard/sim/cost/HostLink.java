package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.time.Ticks;

/**
 * The link over which an instance moves KV blocks to and from host memory. Blocks moved in either direction share it, one
 * after the other, as copies on one CUDA stream do.
 *
 * @param bytesPerSecond bandwidth in one direction over all GPUs of the instance; 0 for no link
 * @param blockBytes bytes of one KV block over all GPUs of the instance; 0 for no link
 */
public record HostLink(double bytesPerSecond, long blockBytes) {
    /** No way to host memory. */
    public static final HostLink NONE = new HostLink(0, 0);

    /** Checks the ranges. */
    public HostLink {
        boolean none = bytesPerSecond == 0 && blockBytes == 0;
        boolean link = bytesPerSecond > 0 && bytesPerSecond < Double.POSITIVE_INFINITY && blockBytes > 0;
        if (!none && !link) {
            throw new IllegalArgumentException("A host link moves " + bytesPerSecond + " bytes/s in KV blocks of "
                    + blockBytes + " bytes; give two positive numbers, or 0 for both where there is none.");
        }
    }

    /** Whether there is a link. */
    public boolean exists() {
        return blockBytes > 0;
    }

    /**
     * The time that blocks take: their bytes over the bandwidth.
     *
     * @param blocks KV blocks in both directions together, 0 or more; 0 where there is no link
     * @return picoseconds, at least 1 if anything is moved
     * @throws ArithmeticException if the time is beyond the range of the clock
     */
    public long transferTicks(long blocks) {
        if (blocks == 0) {
            return 0;
        }
        double ticks = (double) blocks * blockBytes / bytesPerSecond * Ticks.PER_SECOND;
        if (!(ticks < Long.MAX_VALUE)) {
            throw new ArithmeticException("A transfer of " + blocks + " KV blocks is beyond the range of the clock.");
        }
        return Math.max(1, Math.round(ticks));
    }
}
