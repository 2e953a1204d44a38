package dev.tokenyard.sim.policy;

/**
 * Where a policy that foresees the memory of its instances writes down what it expects, in runs that are recorded. What it
 * expects of the head of a blocked queue it says through {@link BatchPlan#blockedByForecast}.
 */
public interface ForecastLog {
    /** The tokens of KV memory that the forecast of an instance plans with: all, or fewer if it leaves some free. */
    void plansWith(long tokens, InstanceView view);

    /**
     * How the forecast counts a resident from now on: it takes one more token in each step until it leaves. One that has not
     * left by then counts as leaving after one step more, until the forecast says otherwise.
     *
     * @param heldTokens tokens that are counted for it before the next step
     * @param steps steps until its predicted end, 1 or more
     */
    void expects(int request, long heldTokens, long steps, InstanceView view);
}
