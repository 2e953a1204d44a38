package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether requests came faster than they could be admitted, judged over the window from the first to the last arrival.
 *
 * <p>The window is cut into m = {@value #BLOCKS} blocks of equal length; X<sub>j</sub> is by how many tokens, prompt and
 * output, the requests never admitted grew in block j: those of arrivals less those of first admissions. It counts work
 * and not requests, since an order such as shortest first keeps the queue short while work piles up in it. Two things have
 * to hold for a verdict:
 *
 * <ul>
 *   <li>The work grew in at least {@value #LEAST_GROWING} of the blocks. A burst, however large, fills a few of them, and a
 *       rate that swings about its mean fills half.
 *   <li>It grew more than chance explains: t = mean(X) √m / s is beyond the upper α/2 point of Student's distribution,
 *       where s² = Σ (X<sub>j+1</sub> - X<sub>j</sub>)² / 2 (m - 1). That is half the mean square successive difference (von
 *       Neumann, Kent, Bellinson and Hart, Ann. Math. Statist. 12(2), 1941), whose degrees of freedom are 2 (m - 1)² / (3 m -
 *       4). Unlike the usual variance it takes a slow swing of the arrival rate for what it is and not for noise: real
 *       traces swing so, and an overload that comes and goes within them is one all the same. Blocks that make up for each
 *       other, as those of a queue that empties again and again, count for more.
 * </ul>
 *
 * <p>Under a load of at most 1 the work that waits is, on the scale of its fluctuations, at most a reflected random walk
 * without drift. Its end has the law of |Z| for a normal Z (Lévy; Asmussen, "Applied Probability and Queues", chapter X),
 * and is smaller for less load, so that t is beyond its bound in at most α of the runs at a load of exactly 1, and ever less
 * often below.
 *
 * <p>Measured from empty. One server with Poisson arrivals and exponential services, 2,000 seeds each of 150 to 20,000
 * requests: false alarms in at most 0.2 % at loads of 0.5, 0.8, 0.9 and 0.95, in 0.6 to 1 % at 1, in at most 1.6 % where the
 * rate swings by half about 0.85, and in at most 1 % of traces of bursts; of 5,000 requests at a load of 1.15 all were
 * flagged, of 1,000 half were, and 99 % at 1.3. One simulated A100 with Llama-2-7B and requests of log-normal lengths, 400
 * seeds each of first come first served, shortest first and MC-SF, the load relative to the rate at which a full queue is
 * served in order of arrival: of 10,000 requests none at loads up to 0.95, and 98 % or more at 1.15; of 4,000 at most 0.3 %
 * at 0.95, a third to five sixths at 1.15, and all at 1.3. A rate that swings by half, and several times in the window,
 * still hides an overload of 1.3.
 *
 * <p>No verdict is given where the window holds fewer than {@value #LEAST_REQUESTS} requests, or is shorter than the time
 * that a request takes on average from its first admission to its completion: until then nothing leaves, and a batch that
 * fills says nothing of the rate at which it will empty.
 *
 * @param arrivalsPerSecond requests that arrived per second of the window, those that were refused too; NaN where there is no
 *     window
 * @param refused requests that were refused as they arrived, of which no work piles up
 * @param admissionsPerSecond requests that were first admitted per second of the window
 * @param waitingAtEnd requests that had never been admitted at the last arrival
 * @param growingBlocks blocks of the window in which work piled up
 * @param tStatistic t; NaN where no verdict is given
 */
record Saturation(
        double arrivalsPerSecond,
        int refused,
        double admissionsPerSecond,
        int waitingAtEnd,
        int growingBlocks,
        double tStatistic) {
    private static final int BLOCKS = 20;
    private static final int LEAST_GROWING = 13;
    private static final int LEAST_REQUESTS = 100;
    private static final double FALSE_ALARMS_AT_LOAD_ONE = 0.01;
    private static final double CRITICAL = TDistribution.of(2.0 * (BLOCKS - 1) * (BLOCKS - 1) / (3 * BLOCKS - 4))
            .inverseSurvivalProbability(FALSE_ALARMS_AT_LOAD_ONE / 2);
    private static final Saturation NO_WINDOW = new Saturation(Double.NaN, 0, Double.NaN, 0, 0, Double.NaN);

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
        int refused = 0;
        int admitted = 0;
        RequestOutcomes outcomes = log.outcomes();
        for (int r = 0; r < requests; r++) {
            if (outcomes.instance(r) < 0) {
                refused++;
                continue;
            }
            double tokens = (double) log.trace().promptTokens(r) + log.trace().outputTokens(r);
            growth[block(log.trace().arrivalTick(r), from, to)] += tokens;
            long admission = outcomes.firstScheduledTick(r);
            if (admission != RequestOutcomes.NEVER && admission <= to) {
                admitted++;
                growth[block(admission, from, to)] -= tokens;
            }
        }
        int growing = (int) Arrays.stream(growth).filter(x -> x > 0).count();
        return new Saturation(
                requests / seconds,
                refused,
                admitted / seconds,
                requests - refused - admitted,
                growing,
                tStatistic(growth));
    }

    /** Whether the queue grew more than chance explains. */
    boolean isPast() {
        return growingBlocks >= LEAST_GROWING && tStatistic > CRITICAL;
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
        for (int j = 1; j < growth.length; j++) {
            squares += (growth[j] - growth[j - 1]) * (growth[j] - growth[j - 1]) / 2;
        }
        // Even growth without any scatter is infinitely significant; no growth at all is not significant.
        double standardError = Math.sqrt(squares / (growth.length - 1) / growth.length);
        return mean == 0 ? 0 : mean / standardError;
    }
}
