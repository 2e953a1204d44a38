package dev.tokenyard.app.session;

import dev.tokenyard.sim.cost.GridStepTime;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.table.StepTimeGridFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
     * The model of an instance.
     *
     * @param label as for {@link StepTimeModels#of}, or {@code grid:FOLDER:NAME} for the configuration NAME of a folder of
     *     measured points; without NAME the one that fits the instance
     * @throws IllegalArgumentException as there, and if the folder has no usable points
     */
    StepTimeModel of(String label, GpuSpec gpu, ModelSpec model, int tensorParallel) {
        if (!label.startsWith(StepTimeModels.GRID + ":")) {
            return StepTimeModels.of(label, gpu, model, tensorParallel);
        }
        return grids.computeIfAbsent(
                new GridKey(label, gpu.id(), model.id(), tensorParallel),
                key -> grid(label.substring(StepTimeModels.GRID.length() + 1), key));
    }

    /** The configuration that a label names, empty if it names none. */
    static String configurationOf(String label) {
        if (!label.startsWith(StepTimeModels.GRID + ":")) {
            return "";
        }
        String place = label.substring(StepTimeModels.GRID.length() + 1);
        int colon = place.lastIndexOf(':');
        // On Windows a folder has a colon of its own, before a separator.
        boolean named = colon >= 0 && place.indexOf('/', colon) < 0 && place.indexOf('\\', colon) < 0;
        return named ? place.substring(colon + 1) : "";
    }

    private static StepTimeModel grid(String place, GridKey instance) {
        String given = configurationOf(instance.label());
        if (place.isBlank()) {
            throw new IllegalArgumentException("The step times are \"" + instance.label()
                    + "\", without a folder; write grid:FOLDER or grid:FOLDER:NAME.");
        }
        try {
            Path folder = Path.of(given.isEmpty() ? place : place.substring(0, place.lastIndexOf(':')));
            String name = given.isEmpty()
                    ? StepTimeGridFiles.nameFor(folder, instance.gpuId(), instance.modelId(), instance.tensorParallel())
                    : given;
            return new GridStepTime(StepTimeGridFiles.read(folder, name), GridStepTime.Fit.MONOTONE);
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException(
                    "The folder of step-time grids '" + place + "' is no path of this system; give one that exists.",
                    noPath);
        }
    }
}
