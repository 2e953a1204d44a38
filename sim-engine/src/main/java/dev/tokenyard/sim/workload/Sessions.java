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
 * @param meanTurns turns of a session on average, 1 to 1,000; their number is geometric
 * @param pause how long a session pauses between an answer and the next turn
 * @param secondsPerToken the pace at which answers are taken to be generated, 0 to 10 s
 * @param sharedTokens what all sessions of the stream begin with, such as a system prompt, in tokens; 0 for nothing
 * @param blockTokens tokens in a block of the prefixes that the trace tells, 1 to 10 million
 * @param maxContextTokens a session ends before a prompt exceeds this, 1 to 10 million
 */
public record Sessions(
        double meanTurns,
        Pause pause,
        double secondsPerToken,
        int sharedTokens,
        int blockTokens,
        int maxContextTokens) {
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
        if (!(meanTurns >= 1 && meanTurns <= 1_000)) {
            throw new IllegalArgumentException(
                    "A session has " + meanTurns + " turns on average; give a number from 1 to 1,000.");
        }
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
        return "sessions(turns=" + WorkloadSpec.number(meanTurns) + " pause=lognormal(median="
                + WorkloadSpec.number(pause.medianSeconds()) + "s sigma=" + WorkloadSpec.number(pause.sigma())
                + ") pace=" + WorkloadSpec.number(secondsPerToken) + "s shared=" + sharedTokens + " block="
                + blockTokens + " context=" + maxContextTokens + ")";
    }
}
