package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FileNames;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.lesson.Lessons;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What scenarios are called. One that was made from a trace has the trace's name, one that came with the program its title; once
 * it is saved, it is called after its file. A name that somebody wrote into the file stays, whatever the file is called.
 */
public final class ScenarioNames {
    private ScenarioNames() {}

    /** The name of a file, or of a trace, without its ending. */
    static String withoutEnding(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    /**
     * What a scenario is called once it is saved.
     *
     * @param former the file that it belonged to, if any
     * @param file the file that it is saved to
     */
    public static String whenSaved(ScenarioSpec scenario, Optional<Path> former, Path file) {
        String name = scenario.name();
        if (isNameOf(file, name)) {
            // "Mixed SLO classes" is still the name in mixed-slo-classes.json.
            return name;
        }
        boolean follows = former.map(path -> isNameOf(path, name)).orElse(isBuiltIn(name)) || isOfTrace(scenario);
        return follows ? stem(file) : name;
    }

    /** Whether a file's name says the same as a scenario's. */
    public static boolean isNameOf(Path file, String name) {
        return FileNames.of(stem(file)).equals(FileNames.of(name));
    }

    private static String stem(Path file) {
        return withoutEnding(String.valueOf(file.getFileName()));
    }

    private static boolean isOfTrace(ScenarioSpec scenario) {
        String location = scenario.trace().location();
        return scenario.name().equals(withoutEnding(location.substring(lastSeparator(location) + 1)));
    }

    /** A scenario from another system may have its paths. */
    private static int lastSeparator(String location) {
        return Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\'));
    }

    private static boolean isBuiltIn(String name) {
        Stream<ScenarioSpec> ofLessons = Lessons.all().stream()
                .flatMap(lesson -> lesson.steps().stream())
                .map(step -> step.scenario());
        return Stream.concat(SampleScenarios.all().stream(), ofLessons)
                .anyMatch(builtIn -> builtIn.name().equals(name));
    }
}
