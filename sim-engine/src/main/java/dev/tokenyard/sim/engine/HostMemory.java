package dev.tokenyard.sim.engine;

/** Host memory for KV blocks, in bytes. Instances on the same GPUs share one, and their blocks differ in size. */
final class HostMemory {
    private final long totalBytes;
    private long usedBytes;

    HostMemory(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    long freeBytes() {
        return totalBytes - usedBytes;
    }

    /** Takes (or with a negative number gives back) so many bytes. */
    void take(long bytes) {
        usedBytes += bytes;
    }
}
