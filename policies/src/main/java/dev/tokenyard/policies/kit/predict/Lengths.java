package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import java.util.Arrays;

/** The true output lengths of traces. */
final class Lengths {
    private Lengths() {}

    /** By request, in tokens. */
    static int[] of(Trace trace) {
        int[] lengths = new int[trace.size()];
        Arrays.setAll(lengths, trace::outputTokens);
        return lengths;
    }
}
