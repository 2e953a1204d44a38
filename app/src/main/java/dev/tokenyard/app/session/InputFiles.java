package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that something is made from: they must not be written over by what is made of them, and when they change it is made
 * anew.
 */
public final class InputFiles {
    private InputFiles() {}

    /** Those of a trace: its file, and what a workload recipe reads besides. */
    public static List<Path> of(TraceSource source) {
        if (source.kind() != SourceKind.FILE) {
            return List.of();
        }
        try {
            Path file = Path.of(source.location());
            List<Path> files = new ArrayList<>(List.of(file));
            if (TraceLibrary.isRecipe(source)) {
                files.addAll(WorkloadFile.filesOf(file));
            }
            return files;
        } catch (InvalidPathException misspelt) {
            // It is refused where it is read.
            return List.of();
        }
    }

    /** Those of a scenario: its trace's, its measured step times, and the file that its predictor takes its numbers from. */
    public static List<Path> of(ScenarioSpec scenario) {
        List<Path> files = new ArrayList<>(of(scenario.trace()));
        files.addAll(StepTimeLibrary.filesOf(scenario.cluster().stepTime()));
        try {
            PredictorPaths.file(scenario.predictor()).ifPresent(files::add);
        } catch (InvalidPathException misspelt) {
            // It is refused where it is read.
        }
        return files;
    }
}
