package dev.tokenyard.policies;

import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Map;

/** The surroundings of a policy where nobody says otherwise: batching as in vLLM v1, least outstanding requests. */
public final class Defaults {
    private Defaults() {}

    /** A context for one run with default knobs. */
    public static PolicyContext context(LengthEstimate lengths) {
        return new PolicyContext(
                Map.of(),
                lengths,
                BatchingModes.byId(BatchingModes.DEFAULT).create(Map.of()),
                Routers.byId(Routers.DEFAULT).create(new RandomStreams(0)));
    }
}
