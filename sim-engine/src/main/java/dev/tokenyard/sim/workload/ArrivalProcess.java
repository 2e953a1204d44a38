package dev.tokenyard.sim.workload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.numbers.gamma.LogGamma;

/** How the requests of one stream arrive. Rates are in requests per second, 0.000001 to 1,000,000. */
public sealed interface ArrivalProcess
        permits ArrivalProcess.Renewal,
                ArrivalProcess.OnOff,
                MarkovModulated,
                Diurnal,
                WindowedArrivals,
                ReplayedArrivals {
    /** The long-run mean rate in requests per second. */
    double meanRatePerSecond();

    /** The same process with every rate multiplied by {@code factor}, which is positive; burst lengths stay. */
    ArrivalProcess timesRate(double factor);

    /** The process in words, for a recipe. */
    String text();

    /** Independent gaps of one distribution. */
    sealed interface Renewal extends ArrivalProcess {
        @Override
        Renewal timesRate(double factor);
    }

    /**
     * Independent arrivals: exponential gaps.
     *
     * @param ratePerSecond mean rate
     */
    record Poisson(double ratePerSecond) implements Renewal {
        /** Checks the rate. */
        public Poisson {
            ArrivalRanges.requireRate(ratePerSecond);
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
    record Gamma(double ratePerSecond, double cv) implements Renewal {
        /** Checks the ranges. */
        public Gamma {
            ArrivalRanges.requireRate(ratePerSecond);
            ArrivalRanges.requireCv("gamma", cv, 0.05);
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
            ArrivalRanges.requireRate(onRatePerSecond);
            ArrivalRanges.requirePeriod("burst", meanOnSeconds);
            ArrivalRanges.requirePeriod("silence", meanOffSeconds);
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
    }

    /**
     * Independent gaps of a Weibull distribution.
     *
     * @param ratePerSecond mean rate
     * @param cv coefficient of variation of the gaps, 0.05 to 20: below 1 even, 1 Poisson, above 1 bursty
     */
    record Weibull(double ratePerSecond, double cv) implements Renewal {
        /** Checks the ranges. */
        public Weibull {
            ArrivalRanges.requireRate(ratePerSecond);
            ArrivalRanges.requireCv("Weibull", cv, 0.05);
        }

        @Override
        public double meanRatePerSecond() {
            return ratePerSecond;
        }

        @Override
        public Weibull timesRate(double factor) {
            return new Weibull(ratePerSecond * factor, cv);
        }

        /**
         * The shape k of the distribution, which alone decides on the CV: CV<sup>2</sup> = Γ(1 + 2/k) / Γ(1 + 1/k)<sup>2</sup>
         * - 1.
         */
        double shape() {
            double low = Math.log(0.05);
            double high = Math.log(100);
            for (int i = 0; i < 200; i++) {
                double middle = (low + high) / 2;
                if (squaredCv(Math.exp(middle)) > cv * cv) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return Math.exp((low + high) / 2);
        }

        private static double squaredCv(double shape) {
            return Math.expm1(logMean(2 / shape) - 2 * logMean(1 / shape));
        }

        /** The logarithm of the mean of an exponential gap of mean 1 to a power: ln Γ(1 + power). */
        static double logMean(double power) {
            return LogGamma.value(1 + power);
        }

        @Override
        public String text() {
            return "weibull(rate=" + WorkloadSpec.number(ratePerSecond) + "/s cv=" + WorkloadSpec.number(cv) + ")";
        }
    }

    /**
     * Independent gaps that are short or long: a mixture of two exponential distributions with balanced means (Sauer and
     * Chandy 1975), so that half of the time passes in gaps of each kind.
     *
     * @param ratePerSecond mean rate
     * @param cv coefficient of variation of the gaps, 1 to 20
     */
    record HyperExponential(double ratePerSecond, double cv) implements Renewal {
        /** Checks the ranges. */
        public HyperExponential {
            ArrivalRanges.requireRate(ratePerSecond);
            ArrivalRanges.requireCv("hyperexponential", cv, 1);
        }

        @Override
        public double meanRatePerSecond() {
            return ratePerSecond;
        }

        @Override
        public HyperExponential timesRate(double factor) {
            return new HyperExponential(ratePerSecond * factor, cv);
        }

        /** The share of gaps of the short kind, whose mean is 1 / (2 share rate). */
        double shortShare() {
            return (1 + Math.sqrt((cv * cv - 1) / (cv * cv + 1))) / 2;
        }

        @Override
        public String text() {
            return "hyperexponential(rate=" + WorkloadSpec.number(ratePerSecond) + "/s cv=" + WorkloadSpec.number(cv)
                    + ")";
        }
    }

    /**
     * Independent gaps of several kinds: a mixture of exponential distributions, which comes near any gaps that vary more than
     * those of Poisson arrivals.
     *
     * @param phases the kinds, at least one
     */
    record MixedGaps(List<Phase> phases) implements Renewal {
        /**
         * One kind of gaps.
         *
         * @param weight the share of gaps of this kind, of which only the ratio to the others counts; positive
         * @param meanSeconds their mean, 0.000000001 to 10,000,000 s
         */
        public record Phase(double weight, double meanSeconds) {
            /** Checks the ranges. */
            public Phase {
                if (!(weight > 0) || Double.isInfinite(weight)) {
                    throw new IllegalArgumentException(
                            "A kind of gaps has the weight " + weight + "; give a positive number.");
                }
                if (!(meanSeconds >= 1e-9 && meanSeconds <= 1e7)) {
                    throw new IllegalArgumentException(
                            "A kind of gaps has a mean of " + meanSeconds + " s; give 0.000000001 to 10,000,000.");
                }
            }
        }

        /** Checks that there is one. */
        public MixedGaps {
            phases = List.copyOf(phases);
            if (phases.isEmpty()) {
                throw new IllegalArgumentException("Mixed gaps have no kinds; give at least one.");
            }
            ArrivalRanges.requireRate(1 / mean(phases));
        }

        private static double mean(List<Phase> phases) {
            double sum = 0;
            double all = 0;
            for (Phase phase : phases) {
                sum += phase.weight * phase.meanSeconds;
                all += phase.weight;
            }
            return sum / all;
        }

        @Override
        public double meanRatePerSecond() {
            return 1 / mean(phases);
        }

        @Override
        public MixedGaps timesRate(double factor) {
            return new MixedGaps(phases.stream()
                    .map(phase -> new Phase(phase.weight, sixDigits(phase.meanSeconds / factor)))
                    .toList());
        }

        /** Digits that a recipe can be read with; the rate is as exact. */
        private static double sixDigits(double value) {
            return new BigDecimal(value).round(new MathContext(6)).doubleValue();
        }

        @Override
        public String text() {
            return "mixed-gaps("
                    + phases.stream()
                            .map(phase -> WorkloadSpec.number(phase.weight) + " of mean "
                                    + WorkloadSpec.number(phase.meanSeconds) + "s")
                            .collect(Collectors.joining(" + "))
                    + ")";
        }
    }
}
