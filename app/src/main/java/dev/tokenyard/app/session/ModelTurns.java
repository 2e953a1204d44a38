package dev.tokenyard.app.session;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.ModelLoading;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.time.Ticks;
import java.util.HashSet;
import java.util.Set;

/**
 * What it takes that models of a group take turns on its GPUs. Host memory holds the weights of as many of them as fit, in
 * the order in which they are named; those are loaded from there, the others from disk. What it has left is for KV blocks.
 */
final class ModelTurns {
    private final HardwareCatalog catalog;
    private final InstanceGroup group;
    private final Set<String> warm = new HashSet<>();
    private double hostBytesLeft;

    /**
     * Divides the group's host memory.
     *
     * @throws IllegalArgumentException if a model is unknown
     */
    ModelTurns(HardwareCatalog catalog, InstanceGroup group) {
        this.catalog = catalog;
        this.group = group;
        hostBytesLeft = group.limits().hostGib() * ClusterBuilder.BYTES_PER_GIB;
        for (String model : group.models()) {
            long bytes = catalog.model(model).weightBytes();
            if (bytes <= hostBytesLeft) {
                warm.add(model);
                hostBytesLeft -= bytes;
            }
        }
    }

    /** Host memory that is left for KV blocks, in GiB. */
    double hostGibLeft() {
        return hostBytesLeft / ClusterBuilder.BYTES_PER_GIB;
    }

    /** How long it takes to load a model in place of another, in ticks. */
    long loadTicks(String modelId) {
        if (!group.turns().isDerived()) {
            return Ticks.fromSeconds(group.turns().loadSeconds());
        }
        GpuSpec gpu = catalog.gpu(group.gpu());
        ModelSpec model = catalog.model(modelId);
        return Ticks.fromSeconds(
                warm.contains(modelId)
                        ? ModelLoading.secondsFromHost(gpu, model, group.tensorParallel())
                        : ModelLoading.secondsFromDisk(model));
    }
}
