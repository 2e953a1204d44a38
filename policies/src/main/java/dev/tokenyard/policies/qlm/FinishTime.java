package dev.tokenyard.policies.qlm;

/**
 * When a queue is expected to be through with what it has been given so far: loads of models and waits add up, and so do the
 * variances of the waits. In seconds from now, what runs at first not counted.
 */
final class FinishTime {
    private int loaded;
    private double meanSeconds;
    private double variance;
    /** The time that the requests served last run on after their admission. */
    private double drainSeconds;

    /**
     * Begins with the moment at which the GPUs are ready.
     *
     * @param loaded the instance that is loaded then
     */
    FinishTime(double readySeconds, int loaded) {
        meanSeconds = readySeconds;
        this.loaded = loaded;
    }

    /** Goes back or forward to another. */
    void take(FinishTime other) {
        loaded = other.loaded;
        meanSeconds = other.meanSeconds;
        variance = other.variance;
        drainSeconds = other.drainSeconds;
    }

    /** Loads an instance if another is, once what was served by that has ended; says whether it had to. */
    boolean load(int instance, double loadSeconds) {
        if (instance == loaded) {
            return false;
        }
        meanSeconds += drainSeconds + loadSeconds;
        drainSeconds = 0;
        loaded = instance;
        return true;
    }

    /** Serves requests, each of which takes a time of a mean and a variance, and runs on for another after its admission. */
    void serve(int requests, double workSeconds, double varianceSeconds, double restSeconds) {
        meanSeconds += requests * workSeconds;
        variance += requests * varianceSeconds;
        drainSeconds = restSeconds;
    }

    double meanSeconds() {
        return meanSeconds;
    }

    /** So many standard deviations later than the mean. */
    double latestSeconds(double deviations) {
        return deviations > 0 ? meanSeconds + deviations * Math.sqrt(variance) : meanSeconds;
    }
}
