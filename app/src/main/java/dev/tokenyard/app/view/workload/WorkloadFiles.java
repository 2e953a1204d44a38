package dev.tokenyard.app.view.workload;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files of traces and recipes; empty where the user thinks better of it. */
public interface WorkloadFiles {
    /** A trace to show or to merge with. */
    Optional<Path> traceToOpen();

    /**
     * Where to write; whoever answers with a file that is there has agreed to its end.
     *
     * @param suggestedName a file name with its ending
     */
    Optional<Path> fileToSave(String suggestedName);
}
