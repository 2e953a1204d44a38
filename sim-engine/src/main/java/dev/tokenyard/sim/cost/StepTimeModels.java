package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The step-time models, by the names that scenarios and commands use for them. */
public final class StepTimeModels {
    /** {@link RooflineStepTime}. */
    public static final String ROOFLINE = "roofline";

    /** {@link UnitStepTime} with rounds of one second. */
    public static final String UNIT = "unit";

    /** {@link GridStepTime}; in full {@code grid:FOLDER} or {@code grid:FOLDER:NAME}. */
    public static final String GRID = "grid";

    private StepTimeModels() {}

    /**
     * The model with a given name for an instance.
     *
     * @param label {@link #ROOFLINE}, {@link #UNIT}, or {@link #GRID} with a folder of measured points and, unless the
     *     instance says which, the name of the configuration in it
     * @param tensorParallel GPUs that share each layer of an instance
     * @throws IllegalArgumentException if the name is unknown, the GPUs cannot share the model's heads evenly or the folder
     *     has no usable points
     */
    public static StepTimeModel of(String label, GpuSpec gpu, ModelSpec model, int tensorParallel) {
        if (label.startsWith(GRID + ":")) {
            return grid(label.substring(GRID.length() + 1), gpu, model, tensorParallel);
        }
        return switch (label) {
            case ROOFLINE -> new RooflineStepTime(gpu, model, tensorParallel);
            case UNIT -> UnitStepTime.ONE_SECOND;
            default ->
                throw new IllegalArgumentException("There is no step-time model '" + label + "'; use " + ROOFLINE + ", "
                        + UNIT + " or " + GRID + ":FOLDER[:NAME].");
        };
    }

    private static StepTimeModel grid(String place, GpuSpec gpu, ModelSpec model, int tensorParallel) {
        int colon = place.lastIndexOf(':');
        // On Windows a folder has a colon of its own, before a separator.
        boolean named = colon >= 0 && place.indexOf('/', colon) < 0 && place.indexOf('\\', colon) < 0;
        try {
            Path folder = Path.of(named ? place.substring(0, colon) : place);
            String name = named
                    ? place.substring(colon + 1)
                    : StepTimeGrid.nameFor(folder, gpu.id(), model.id(), tensorParallel);
            return GridStepTime.read(folder, name);
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException(
                    "The folder of step-time grids '" + place + "' is no path of this system; give one that exists.",
                    noPath);
        }
    }
}
