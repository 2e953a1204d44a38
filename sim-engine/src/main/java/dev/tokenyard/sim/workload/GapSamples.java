package dev.tokenyard.sim.workload;

import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;

/** Samples of the gaps of an arrival process. */
public final class GapSamples {
    private GapSamples() {}

    /**
     * Gaps of a process in seconds, in ascending order; always the same ones.
     *
     * @param count how many, at least 1
     */
    public static double[] sorted(ArrivalProcess process, int count) {
        ArrivalSampler sampler = ArrivalSampler.of(process, new RandomStreams(1), "gaps");
        double[] gaps = new double[count];
        double before = sampler.nextSeconds();
        for (int i = 0; i < count; i++) {
            double now = sampler.nextSeconds();
            gaps[i] = now - before;
            before = now;
        }
        Arrays.sort(gaps);
        return gaps;
    }
}
