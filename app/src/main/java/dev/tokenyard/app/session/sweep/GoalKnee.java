package dev.tokenyard.app.session.sweep;

/**
 * How far a policy's load can be raised before its attainment, mean over the seeds, falls short of a goal.
 *
 * @param policyId the policy
 * @param title its name for people
 * @param kind whether there is such a load within the range
 * @param load the highest simulated load that meets the goal and is followed by one that does not; the end of the range where
 *     all meet it; NaN where none does
 * @param attainment the attainment there, 0 to 1; where none meets the goal, at the least load
 * @param missed the next load, which misses the goal; NaN where all meet it
 * @param missedAttainment the attainment there
 * @param steady whether every simulated load below meets the goal, too
 */
public record GoalKnee(
        String policyId,
        String title,
        Kind kind,
        double load,
        double attainment,
        double missed,
        double missedAttainment,
        boolean steady) {
    /** The next load, which misses the goal, is farther away by at most this share of the load. */
    public static final double TOLERANCE = 0.01;

    /** Where the knee is. */
    public enum Kind {
        /** Within the range. */
        FOUND,
        /** Beyond its end: all loads meet the goal. */
        BEYOND,
        /** Before its beginning: no load meets it. */
        BEFORE
    }

    /** Whether it lies within the range. */
    public boolean isFound() {
        return kind == Kind.FOUND;
    }
}
