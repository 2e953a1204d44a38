package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.SloClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * What gives requests their classes and models in place of the columns of a trace, or where it has none.
 *
 * @param classes how a request comes to its service class
 * @param models how a request comes to the model that it asks for
 */
public record AssignmentRules(AssignmentRule classes, AssignmentRule models) {
    /** Classes and models are as the trace says. */
    public static final AssignmentRules NONE = new AssignmentRules(AssignmentRule.TRACE, AssignmentRule.TRACE);

    /** The same with another rule for classes. */
    public AssignmentRules withClasses(AssignmentRule rule) {
        return new AssignmentRules(rule, models);
    }

    /** The same with another rule for models. */
    public AssignmentRules withModels(AssignmentRule rule) {
        return new AssignmentRules(classes, rule);
    }

    /** Whether each seed gives the requests other classes or models. */
    public boolean draws() {
        return Stream.of(classes, models).anyMatch(rule -> rule.by().draws());
    }

    /**
     * Checks that a scenario knows the classes and serves the models.
     *
     * @throws ScenarioException with a sentence for the user if not
     */
    void check(ScenarioSpec scenario) throws ScenarioException {
        List<String> known = scenario.sloClasses().stream().map(SloClass::name).toList();
        for (String name : classes.names()) {
            if (!known.contains(name)) {
                throw new ScenarioException(
                        "The assignment of classes by " + classes.by().id() + " names \"" + name
                                + "\", which is no class of the scenario (" + String.join(", ", known)
                                + "); name one of them or add the class.");
            }
        }
        if (scenario.cluster().isTheory()) {
            // Its workers serve whatever model is asked for.
            return;
        }
        List<String> served = scenario.cluster().servedModels();
        for (String name : models.names()) {
            if (!served.contains(name)) {
                throw new ScenarioException(
                        "The assignment of models by " + models.by().id() + " names \"" + name
                                + "\", which no instance serves (" + String.join(", ", served)
                                + "); name one of these or add instances with it.");
            }
        }
    }
}
