package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.PolicyCard;

/**
 * One policy's run in a comparison.
 *
 * @param card the policy
 * @param log what happened
 * @param note how it stands among the others, a phrase to be said beside its name; empty for nothing
 */
public record Lane(PolicyCard card, RunLog log, String note) {
    /** A run of which nothing more is known. */
    public Lane(PolicyCard card, RunLog log) {
        this(card, log, "");
    }

    /** The same run with another note. */
    Lane withNote(String newNote) {
        return new Lane(card, log, newNote);
    }
}
