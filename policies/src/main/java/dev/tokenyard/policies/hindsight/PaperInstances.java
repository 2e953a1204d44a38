package dev.tokenyard.policies.hindsight;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random instances as in the experiments of arXiv 2502.07115: M uniform on 30 to 50, prompts on 1 to 5, outputs on 1 to M -
 * s. The paper draws the number of requests; where it is given here, that is to see how far exact solutions go.
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

    /** A trial of model 1: all requests are there at round 0, their number uniform on 40 to 60. */
    public static HindsightInstance trialOfModel1(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return draw(random.nextInt(40, 61), random, false);
    }

    /**
     * A trial of model 2: Poisson arrivals in a time of 40 to 60 rounds, uniform, at a rate uniform on 0.5 to 1.5 a round; each
     * arrives at the next round. If none comes in that time it is drawn again.
     */
    public static HindsightInstance trialOfModel2(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        while (true) {
            int time = random.nextInt(40, 61);
            int memory = random.nextInt(30, 51);
            double rate = 0.5 + random.nextDouble();
            IntStream.Builder arrivals = IntStream.builder();
            double now = exponential(rate, random);
            for (; now <= time; now += exponential(rate, random)) {
                arrivals.add((int) Math.ceil(now));
            }
            int[] arrival = arrivals.build().toArray();
            if (arrival.length > 0) {
                return withLengths(arrival, memory, random);
            }
        }
    }

    private static HindsightInstance draw(int requests, SplittableRandom random, boolean arrivesOverTime) {
        int memory = random.nextInt(30, 51);
        double rate = 0.5 + random.nextDouble();
        int[] arrival = new int[requests];
        int[] prompt = new int[requests];
        int[] output = new int[requests];
        double now = 0;
        for (int i = 0; i < requests; i++) {
            now += exponential(rate, random);
            arrival[i] = arrivesOverTime ? (int) Math.ceil(now) : 0;
            prompt[i] = random.nextInt(1, 6);
            output[i] = random.nextInt(1, memory - prompt[i] + 1);
        }
        return HindsightInstance.of(arrival, prompt, output, memory);
    }

    private static HindsightInstance withLengths(int[] arrival, int memory, SplittableRandom random) {
        int[] prompt = new int[arrival.length];
        int[] output = new int[arrival.length];
        for (int i = 0; i < arrival.length; i++) {
            prompt[i] = random.nextInt(1, 6);
            output[i] = random.nextInt(1, memory - prompt[i] + 1);
        }
        return HindsightInstance.of(arrival, prompt, output, memory);
    }

    private static double exponential(double rate, SplittableRandom random) {
        return -StrictMath.log(1 - random.nextDouble()) / rate;
    }
}
