package dev.tokenyard.policies.hindsight;

import java.util.SplittableRandom;

/**
 * Random instances as in the experiments of arXiv 2502.07115: M uniform on 30 to 50, prompts on 1 to 5, outputs on 1 to M -
 * s. The paper draws the number of requests; here it is given, to see how far exact solutions go.
 */
public final class PaperInstances {
    private PaperInstances() {}

    /** Model 1: all requests are there at round 0. */
    public static HindsightInstance model1(int requests, long seed) {
        return draw(requests, new SplittableRandom(seed), false);
    }

    /** Model 2: Poisson arrivals at a rate uniform on 0.5 to 1.5 a round, rounded up. */
    public static HindsightInstance model2(int requests, long seed) {
        return draw(requests, new SplittableRandom(seed), true);
    }

    private static HindsightInstance draw(int requests, SplittableRandom random, boolean arrivesOverTime) {
        int memory = random.nextInt(30, 51);
        double rate = 0.5 + random.nextDouble();
        int[] arrival = new int[requests];
        int[] prompt = new int[requests];
        int[] output = new int[requests];
        double now = 0;
        for (int i = 0; i < requests; i++) {
            now -= StrictMath.log(1 - random.nextDouble()) / rate;
            arrival[i] = arrivesOverTime ? (int) Math.ceil(now) : 0;
            prompt[i] = random.nextInt(1, 6);
            output[i] = random.nextInt(1, memory - prompt[i] + 1);
        }
        return HindsightInstance.of(arrival, prompt, output, memory);
    }
}
