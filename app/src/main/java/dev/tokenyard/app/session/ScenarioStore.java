package dev.tokenyard.app.session;

import java.nio.file.Path;

/** Keeps scenarios in files. */
public interface ScenarioStore {
    /**
     * Reads a scenario.
     *
     * @throws ScenarioException if the file cannot be read or is no scenario; the message is for the user
     */
    ScenarioSpec load(Path file) throws ScenarioException;

    /**
     * Writes a scenario, whole or not at all.
     *
     * @throws ScenarioException if the file cannot be written; the message is for the user
     */
    void save(ScenarioSpec scenario, Path file) throws ScenarioException;

    /** Keeps them as JSON. */
    static ScenarioStore json() {
        return new ScenarioStore() {
            @Override
            public ScenarioSpec load(Path file) throws ScenarioException {
                return ScenarioFile.read(file);
            }

            @Override
            public void save(ScenarioSpec scenario, Path file) throws ScenarioException {
                ScenarioFile.write(file, scenario);
            }
        };
    }
}
