package dev.tokenyard.app.session;

import dev.tokenyard.sim.cost.GridStepTime;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.table.StepTimeGridFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Step-time models by name. Measured grids are kept until their files change on disk, so that a moved slider does not read files.
 */
final class StepTimeLibrary {
    private static final String GRID_FOLDER = StepTimeModels.GRID + ":";

    private final Map<GridKey, Grid> grids = new ConcurrentHashMap<>();

    private record GridKey(String label, String gpuId, String modelId, int tensorParallel) {}

    /** A grid as its folder was when it was read. */
    private record Grid(List<FileStamp> stamps, StepTimeModel model) {}

    /**
     * The model of an instance.
     *
     * @param label as for {@link StepTimeModels#of}, or {@code grid:FOLDER:NAME} for the configuration NAME of a folder of
     *     measured points; without NAME the one that fits the instance
     * @throws IllegalArgumentException as there, and if the folder has no usable points
     */
    StepTimeModel of(String label, GpuSpec gpu, ModelSpec model, int tensorParallel) {
        if (!label.startsWith(GRID_FOLDER)) {
            return StepTimeModels.of(label, gpu, model, tensorParallel);
        }
        List<FileStamp> now = FileStamp.of(filesOf(label));
        GridKey instance = new GridKey(label, gpu.id(), model.id(), tensorParallel);
        Grid grid = grids.compute(
                instance,
                (key, known) ->
                        known != null && known.stamps().equals(now) ? known : new Grid(now, grid(placeOf(label), key)));
        return grid.model();
    }

    /** The files that a label's points may be read from; none if it names no folder that can be read. */
    static List<Path> filesOf(String label) {
        if (!label.startsWith(GRID_FOLDER)) {
            return List.of();
        }
        try {
            String name = configurationOf(label);
            return name.isEmpty()
                    ? StepTimeGridFiles.filesOf(folderOf(label))
                    : StepTimeGridFiles.filesOf(folderOf(label), name);
        } catch (InvalidPathException misspelt) {
            // It is refused where it is read.
            return List.of();
        }
    }

    private static String placeOf(String label) {
        return label.substring(GRID_FOLDER.length());
    }

    private static Path folderOf(String label) {
        String place = placeOf(label);
        return Path.of(configurationOf(label).isEmpty() ? place : place.substring(0, place.lastIndexOf(':')));
    }

    /** The configuration that a label names, empty if it names none. */
    static String configurationOf(String label) {
        if (!label.startsWith(GRID_FOLDER)) {
            return "";
        }
        String place = placeOf(label);
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
            Path folder = folderOf(instance.label());
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
