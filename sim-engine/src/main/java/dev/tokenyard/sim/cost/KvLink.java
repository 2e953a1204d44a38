package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.time.Ticks;

/**
 * The link over which an instance sends KV blocks to other instances, one transfer after the other. A transfer takes the
 * latency and then its bytes over the bandwidth.
 *
 * @param bytesPerSecond bandwidth over all GPUs of the instance; 0 for no link
 * @param latencySeconds what every transfer takes whatever its size, at least 0
 * @param blockBytes bytes of one KV block over all GPUs of the instance; 0 for no link
 */
public record KvLink(double bytesPerSecond, double latencySeconds, long blockBytes) {
    /** No way to other instances. */
    public static final KvLink NONE = new KvLink(0, 0, 0);

    /** Checks the ranges. */
    public KvLink {
        boolean none = bytesPerSecond == 0 && latencySeconds == 0 && blockBytes == 0;
        boolean link = bytesPerSecond > 0 && bytesPerSecond < Double.POSITIVE_INFINITY && blockBytes > 0;
        boolean latency = latencySeconds >= 0 && latencySeconds < Double.POSITIVE_INFINITY;
        if (!none && !(link && latency)) {
            throw new IllegalArgumentException("A KV link moves " + bytesPerSecond + " bytes/s after "
                    + latencySeconds + " s in KV blocks of " + blockBytes
                    + " bytes; give a positive bandwidth and block size and a latency of 0 or more, or 0 for all where"
                    + " there is none.");
        }
    }

    /** Whether there is a link. */
    public boolean exists() {
        return blockBytes > 0;
    }

    /**
     * The time of one transfer: latency + bytes / bandwidth, rounded once.
     *
     * @param blocks KV blocks, 0 or more
     * @return picoseconds, at least 1
     * @throws ArithmeticException if the time is beyond the range of the clock
     */
    public long transferTicks(long blocks) {
        double seconds = latencySeconds + (double) blocks * blockBytes / bytesPerSecond;
        double ticks = seconds * Ticks.PER_SECOND;
        if (!(ticks < Long.MAX_VALUE)) {
            throw new ArithmeticException("A transfer of " + blocks + " KV blocks is beyond the range of the clock.");
        }
        return Math.max(1, Math.round(ticks));
    }
}
