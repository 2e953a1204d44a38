package dev.tokenyard.app.session.reproduce;

import java.util.Arrays;

/**
 * When jobs arrived and were done, and what is made of it.
 *
 * @param arrivalSeconds when they arrived
 * @param finishSeconds when they were done
 */
record JobTimes(double[] arrivalSeconds, double[] finishSeconds) {
    /** Mean job completion time, from arrival to end. */
    double meanSeconds() {
        return Arrays.stream(completionSeconds()).average().orElse(Double.NaN);
    }

    /** The 99th percentile of the completion times, by nearest rank. */
    double p99Seconds() {
        double[] sorted = completionSeconds();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
    }

    /** Jobs a second until all are done. */
    double jobsPerSecond() {
        return finishSeconds.length / Arrays.stream(finishSeconds).max().orElse(Double.NaN);
    }

    /** Jobs a second until a quarter of them, rounded down, are done: the measure of the released simulator. */
    double firstQuarterJobsPerSecond() {
        double[] sorted = finishSeconds.clone();
        Arrays.sort(sorted);
        int quarter = sorted.length / 4;
        return quarter / sorted[quarter - 1];
    }

    private double[] completionSeconds() {
        double[] seconds = new double[finishSeconds.length];
        for (int job = 0; job < seconds.length; job++) {
            seconds[job] = finishSeconds[job] - arrivalSeconds[job];
        }
        return seconds;
    }
}
