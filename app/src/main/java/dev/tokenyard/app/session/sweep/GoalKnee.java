package dev.tokenyard.app.session.sweep;

/**
 * How far a policy's load was raised before its attainment, mean over the seeds, fell short of a goal. Attainment need not fall
 * evenly, so this is a range: up to its beginning the goal is always met, beyond its end never. It speaks of loads that were
 * simulated and of no others.
 *
 * @param policyId the policy
 * @param title its name for people
 * @param kind whether there is such a load within the range
 * @param load the largest simulated load that meets the goal as do all simulated below it; the end of the range where all meet
 *     it; NaN where the least misses it
 * @param attainment the attainment there, 0 to 1; where the least load misses the goal, at that load
 * @param missed the least simulated load that misses the goal; NaN where all meet it
 * @param missedAttainment the attainment there
 * @param last the largest simulated load that meets the goal at all, never less than {@code load}; NaN where none meets it
 * @param open whether {@code last} is the largest load of all that were simulated, so that the sweep ended before the goal was
 *     missed for good: it was then not bisected, and larger loads may meet the goal, too
 */
public record GoalKnee(
        String policyId,
        String title,
        Kind kind,
        double load,
        double attainment,
        double missed,
        double missedAttainment,
        double last,
        boolean open) {
    /** Next to an end of the range that is not open there is a load that misses the goal, farther away by at most this share of the load. */
    public static final double TOLERANCE = 0.01;

    /** Where the knee is. */
    public enum Kind {
        /** Within the range. */
        FOUND,
        /** Beyond its end: all loads meet the goal. */
        BEYOND,
        /** Before its beginning: the least load misses the goal. */
        BEFORE,
        /** Nowhere to be told: at no load did a request arrive in the part of the time that was swept. */
        UNKNOWN
    }

    /** Of a policy at no load of which a request arrived in the part of the time that was swept. */
    static GoalKnee unknown(String policyId, String title) {
        double none = Double.NaN;
        return new GoalKnee(policyId, title, Kind.UNKNOWN, none, none, none, none, none, false);
    }

    /** Whether it lies within the range. */
    public boolean isFound() {
        return kind == Kind.FOUND;
    }

    /** Whether a load above one that misses the goal meets it, so that there is a range. */
    public boolean meetsAgain() {
        return last > missed;
    }
}
