package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;

/** How long it takes to load a model on GPUs where another one was: the bytes of its weights over the way by which they come. */
public final class ModelLoading {
    /**
     * Bytes per second at which weights come that are not in host memory. An assumption: what reading a file from a fast disk
     * and laying it out come to; state the time yourself where you know it.
     */
    public static final double DISK_BYTES_PER_SECOND = 3e9;

    private ModelLoading() {}

    /**
     * Seconds for weights that lie in host memory: over the host links of all the GPUs at once.
     *
     * @throws IllegalArgumentException if the GPU states no host link
     */
    public static double secondsFromHost(GpuSpec gpu, ModelSpec model, int tensorParallel) {
        if (!(gpu.hostLinkBytesPerSecond() > 0)) {
            throw new IllegalArgumentException(
                    "Models take turns on " + gpu.id()
                            + ", which states no host link in the catalogue; state its bandwidth or the seconds that loading takes.");
        }
        return model.weightBytes() / (gpu.hostLinkBytesPerSecond() * tensorParallel);
    }

    /** Seconds for weights that come from disk. */
    public static double secondsFromDisk(ModelSpec model) {
        return model.weightBytes() / DISK_BYTES_PER_SECOND;
    }
}
