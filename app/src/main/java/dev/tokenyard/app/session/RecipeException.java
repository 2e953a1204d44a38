package dev.tokenyard.app.session;

/** What was to be a scenario is a workload recipe. */
public final class RecipeException extends ScenarioException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public RecipeException(String message) {
        super(message);
    }
}
