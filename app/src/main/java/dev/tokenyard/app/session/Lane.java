package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.policy.PolicyCard;
import org.jspecify.annotations.Nullable;

/** One policy's run in a comparison. Thread-safe. */
public final class Lane {
    /**
     * Where a fork comes from.
     *
     * @param parent the id on the card of the lane that it leaves
     * @param tick the moment, up to which both are the same
     */
    public record Origin(String parent, long tick) {}

    private final PolicyCard card;
    private final RunLog log;
    private final String note;
    private final @Nullable Origin origin;
    private @Nullable Attainment attainment;

    /**
     * A run.
     *
     * @param card the policy
     * @param log what happened
     * @param note how it stands among the others, a phrase to be said beside its name; empty for nothing
     * @param origin where it comes from, if it is a fork; null if it is not
     */
    public Lane(PolicyCard card, RunLog log, String note, @Nullable Origin origin) {
        this.card = card;
        this.log = log;
        this.note = note;
        this.origin = origin;
    }

    /** A run of which nothing more is known. */
    public Lane(PolicyCard card, RunLog log) {
        this(card, log, "", null);
    }

    /** The policy. */
    public PolicyCard card() {
        return card;
    }

    /** What happened. */
    public RunLog log() {
        return log;
    }

    /** How it stands among the others, a phrase to be said beside its name; empty for nothing. */
    public String note() {
        return note;
    }

    /** Where it comes from, if it is a fork; null if it is not. */
    public @Nullable Origin origin() {
        return origin;
    }

    /** The moment from which the run is its own: 0, or where it leaves its parent. Before, the two are the same. In ticks. */
    public long ownFromTick() {
        return origin == null ? 0 : origin.tick();
    }

    /** Whether its requests met their objectives, and when; worked out by whoever asks first. */
    public synchronized Attainment attainment() {
        if (attainment == null) {
            attainment = Attainment.of(log);
        }
        return attainment;
    }

    /** The same run with another note. */
    Lane withNote(String newNote) {
        return new Lane(card, log, newNote, origin);
    }
}
