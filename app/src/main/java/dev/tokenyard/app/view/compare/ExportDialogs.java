package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.image.ExportFormat;
import java.nio.file.Path;
import java.util.Optional;

/** Asks the user where to write; tests answer in the user's place. */
public interface ExportDialogs {
    /**
     * Asks for a file.
     *
     * @param suggestedName a file name with its ending
     * @return the file, empty if the user cancelled
     */
    Optional<Path> chooseFile(String suggestedName, ExportFormat format);

    /**
     * Asks for the file of a report.
     *
     * @param suggestedName a file name with its ending
     * @return the file, empty if the user cancelled
     */
    Optional<Path> chooseReport(String suggestedName);

    /** Asks for a folder that exists; empty if the user cancelled. */
    Optional<Path> chooseFolder();
}
