package dev.tokenyard.app.session.rescue;

import dev.tokenyard.app.session.ScenarioSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is kept when a session ends, whichever way.
 *
 * @param own the user's own scenario; empty where it is still the one that the program opens with
 * @param file the file that it belongs to, if any
 * @param saved whether it says the same as when it was opened or saved last, so that nothing of it can be lost
 * @param made what was made of scenarios of lessons and saved nowhere
 */
public record UnsavedWork(Optional<ScenarioSpec> own, Optional<Path> file, boolean saved, List<ScenarioSpec> made) {
    /** Copies the list. */
    public UnsavedWork {
        made = List.copyOf(made);
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return own.isEmpty() && made.isEmpty();
    }
}
