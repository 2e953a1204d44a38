package dev.tokenyard.sim.workload;

/** What figures of arrival processes must be; a figure out of range is refused with a sentence for the user. */
final class ArrivalRanges {
    private ArrivalRanges() {}

    static void requireRate(double ratePerSecond) {
        if (!(ratePerSecond >= 1e-6 && ratePerSecond <= 1e6)) {
            throw new IllegalArgumentException("An arrival rate is " + ratePerSecond
                    + " requests/s; give a number from 0.000001 to 1,000,000, such as 2.5.");
        }
    }

    static void requireCv(String kind, double cv, double least) {
        if (!(cv >= least && cv <= 20)) {
            throw new IllegalArgumentException("The coefficient of variation of " + kind + " arrivals is " + cv
                    + "; give a number from " + WorkloadSpec.number(least) + " to 20, where 1 is Poisson.");
        }
    }

    static void requirePeriod(String what, double seconds) {
        if (!(seconds >= 0.001 && seconds <= 1e6)) {
            throw new IllegalArgumentException("The mean length of a " + what + " is " + seconds
                    + " s; give a number of seconds from 0.001 to 1,000,000.");
        }
    }
}
