package dev.tokenyard.sim.workload.fit;

import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.ArrivalTimes;
import dev.tokenyard.sim.workload.profile.KolmogorovSmirnov;
import java.util.Arrays;

/**
 * Whether as many requests come in each stretch of time as a process would bring: the distribution of counts, which gaps alone do not
 * decide, as they may follow each other in bursts.
 */
final class CountTest {
    private static final int MOST_WINDOWS = 200;
    private static final int LEAST_WINDOWS = 30;
    /** Fewer requests in a window on average tell little. */
    private static final double LEAST_REQUESTS = 4;

    private static final int MOST_DRAWS = 20;
    private static final int LEAST_DRAWS = 3;
    private static final int DRAWN_REQUESTS = 2_000_000;

    private final double windowSeconds;
    private final double spanSeconds;
    private final double[] recorded;
    private final int draws;

    /**
     * A test against recorded arrivals.
     *
     * @param seconds arrivals, ascending
     * @param spanSeconds the time in which they come
     */
    CountTest(double[] seconds, double spanSeconds) {
        this.spanSeconds = spanSeconds;
        windowSeconds = Math.max(spanSeconds / MOST_WINDOWS, LEAST_REQUESTS * spanSeconds / seconds.length);
        recorded = counts(seconds, seconds.length);
        draws = Math.clamp(DRAWN_REQUESTS / Math.max(1, seconds.length), LEAST_DRAWS, MOST_DRAWS);
    }

    /** Whether there are enough windows to say something. */
    boolean isPossible() {
        return recorded.length >= LEAST_WINDOWS;
    }

    /**
     * What came of the test of a process.
     *
     * @param distance the Kolmogorov-Smirnov distance of the recorded counts from those of the process
     * @param byChance the largest distance of what the process itself has brought
     */
    record Verdict(double distance, double byChance) {}

    /** Tests a process. */
    Verdict of(ArrivalProcess process) {
        double[][] drawn = new double[draws][];
        for (int d = 0; d < draws; d++) {
            double[] seconds = ArrivalTimes.until(process, spanSeconds, d + 1);
            drawn[d] = counts(seconds, seconds.length);
        }
        double[] all =
                Arrays.stream(drawn).flatMapToDouble(Arrays::stream).sorted().toArray();
        double byChance = 0;
        for (double[] one : drawn) {
            byChance = Math.max(byChance, KolmogorovSmirnov.distance(one, all));
        }
        return new Verdict(KolmogorovSmirnov.distance(recorded, all), byChance);
    }

    private double[] counts(double[] seconds, int requests) {
        double[] counts = new double[Math.max(1, (int) (spanSeconds / windowSeconds))];
        for (int i = 0; i < requests; i++) {
            int window = (int) (seconds[i] / windowSeconds);
            if (window < counts.length) {
                counts[window]++;
            }
        }
        Arrays.sort(counts);
        return counts;
    }
}
