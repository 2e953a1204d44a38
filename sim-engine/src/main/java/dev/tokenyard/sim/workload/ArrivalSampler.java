package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.time.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws the arrival times of one stream, in seconds from the start, never decreasing. */
interface ArrivalSampler {
    /** The next arrival in seconds; the first is one gap after 0. */
    double nextSeconds();

    /**
     * A sampler of a process. Gaps, and the periods of processes that have any, are drawn from different streams, so that
     * another rate keeps bursts where they are.
     *
     * @param random the streams of the workload
     * @param key the name under which the stream of requests draws
     */
    static ArrivalSampler of(ArrivalProcess process, RandomStreams random, String key) {
        UniformRandomProvider gaps = random.stream(key + "/gaps");
        if (process instanceof ArrivalProcess.OnOff bursts) {
            return new Bursts(bursts, gaps, random.stream(key + "/periods"));
        }
        if (process instanceof MarkovModulated modulated) {
            return new Modulated(modulated, gaps, random.stream(key + "/periods"));
        }
        if (process instanceof Diurnal diurnal) {
            return new Swinging(diurnal, of(diurnal.base(), random, key));
        }
        if (process instanceof WindowedArrivals windows) {
            return new Windowed(windows, gaps);
        }
        if (process instanceof ReplayedArrivals replayed) {
            return new Replaying(replayed);
        }
        return new Independent(gaps((ArrivalProcess.Renewal) process, gaps));
    }

    /** A sampler of independent gaps, in seconds. */
    private static ContinuousSampler gaps(ArrivalProcess.Renewal process, UniformRandomProvider random) {
        double meanSeconds = 1 / process.meanRatePerSecond();
        if (process instanceof ArrivalProcess.Gamma gamma) {
            double squaredCv = gamma.cv() * gamma.cv();
            return AhrensDieterMarsagliaTsangGammaSampler.of(random, 1 / squaredCv, squaredCv / gamma.ratePerSecond());
        }
        if (process instanceof ArrivalProcess.Weibull weibull) {
            return weibullGaps(weibull, random);
        }
        ContinuousSampler exponential = ZigguratSampler.Exponential.of(random, meanSeconds);
        if (process instanceof ArrivalProcess.MixedGaps mixed) {
            return mixedGaps(mixed.phases(), random);
        }
        if (process instanceof ArrivalProcess.HyperExponential mixed) {
            double shortShare = mixed.shortShare();
            return () -> {
                double share = random.nextDouble() < shortShare ? shortShare : 1 - shortShare;
                return exponential.sample() / (2 * share);
            };
        }
        return exponential;
    }

    private static ContinuousSampler mixedGaps(
            List<ArrivalProcess.MixedGaps.Phase> phases, UniformRandomProvider random) {
        ContinuousSampler exponential = ZigguratSampler.Exponential.of(random);
        double all = phases.stream()
                .mapToDouble(ArrivalProcess.MixedGaps.Phase::weight)
                .sum();
        return () -> {
            double place = all * random.nextDouble();
            int phase = 0;
            while (phase + 1 < phases.size() && place >= phases.get(phase).weight()) {
                place -= phases.get(phase).weight();
                phase++;
            }
            return phases.get(phase).meanSeconds() * exponential.sample();
        };
    }

    /** A power of exponential gaps: of shape k the k-th root. */
    private static ContinuousSampler weibullGaps(ArrivalProcess.Weibull weibull, UniformRandomProvider random) {
        double inverseShape = 1 / weibull.shape();
        double scaleSeconds = 1 / (weibull.ratePerSecond() * Math.exp(ArrivalProcess.Weibull.logMean(inverseShape)));
        ContinuousSampler exponential = ZigguratSampler.Exponential.of(random);
        return () -> scaleSeconds * Math.pow(exponential.sample(), inverseShape);
    }

    /** Independent, identically distributed gaps. */
    final class Independent implements ArrivalSampler {
        private final ContinuousSampler gapSeconds;
        private double nowSeconds;

        Independent(ContinuousSampler gapSeconds) {
            this.gapSeconds = gapSeconds;
        }

        @Override
        public double nextSeconds() {
            nowSeconds += gapSeconds.sample();
            return nowSeconds;
        }
    }

    /** Poisson arrivals on a clock that only runs during bursts. */
    final class Bursts implements ArrivalSampler {
        private final ContinuousSampler gapSeconds;
        private final ContinuousSampler onSeconds;
        private final ContinuousSampler offSeconds;
        private double nowSeconds;
        private double burstEndSeconds;

        Bursts(ArrivalProcess.OnOff process, UniformRandomProvider gaps, UniformRandomProvider periods) {
            gapSeconds = ZigguratSampler.Exponential.of(gaps, 1 / process.onRatePerSecond());
            onSeconds = ZigguratSampler.Exponential.of(periods, process.meanOnSeconds());
            offSeconds = ZigguratSampler.Exponential.of(periods, process.meanOffSeconds());
            // What is left of a period that has no memory is distributed as the whole.
            boolean startsOn = periods.nextDouble() < process.onShare();
            nowSeconds = startsOn ? 0 : offSeconds.sample();
            burstEndSeconds = nowSeconds + onSeconds.sample();
        }

        @Override
        public double nextSeconds() {
            double gap = gapSeconds.sample();
            while (nowSeconds + gap > burstEndSeconds) {
                gap -= burstEndSeconds - nowSeconds;
                nowSeconds = burstEndSeconds + offSeconds.sample();
                burstEndSeconds = nowSeconds + onSeconds.sample();
            }
            nowSeconds += gap;
            return nowSeconds;
        }
    }

    /** Unit-rate arrivals on a clock that runs as fast as the state's rate. */
    final class Modulated implements ArrivalSampler {
        private final List<MarkovModulated.State> states;
        private final ContinuousSampler unitGap;
        private final ContinuousSampler unitPeriod;
        private final UniformRandomProvider periods;
        private int state;
        private double nowSeconds;
        private double stateEndSeconds;

        Modulated(MarkovModulated process, UniformRandomProvider gaps, UniformRandomProvider periods) {
            states = process.states();
            unitGap = ArrivalSampler.gaps(process.gaps(), gaps);
            unitPeriod = ZigguratSampler.Exponential.of(periods);
            this.periods = periods;
            double all = states.stream()
                    .mapToDouble(MarkovModulated.State::meanSeconds)
                    .sum();
            double place = all * periods.nextDouble();
            while (state + 1 < states.size() && place >= states.get(state).meanSeconds()) {
                place -= states.get(state).meanSeconds();
                state++;
            }
            stateEndSeconds = states.get(state).meanSeconds() * unitPeriod.sample();
        }

        @Override
        public double nextSeconds() {
            double gap = unitGap.sample();
            while (gap > states.get(state).ratePerSecond() * (stateEndSeconds - nowSeconds)) {
                gap -= states.get(state).ratePerSecond() * (stateEndSeconds - nowSeconds);
                nowSeconds = stateEndSeconds;
                int others = periods.nextInt(states.size() - 1);
                state = others < state ? others : others + 1;
                stateEndSeconds = nowSeconds + states.get(state).meanSeconds() * unitPeriod.sample();
            }
            nowSeconds += gap / states.get(state).ratePerSecond();
            return nowSeconds;
        }
    }

    /** The arrivals of a steady process on a clock that runs fast and slow. */
    final class Swinging implements ArrivalSampler {
        private static final int HALVINGS = 60;

        private final ArrivalSampler steady;
        private final double amplitudeSeconds;
        private final double radiansPerSecond;
        private final double peakSeconds;
        private double nowSeconds;

        Swinging(Diurnal process, ArrivalSampler steady) {
            this.steady = steady;
            radiansPerSecond = 2 * Math.PI / process.periodSeconds();
            amplitudeSeconds = process.amplitude() / radiansPerSecond;
            peakSeconds = process.peakSeconds();
        }

        /** The clock is ahead or behind by less than twice its amplitude, which is where to look for its inverse. */
        @Override
        public double nextSeconds() {
            double clock = steady.nextSeconds();
            double low = Math.max(nowSeconds, clock - 2 * amplitudeSeconds);
            double high = Math.max(low, clock + 2 * amplitudeSeconds);
            for (int i = 0; i < HALVINGS && low < high; i++) {
                double middle = (low + high) / 2;
                if (clockAt(middle) < clock) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            nowSeconds = high;
            return nowSeconds;
        }

        private double clockAt(double seconds) {
            return seconds
                    + amplitudeSeconds
                            * (Math.sin(radiansPerSecond * (seconds - peakSeconds))
                                    + Math.sin(radiansPerSecond * peakSeconds));
        }
    }

    /** Gaps of mean 1 on a clock that runs as fast as the window's rate. */
    final class Windowed implements ArrivalSampler {
        private final WindowedArrivals process;
        private final List<ContinuousSampler> unitGaps = new ArrayList<>();
        private int window;
        private double nowSeconds;

        Windowed(WindowedArrivals process, UniformRandomProvider gaps) {
            this.process = process;
            for (int w = 0; w < process.windows().size(); w++) {
                ArrivalProcess.Renewal arrivals = process.windows().get(w).arrivals();
                ArrivalProcess.Renewal unit = arrivals == null
                        ? new ArrivalProcess.Poisson(1)
                        : arrivals.timesRate(1 / arrivals.meanRatePerSecond());
                unitGaps.add(gaps(unit, gaps));
            }
        }

        /** Infinite once the last window has no arrivals. */
        @Override
        public double nextSeconds() {
            double gap = unitGaps.get(window).sample();
            while (rate() == 0 || gap > rate() * (process.untilSeconds(window) - nowSeconds)) {
                if (window + 1 == process.windows().size()) {
                    return Double.POSITIVE_INFINITY;
                }
                gap -= rate() * (process.untilSeconds(window) - nowSeconds);
                nowSeconds = process.untilSeconds(window);
                window++;
            }
            nowSeconds += gap / rate();
            return nowSeconds;
        }

        private double rate() {
            return process.windows().get(window).ratePerSecond();
        }
    }

    /** Recorded arrivals, round after round. */
    final class Replaying implements ArrivalSampler {
        private final ReplayedArrivals process;
        private long round;
        private int next;

        Replaying(ReplayedArrivals process) {
            this.process = process;
        }

        @Override
        public double nextSeconds() {
            double seconds = round * process.roundSeconds() + process.seconds(next);
            next++;
            if (next == process.size()) {
                next = 0;
                round++;
            }
            return seconds;
        }
    }
}
