package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;

/** Predicts output lengths. */
public interface Predictor {
    /** The name in files and on the command line, with its parameter if it has one, for instance {@code noise:75}. */
    String label();

    /**
     * Predicts the output of every request of a trace.
     *
     * @param trace the requests
     * @param streams random numbers of the run; a predictor uses the stream {@code predictor} only
     * @return predicted output tokens by request, each at least 1
     */
    int[] predict(Trace trace, RandomStreams streams);
}
