package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.trace.format.TraceLimits;

/**
 * Requests that belong together: a conversation with somebody who reads and thinks, or a program that calls a model, waits for a
 * tool, and calls again. A stream's arrivals are then those of sessions. Each turn's prompt is what all sessions begin with,
 * all that was said before, and what is new: a draw of the stream's prompt lengths. So prompts grow, and each begins with the
 * whole one before it.
 *
 * <p>Traces have no feedback: a turn comes a pause after the answer before it would have been complete at a steady pace, however
 * long a simulated system takes.
 *
 * @param turns how many turns a session has, as far as its context does not fill before
 * @param pause how long a session pauses between an answer and the next turn
 * @param secondsPerToken the pace at which answers are taken to be generated, 0 to 10 s
 * @param sharedTokens what all sessions of the stream begin with, such as a system prompt, in tokens; 0 for nothing
 * @param blockTokens tokens in a block of the prefixes that the trace tells, 1 to 10 million
 * @param maxContextTokens a session ends before a prompt exceeds this, 1 to 10 million; a first prompt is drawn again
 */
public record Sessions(
        Turns turns, Pause pause, double secondsPerToken, int sharedTokens, int blockTokens, int maxContextTokens) {
    /**
     * How many turns a session has.
     *
     * @param mean the average, 1 to 1,000
     * @param least the fewest, at least 1
     * @param most the most, from there to 10,000
     */
    public record Turns(double mean, int least, int most) {
        private static final int MOST = 10_000;

        /** Checks the ranges. */
        public Turns {
            if (!(mean >= 1 && mean <= 1_000)) {
                throw new IllegalArgumentException(
                        "A session has " + mean + " turns on average; give a number from 1 to 1,000.");
            }
            if (least < 1 || most < least || most > MOST) {
                throw new IllegalArgumentException("A session has " + least + " to " + most
                        + " turns; give a least number from 1 on and a most from there to 10,000.");
            }
        }

        /** As conversations end: after each turn with the same probability. */
        public static Turns geometric(double mean) {
            return new Turns(mean, 1, MOST);
        }

        /** As programs run: each number between two as often, or always the same one. */
        public static Turns between(int least, int most) {
            return new Turns((least + (double) most) / 2, least, most);
        }

        /** Whether they end with the same probability after each turn. */
        public boolean isGeometric() {
            return least == 1 && most == MOST;
        }

        String text() {
            return isGeometric()
                    ? WorkloadSpec.number(mean)
                    : least == most ? "exactly " + least : least + " to " + most;
        }
    }

    /** Sessions of a geometric number of turns with a mean from 1 to 1,000. */
    public Sessions(
            double meanTurns,
            Pause pause,
            double secondsPerToken,
            int sharedTokens,
            int blockTokens,
            int maxContextTokens) {
        this(Turns.geometric(meanTurns), pause, secondsPerToken, sharedTokens, blockTokens, maxContextTokens);
    }

    /** Turns of a session on average, if its context does not fill before. */
    public double meanTurns() {
        return turns.mean;
    }

    /**
     * A log-normal time.
     *
     * @param medianSeconds its median, 0 to 1,000,000 s
     * @param sigma standard deviation of its logarithm, 0 to 5
     */
    public record Pause(double medianSeconds, double sigma) {
        /** Checks the ranges. */
        public Pause {
            if (!(medianSeconds >= 0 && medianSeconds <= 1e6) || !(sigma >= 0 && sigma <= 5)) {
                throw new IllegalArgumentException("A session pauses for a median of " + medianSeconds
                        + " s with sigma " + sigma + "; give 0 to 1,000,000 s and a sigma from 0 to 5.");
            }
        }
    }

    /** Checks the ranges. */
    public Sessions {
        if (!(secondsPerToken >= 0 && secondsPerToken <= 10)) {
            throw new IllegalArgumentException(
                    "The answers of a session take " + secondsPerToken + " s a token; give 0 to 10.");
        }
        if (blockTokens < 1 || blockTokens > TraceLimits.MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "The blocks of a session have " + blockTokens + " tokens; give 1 to 10,000,000, such as 16.");
        }
        if (maxContextTokens < 1 || maxContextTokens > TraceLimits.MAX_TOKENS) {
            throw new IllegalArgumentException(
                    "The prompts of a session have at most " + maxContextTokens + " tokens; give 1 to 10,000,000.");
        }
        if (sharedTokens < 0 || sharedTokens >= maxContextTokens) {
            throw new IllegalArgumentException("All sessions begin with " + sharedTokens
                    + " tokens; give 0 or more, but fewer than the longest prompt, " + maxContextTokens + ".");
        }
    }

    String text() {
        return "sessions(turns=" + turns.text() + " pause=lognormal(median="
                + WorkloadSpec.number(pause.medianSeconds()) + "s sigma=" + WorkloadSpec.number(pause.sigma())
                + ") pace=" + WorkloadSpec.number(secondsPerToken) + "s shared=" + sharedTokens + " block="
                + blockTokens + " context=" + maxContextTokens + ")";
    }
}
