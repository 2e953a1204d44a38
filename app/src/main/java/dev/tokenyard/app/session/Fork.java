package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;

/**
 * A branch of a run: up to a moment it is that of another lane, and from then on a policy of its own goes on from the very
 * state that there is.
 *
 * @param id its own name, unlike that of any policy or other fork
 * @param parent the lane that it leaves, a policy's id or another fork's
 * @param atSeconds the moment, in simulated seconds from the start, 0 or more
 * @param policy what goes on from then
 */
public record Fork(String id, String parent, double atSeconds, PolicyChoice policy) {
    /** Checks the moment. */
    public Fork {
        if (!(atSeconds >= 0) || Double.isInfinite(atSeconds)) {
            throw new IllegalArgumentException(
                    "Fork " + id + " leaves " + parent + " at " + atSeconds + " s; give a moment from 0 s on.");
        }
    }

    /** The same fork with another policy or other knobs. */
    Fork with(PolicyChoice newPolicy) {
        return new Fork(id, parent, atSeconds, newPolicy);
    }
}
