package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether requests came faster than they could be admitted, judged over the window from the first to the last arrival.
 *
 * <p>The window is cut into m = {@value #BLOCKS} blocks of equal length; X<sub>j</sub> is by how many tokens, prompt and
 * output, the requests never admitted grew in block j: those of arrivals less those of first admissions. It counts work
 * and not requests, since an order such as shortest first keeps the queue short while work piles up in it. Under a load of
 * at most 1 that work is, on the scale of its fluctuations, at most a reflected random walk without drift. Its end has the law of |Z| for a normal Z
 * (Lévy; Asmussen, "Applied Probability and Queues", chapter X), and is smaller for less load. So t = mean(X) √m / s(X),
 * in which the variance is estimated from the same blocks, is as often beyond the upper α/2 point of Student's
 * distribution with m - 1 degrees of freedom as at most α of runs at a load of exactly 1, and ever less often below. One
 * burst, however large, fills one or two blocks and moves s as much as the mean, so it is no trend: k blocks of steady
 * growth at the end of an otherwise level window give t = √(k (m - 1) / (m - k)), so that more than half of the window
 * has to be growth. A trace that is a single burst cannot be told from an overload that goes on.
 *
 * <p>No verdict is given where the window holds fewer than {@value #LEAST_REQUESTS} requests, or is shorter than the time
 * that a request takes on average from its first admission to its completion: until then nothing leaves, and a batch that
 * fills says nothing of the rate at which it will empty.
 *
 * @param arrivalsPerSecond requests that arrived per second of the window; NaN where there is no window
 * @param admissionsPerSecond requests that were first admitted per second of the window
 * @param waitingAtEnd requests that had never been admitted at the last arrival
 * @param tStatistic t; NaN where no verdict is given
 */
record Saturation(double arrivalsPerSecond, double admissionsPerSecond, int waitingAtEnd, double tStatistic) {
    private static final int BLOCKS = 10;
    private static final int LEAST_REQUESTS = 100;
    private static final double FALSE_ALARMS_AT_LOAD_ONE = 0.01;
    private static final double CRITICAL =
            TDistribution.of(BLOCKS - 1).inverseSurvivalProbability(FALSE_ALARMS_AT_LOAD_ONE / 2);
    private static final Saturation NO_WINDOW = new Saturation(Double.NaN, Double.NaN, 0, Double.NaN);

    static Saturation of(RunLog log) {
        int requests = log.trace().size();
        if (requests < LEAST_REQUESTS) {
            return NO_WINDOW;
        }
        long from = log.trace().arrivalTick(0);
        long to = log.trace().arrivalTick(requests - 1);
        double seconds = Ticks.toSeconds(to - from);
        if (seconds == 0 || seconds < meanServiceSeconds(log)) {
            return NO_WINDOW;
        }
        double[] growth = new double[BLOCKS];
        int arrived = 0;
        int admitted = 0;
        RequestOutcomes outcomes = log.outcomes();
        for (int r = 0; r < requests; r++) {
            if (outcomes.instance(r) < 0) {
                continue;
            }
            arrived++;
            double tokens = (double) log.trace().promptTokens(r) + log.trace().outputTokens(r);
            growth[block(log.trace().arrivalTick(r), from, to)] += tokens;
            long admission = outcomes.firstScheduledTick(r);
            if (admission != RequestOutcomes.NEVER && admission <= to) {
                admitted++;
                growth[block(admission, from, to)] -= tokens;
            }
        }
        return new Saturation(arrived / seconds, admitted / seconds, arrived - admitted, tStatistic(growth));
    }

    /** Whether the queue grew more than chance explains. */
    boolean isPast() {
        return tStatistic > CRITICAL;
    }

    /** Mean time from first admission to completion, 0 where nothing was completed. */
    private static double meanServiceSeconds(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        double sum = 0;
        int count = 0;
        for (int r = 0; r < outcomes.size(); r++) {
            if (outcomes.isCompleted(r)) {
                sum += Ticks.toSeconds(outcomes.completedTick(r) - outcomes.firstScheduledTick(r));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static int block(long tick, long from, long to) {
        return (int) Math.min(BLOCKS - 1L, (long) ((double) (tick - from) / (to - from) * BLOCKS));
    }

    private static double tStatistic(double[] growth) {
        double mean = 0;
        for (double x : growth) {
            mean += x / growth.length;
        }
        double squares = 0;
        for (double x : growth) {
            squares += (x - mean) * (x - mean);
        }
        // Even growth without any scatter is infinitely significant; no growth at all is not significant.
        double standardError = Math.sqrt(squares / (growth.length - 1) / growth.length);
        return mean == 0 ? 0 : mean / standardError;
    }
}
