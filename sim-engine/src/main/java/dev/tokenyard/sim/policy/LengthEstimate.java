package dev.tokenyard.sim.policy;

/** Output lengths as a policy believes them to be: an oracle's, or a predictor's. */
@FunctionalInterface
public interface LengthEstimate {
    /** The believed total output of a request in tokens, at least 1; from a predictor always the same for the same request. */
    int outputTokens(int request);
}
