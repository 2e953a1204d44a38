package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;

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
     * @param label {@link #ROOFLINE} or {@link #UNIT}; a {@link #GRID} needs measured points, see {@link GridStepTime}
     * @param tensorParallel GPUs that share each layer of an instance
     * @throws IllegalArgumentException if the name is unknown or the GPUs cannot share the model's heads evenly
     */
    public static StepTimeModel of(String label, GpuSpec gpu, ModelSpec model, int tensorParallel) {
        return switch (label) {
            case ROOFLINE -> new RooflineStepTime(gpu, model, tensorParallel);
            case UNIT -> UnitStepTime.ONE_SECOND;
            default ->
                throw new IllegalArgumentException("There is no step-time model '" + label + "'; use " + ROOFLINE + ", "
                        + UNIT + " or " + GRID + ":FOLDER[:NAME].");
        };
    }
}
