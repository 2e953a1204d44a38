package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.policy.DecisionClock;

/** Takes the real time that a policy spends on its plans. */
final class PlanStopwatch implements DecisionClock {
    private int count;
    private long sumNanos;
    private long longestNanos;
    private long startNanos;

    @Override
    public void begin() {
        startNanos = System.nanoTime();
    }

    @Override
    public void end() {
        long taken = System.nanoTime() - startNanos;
        count++;
        sumNanos += taken;
        longestNanos = Math.max(longestNanos, taken);
    }

    /** How many plans were made. */
    int count() {
        return count;
    }

    double sumSeconds() {
        return sumNanos / 1e9;
    }

    double longestSeconds() {
        return longestNanos / 1e9;
    }

    /** NaN without plans. */
    double meanSeconds() {
        return sumSeconds() / count;
    }
}
