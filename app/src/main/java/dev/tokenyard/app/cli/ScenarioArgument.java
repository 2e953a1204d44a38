package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.RecipeException;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import java.nio.file.Path;

/** A scenario file as commands are given it. */
final class ScenarioArgument {
    private ScenarioArgument() {}

    /**
     * Reads a scenario, which has to have policies that are known.
     *
     * @param command the command that takes a trace and policies in its place
     */
    static ScenarioSpec read(Path file, String command) throws CommandFailure {
        try {
            return requireKnownPolicies(file, ScenarioFile.read(file));
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

    private static ScenarioSpec requireKnownPolicies(Path file, ScenarioSpec scenario) throws CommandFailure {
        try {
            ComparisonService.requirePolicies(scenario);
            scenario.policies().forEach(choice -> PolicyCatalog.byId(choice.id()));
            return scenario;
        } catch (ScenarioException | UnknownEntryException refused) {
            throw CommandFailure.badScenario(file, refused);
        }
    }
}
