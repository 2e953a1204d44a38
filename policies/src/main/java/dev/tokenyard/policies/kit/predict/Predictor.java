package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;

/** Predicts output lengths. */
public interface Predictor {
    /** The name in files and on the command line, with its parameters if it has any, for instance {@code noise:75}. */
    String label();

    /**
     * Predicts the output of every request of a trace.
     *
     * @param trace the requests
     * @param streams random numbers of the run; a predictor uses the stream {@code predictor} only
     * @return predicted output tokens by request, each at least 1
     * @throws IllegalArgumentException if it cannot predict this trace; the message is for the user
     */
    int[] predict(Trace trace, RandomStreams streams);

    /** How many of the first requests it learns from. How well it does is seen on the others only. */
    default int learnsFrom(Trace trace) {
        return 0;
    }

    /** Whether predictions take so long that they are worth keeping for the next run. */
    default boolean isSlow() {
        return false;
    }
}
