package dev.tokenyard.sim.workload;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws how many turns sessions have, and how long what is said in them is. */
final class SessionTurns {
    /** So often a first prompt is drawn again that does not fit the context. */
    private static final int TRIES = 100;

    private final Sessions sessions;
    private final StreamDraws draws;
    private final UniformRandomProvider random;
    private int promptTokens;

    SessionTurns(Sessions sessions, StreamDraws draws) {
        this.sessions = sessions;
        this.draws = draws;
        random = draws.random("turns");
    }

    /** How many turns the next session is to have, at least one. */
    int drawCount() {
        Sessions.Turns turns = sessions.turns();
        if (turns.least() == turns.most()) {
            return turns.least();
        }
        if (turns.isGeometric()) {
            int count = 1;
            while (count < turns.most() && random.nextDouble() >= 1 / turns.mean()) {
                count++;
            }
            return count;
        }
        return turns.least() + random.nextInt(turns.most() - turns.least() + 1);
    }

    /**
     * Draws the next turn.
     *
     * @param contextTokens what was said before
     * @param seconds when it comes
     * @param first whether it is the first of its session, of which there is at least one: if need be, its prompt is cut
     * @return whether its prompt fits the context; if not, the session is over
     */
    boolean draw(int contextTokens, double seconds, boolean first) {
        int most = sessions.maxContextTokens();
        for (int i = 0; i < TRIES; i++) {
            draws.drawLengths(seconds);
            promptTokens = (int) Math.min((long) contextTokens + draws.promptTokens(), Integer.MAX_VALUE);
            if (promptTokens <= most) {
                return true;
            }
            if (!first) {
                return false;
            }
        }
        promptTokens = most;
        return true;
    }

    /** The whole prompt of the turn that was drawn last. */
    int promptTokens() {
        return promptTokens;
    }

    /** Its output. */
    int outputTokens() {
        return draws.outputTokens();
    }
}
