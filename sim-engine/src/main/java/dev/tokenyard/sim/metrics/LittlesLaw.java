package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import java.math.BigInteger;

/**
 * Both sides of Little's law L = λ W over a whole run, times its length: the integral of the number of requests in the
 * system, from the events, and the sum of the requests' times in the system, from their outcomes. A request is in the
 * system from its arrival to its completion, or to the end of the run; a refused one never is. The law holds exactly, in
 * integers, on every sound log.
 *
 * @param integralTicks requests in the system integrated over time, in request-ticks
 * @param sojournTicks times in the system summed over requests, in request-ticks
 */
public record LittlesLaw(BigInteger integralTicks, BigInteger sojournTicks) {
    /**
     * Computes both sides for a run.
     *
     * @throws IllegalStateException if the run was made without a log
     */
    public static LittlesLaw of(RunLog log) {
        TimeSeries.requireRecorded(log);
        return new LittlesLaw(integral(log), sojourns(log));
    }

    /** Whether both sides are equal. */
    public boolean holds() {
        return integralTicks.equals(sojournTicks);
    }

    private static BigInteger integral(RunLog log) {
        EventTrack events = log.events();
        WideSum sum = new WideSum();
        long at = 0;
        int inSystem = 0;
        for (int e = 0; e < events.size(); e++) {
            sum.addProduct(events.tick(e) - at, inSystem);
            at = events.tick(e);
            inSystem += EventLevels.inSystemDelta(events.kind(e));
        }
        sum.addProduct(log.endTick() - at, inSystem);
        return sum.toBigInteger();
    }

    private static BigInteger sojourns(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        WideSum sum = new WideSum();
        for (int r = 0; r < outcomes.size(); r++) {
            if (outcomes.instance(r) >= 0) {
                long end = outcomes.isCompleted(r) ? outcomes.completedTick(r) : log.endTick();
                sum.addProduct(end - log.trace().arrivalTick(r), 1);
            }
        }
        return sum.toBigInteger();
    }

    /** A 128-bit sum: ticks times requests outgrow a long within hours of simulated time. */
    private static final class WideSum {
        private long high;
        private long low;

        void addProduct(long x, long y) {
            long product = x * y;
            low += product;
            high += Math.multiplyHigh(x, y) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        }

        BigInteger toBigInteger() {
            BigInteger unsignedLow = BigInteger.valueOf(low);
            if (low < 0) {
                unsignedLow = unsignedLow.add(BigInteger.ONE.shiftLeft(Long.SIZE));
            }
            return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
        }
    }
}
