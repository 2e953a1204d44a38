package dev.tokenyard.app.view.shell;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files; empty where the user thinks better of it. */
public interface FileDialogs {
    /** A trace to open. */
    Optional<Path> traceToOpen();

    /** A scenario to open. */
    Optional<Path> scenarioToOpen();

    /** A file of GPUs and models to add. */
    Optional<Path> catalogToOpen();

    /** A folder of measured step times to take. */
    Optional<Path> stepTimesToOpen();

    /** Where to save a scenario. */
    Optional<Path> scenarioToSave(String suggestedName);

    /** Where to write an export. */
    Optional<Path> exportTarget(String suggestedName);
}
