package dev.tokenyard.policies.qlm;

/**
 * When a queue is expected to be through with what it has been given so far: loads of models and waits add up, and so do the
 * variances of the waits. In seconds from now.
 */
final class FinishTime {
    private int loaded;
    private double meanSeconds;
    private double variance;

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
    }

    /** Loads an instance if another is; says whether it had to. */
    boolean load(int instance, double loadSeconds) {
        if (instance == loaded) {
            return false;
        }
        meanSeconds += loadSeconds;
        loaded = instance;
        return true;
    }

    /** Serves requests, each of which takes a time of a mean and a variance. */
    void serve(int requests, double workSeconds, double varianceSeconds) {
        meanSeconds += requests * workSeconds;
        variance += requests * varianceSeconds;
    }

    double meanSeconds() {
        return meanSeconds;
    }

    /** So many standard deviations later than the mean. */
    double latestSeconds(double deviations) {
        return deviations > 0 ? meanSeconds + deviations * Math.sqrt(variance) : meanSeconds;
    }
}
