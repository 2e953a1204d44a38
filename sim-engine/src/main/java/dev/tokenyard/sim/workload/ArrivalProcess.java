package dev.tokenyard.sim.workload;

/** How the requests of one stream arrive. Rates are in requests per second, 0.000001 to 1,000,000. */
public sealed interface ArrivalProcess {
    /** The long-run mean rate in requests per second. */
    double meanRatePerSecond();

    /** The same process with every rate multiplied by {@code factor}, which is positive; burst lengths stay. */
    ArrivalProcess timesRate(double factor);

    /** The process in words, for a recipe. */
    String text();

    /**
     * Independent arrivals: exponential gaps.
     *
     * @param ratePerSecond mean rate
     */
    record Poisson(double ratePerSecond) implements ArrivalProcess {
        /** Checks the rate. */
        public Poisson {
            requireRate(ratePerSecond);
        }

        @Override
        public double meanRatePerSecond() {
            return ratePerSecond;
        }

        @Override
        public Poisson timesRate(double factor) {
            return new Poisson(ratePerSecond * factor);
        }

        @Override
        public String text() {
            return "poisson(rate=" + WorkloadSpec.number(ratePerSecond) + "/s)";
        }
    }

    /**
     * Independent gaps of a gamma distribution with shape 1/cv<sup>2</sup> and scale cv<sup>2</sup>/rate.
     *
     * @param ratePerSecond mean rate
     * @param cv coefficient of variation of the gaps, 0.05 to 20: below 1 even, 1 Poisson, above 1 bursty
     */
    record Gamma(double ratePerSecond, double cv) implements ArrivalProcess {
        /** Checks the ranges. */
        public Gamma {
            requireRate(ratePerSecond);
            if (!(cv >= 0.05 && cv <= 20)) {
                throw new IllegalArgumentException("The coefficient of variation of gamma arrivals is " + cv
                        + "; give a number from 0.05 to 20, where 1 is Poisson.");
            }
        }

        @Override
        public double meanRatePerSecond() {
            return ratePerSecond;
        }

        @Override
        public Gamma timesRate(double factor) {
            return new Gamma(ratePerSecond * factor, cv);
        }

        @Override
        public String text() {
            return "gamma(rate=" + WorkloadSpec.number(ratePerSecond) + "/s cv=" + WorkloadSpec.number(cv) + ")";
        }
    }

    /**
     * Bursts: exponentially long on periods with Poisson arrivals, and exponentially long silences (an interrupted Poisson
     * process, Kuczura 1973), started in its long-run balance.
     *
     * @param meanOnSeconds mean length of a burst, 0.001 to 1,000,000 s
     * @param meanOffSeconds mean length of a silence, 0.001 to 1,000,000 s
     * @param onRatePerSecond rate during a burst; a burst must bring at least 0.01 requests on average
     */
    record OnOff(double meanOnSeconds, double meanOffSeconds, double onRatePerSecond) implements ArrivalProcess {
        /** Checks the ranges. */
        public OnOff {
            requireRate(onRatePerSecond);
            requirePeriod("burst", meanOnSeconds);
            requirePeriod("silence", meanOffSeconds);
            if (onRatePerSecond * meanOnSeconds < 0.01) {
                throw new IllegalArgumentException(
                        "A burst of " + meanOnSeconds + " s at " + onRatePerSecond
                                + " requests/s brings hardly any request; make bursts longer or faster, or use Poisson arrivals.");
            }
        }

        @Override
        public double meanRatePerSecond() {
            return onRatePerSecond * onShare();
        }

        /** The share of time spent in bursts. */
        double onShare() {
            return meanOnSeconds / (meanOnSeconds + meanOffSeconds);
        }

        @Override
        public OnOff timesRate(double factor) {
            return new OnOff(meanOnSeconds, meanOffSeconds, onRatePerSecond * factor);
        }

        @Override
        public String text() {
            return "on-off(on=" + WorkloadSpec.number(meanOnSeconds) + "s off=" + WorkloadSpec.number(meanOffSeconds)
                    + "s rate while on=" + WorkloadSpec.number(onRatePerSecond) + "/s)";
        }

        private static void requirePeriod(String what, double seconds) {
            if (!(seconds >= 0.001 && seconds <= 1e6)) {
                throw new IllegalArgumentException("The mean length of a " + what + " is " + seconds
                        + " s; give a number of seconds from 0.001 to 1,000,000.");
            }
        }
    }

    private static void requireRate(double ratePerSecond) {
        if (!(ratePerSecond >= 1e-6 && ratePerSecond <= 1e6)) {
            throw new IllegalArgumentException("An arrival rate is " + ratePerSecond
                    + " requests/s; give a number from 0.000001 to 1,000,000, such as 2.5.");
        }
    }
}
