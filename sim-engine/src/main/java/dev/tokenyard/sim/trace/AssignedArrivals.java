package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Arrivals for the requests of a file that has none, one after the other. */
final class AssignedArrivals {
    private final ImportOptions.Arrivals arrivals;
    private final ContinuousSampler gapSeconds;
    private double nowSeconds;

    AssignedArrivals(ImportOptions.Arrivals arrivals) {
        this.arrivals = arrivals;
        gapSeconds = ZigguratSampler.Exponential.of(
                new RandomStreams(arrivals.seed()).stream("trace/arrivals"),
                1 / Math.max(1e-6, arrivals.ratePerSecond()));
    }

    /** The next arrival in ticks, in whole microseconds; beyond {@link Ticks#MAX_ARRIVAL} if there are too many. */
    long nextTick() {
        if (arrivals.kind() != ImportOptions.Arrivals.Kind.POISSON) {
            return 0;
        }
        nowSeconds += gapSeconds.sample();
        return nowSeconds > Ticks.toSeconds(Ticks.MAX_ARRIVAL)
                ? Long.MAX_VALUE
                : Math.round(nowSeconds * 1e6) * Ticks.PER_MICROSECOND;
    }
}
