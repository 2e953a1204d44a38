package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;

/** Arrivals of a process alone. */
public final class ArrivalTimes {
    private ArrivalTimes() {}

    /**
     * The arrivals of a process within a time, in seconds, ascending.
     *
     * @param endSeconds the time, positive
     * @param seed the same gives the same
     */
    public static double[] until(ArrivalProcess process, double endSeconds, long seed) {
        ArrivalSampler sampler = ArrivalSampler.of(process, new RandomStreams(seed), "times");
        double[] seconds = new double[1_024];
        int count = 0;
        for (double next = sampler.nextSeconds(); next < endSeconds; next = sampler.nextSeconds()) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * count);
            }
            seconds[count++] = next;
        }
        return Arrays.copyOf(seconds, count);
    }
}
