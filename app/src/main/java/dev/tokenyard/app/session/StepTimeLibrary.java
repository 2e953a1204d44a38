package dev.tokenyard.app.session;

import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Step-time models by name. Measured grids are read once and kept, so that a moved slider does not read files; what changes
 * in them later is seen by the next start.
 */
final class StepTimeLibrary {
    private final Map<GridKey, StepTimeModel> grids = new ConcurrentHashMap<>();

    private record GridKey(String label, String gpuId, String modelId, int tensorParallel) {}

    /**
     * The model of an instance, see {@link StepTimeModels#of}.
     *
     * @throws IllegalArgumentException as there
     */
    StepTimeModel of(String label, GpuSpec gpu, ModelSpec model, int tensorParallel) {
        if (!label.startsWith(StepTimeModels.GRID + ":")) {
            return StepTimeModels.of(label, gpu, model, tensorParallel);
        }
        return grids.computeIfAbsent(
                new GridKey(label, gpu.id(), model.id(), tensorParallel),
                key -> StepTimeModels.of(label, gpu, model, tensorParallel));
    }
}
