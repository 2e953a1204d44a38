package dev.tokenyard.app.chart.workload;

/**
 * What a time axis counts in.
 *
 * @param unit the unit of moments
 * @param seconds how many seconds it has
 * @param shortUnit the unit of times between arrivals
 * @param rate the unit of rates
 */
record TimeUnit(String unit, double seconds, String shortUnit, String rate) {
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    /** The unit that suits a time of so many seconds; of rounds, which last a second each, there is no other. */
    static TimeUnit of(double seconds, boolean rounds) {
        if (rounds) {
            return new TimeUnit("rounds", 1, "rounds", "req/round");
        }
        if (seconds <= 10 * MINUTE) {
            return inSeconds("s", 1);
        }
        if (seconds <= 3 * HOUR) {
            return inSeconds("min", MINUTE);
        }
        return seconds <= 3 * DAY ? inSeconds("h", HOUR) : inSeconds("days", DAY);
    }

    private static TimeUnit inSeconds(String unit, double seconds) {
        return new TimeUnit(unit, seconds, "s", "req/s");
    }
}
