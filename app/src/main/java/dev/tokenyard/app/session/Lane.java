package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.PolicyCard;
import org.jspecify.annotations.Nullable;

/**
 * One policy's run in a comparison.
 *
 * @param card the policy
 * @param log what happened
 * @param note how it stands among the others, a phrase to be said beside its name; empty for nothing
 * @param origin where it comes from, if it is a fork; null if it is not
 */
public record Lane(
        PolicyCard card, RunLog log, String note, @Nullable Origin origin) {
    /**
     * Where a fork comes from.
     *
     * @param parent the id on the card of the lane that it leaves
     * @param tick the moment, up to which both are the same
     */
    public record Origin(String parent, long tick) {}

    /** A run of which nothing more is known. */
    public Lane(PolicyCard card, RunLog log) {
        this(card, log, "", null);
    }

    /** The same run with another note. */
    Lane withNote(String newNote) {
        return new Lane(card, log, newNote, origin);
    }
}
