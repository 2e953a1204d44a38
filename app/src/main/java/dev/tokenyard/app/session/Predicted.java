package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;

/**
 * What a predictor says of a trace.
 *
 * @param label the predictor
 * @param trace the requests, as they were recorded
 * @param tokens predicted output tokens by request
 * @param learnsFrom how many of the first requests the predictor has learnt from, which say nothing of how good it is
 */
public record Predicted(String label, Trace trace, int[] tokens, int learnsFrom) {}
