package dev.tokenyard.app.session;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Scenarios that the user made and saved nowhere, such as those made of a lesson's, each in a file of its own in one folder. None
 * takes the place of another.
 */
public final class Drafts {
    private final Path folder;

    /** Drafts in a folder, which is made where it is missing. */
    public Drafts(Path folder) {
        this.folder = folder;
    }

    /** Whether a file is one of them, and so none that the user has chosen. */
    public boolean hold(Path file) {
        return folder.toAbsolutePath()
                .normalize()
                .equals(file.toAbsolutePath().normalize().getParent());
    }

    /** Those that belong to the scenario that is kept on quitting. */
    public static Drafts beside(LastScenario last) {
        return new Drafts(last.file().resolveSibling("drafts"));
    }

    /**
     * Keeps a scenario, once only.
     *
     * @param name of its file without an ending; a number follows if another scenario has that name
     * @return its file
     * @throws ScenarioException if it cannot be written
     */
    public Path keep(ScenarioSpec scenario, String name) throws ScenarioException {
        try {
            Files.createDirectories(folder);
            for (int copy = 1; ; copy++) {
                Path file = folder.resolve(FileNames.json(name, copy));
                if (take(file)) {
                    fill(file, scenario);
                    return file;
                }
                if (holds(file, scenario)) {
                    return file;
                }
            }
        } catch (IOException unwritable) {
            throw ScenarioException.passingOn(unwritable);
        }
    }

    /** Takes a name, unless there is such a file: another window may be keeping one of that name at the same time. Says whether it did. */
    private static boolean take(Path file) {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException unwritable) {
            // Writing it says why in a sentence.
            return true;
        }
    }

    private static void fill(Path taken, ScenarioSpec scenario) throws ScenarioException, IOException {
        boolean kept = false;
        try {
            ScenarioFile.write(taken, scenario);
            kept = true;
        } finally {
            if (!kept) {
                Files.deleteIfExists(taken);
            }
        }
    }

    private static boolean holds(Path file, ScenarioSpec scenario) {
        try {
            return ScenarioFile.read(file).equals(scenario);
        } catch (ScenarioException other) {
            return false;
        }
    }
}
