package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.RecipeException;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import java.nio.file.Path;

/** A scenario file as commands are given it. */
final class ScenarioArgument {
    private ScenarioArgument() {}

    /**
     * Reads a scenario.
     *
     * @param command the command that takes a trace and policies in its place
     */
    static ScenarioSpec read(Path file, String command) throws CommandFailure {
        try {
            return ScenarioFile.read(file);
        } catch (RecipeException recipe) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    file + " is a workload recipe, not a scenario; give it as a trace, with policies: tokenyard "
                            + command + " --trace " + file + " --policy ID.",
                    recipe);
        } catch (ScenarioException unreadable) {
            throw CommandFailure.badInput(unreadable);
        }
    }
}
