package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.time.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws the arrival times of one stream, in seconds from the start, never decreasing. */
interface ArrivalSampler {
    /** The next arrival in seconds; the first is one gap after 0. */
    double nextSeconds();

    /**
     * A sampler of a process.
     *
     * @param random the streams of the workload
     * @param key the name under which the stream of requests draws
     */
    static ArrivalSampler of(ArrivalProcess process, RandomStreams random, String key) {
        UniformRandomProvider gaps = random.stream(key + "/gaps");
        if (process instanceof ArrivalProcess.OnOff bursts) {
            return new Bursts(bursts, gaps, random.stream(key + "/periods"));
        }
        if (process instanceof ArrivalProcess.Gamma gamma) {
            double squaredCv = gamma.cv() * gamma.cv();
            double scaleSeconds = squaredCv / gamma.ratePerSecond();
            return new Renewal(AhrensDieterMarsagliaTsangGammaSampler.of(gaps, 1 / squaredCv, scaleSeconds));
        }
        return new Renewal(ZigguratSampler.Exponential.of(gaps, 1 / process.meanRatePerSecond()));
    }

    /** Independent, identically distributed gaps. */
    final class Renewal implements ArrivalSampler {
        private final ContinuousSampler gapSeconds;
        private double nowSeconds;

        Renewal(ContinuousSampler gapSeconds) {
            this.gapSeconds = gapSeconds;
        }

        @Override
        public double nextSeconds() {
            nowSeconds += gapSeconds.sample();
            return nowSeconds;
        }
    }

    /**
     * Poisson arrivals on a clock that only runs during bursts. Gaps and periods are drawn from different streams, so that
     * another rate keeps the bursts where they are.
     */
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
}
