package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The workloads of QLM's evaluation (arXiv 2407.00047): Poisson arrivals, each request of a service class and a model drawn at
 * random, with lengths like the chats of the sample traces, since the paper's conversations may not be passed on.
 *
 * @param title what it is called
 * @param classShares the share of each of {@link #CLASSES}, which add up to 1
 * @param models catalogue keys of the models that requests ask for, equally often; empty for requests that ask for none
 * @param megaShare the share of requests with prompts of thousands of tokens
 */
record QlmWorkload(String title, double[] classShares, List<String> models, double megaShare) {
    /** The name of the set of draws; policies and loads meet the same ones. */
    static final String DRAWS = "qlm";

    /** The paper's classes, by their targets for the time to first token. */
    static final List<SloClass> CLASSES =
            List.of(SloClass.ttft("Interactive", 20), SloClass.ttft("Batch-1", 60), SloClass.ttft("Batch-2", 3600));

    /** Interactive and batch requests for one model. */
    static final QlmWorkload ONE_MODEL = new QlmWorkload("W_A", new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, List.of(), 0);

    /** Batch requests for several models. */
    static final QlmWorkload MODELS =
            new QlmWorkload("W_B", new double[] {0, 0.5, 0.5}, List.of("mistral-7b", "vicuna-13b", "llama-2-70b"), 0);

    /** Interactive requests for the same models. */
    static final QlmWorkload INTERACTIVE_MODELS =
            new QlmWorkload("W_B, interactive", new double[] {1, 0, 0}, MODELS.models, 0);

    /** The first with mega-prompts. */
    static final QlmWorkload MEGA = new QlmWorkload("W_C", ONE_MODEL.classShares, List.of(), 0.05);

    private static final double MEDIAN_PROMPT = 250;
    private static final double PROMPT_SIGMA = 0.9;
    private static final double MEDIAN_MEGA_PROMPT = 3000;
    private static final double MEGA_SIGMA = 0.25;
    private static final double MEDIAN_OUTPUT = 120;
    private static final double OUTPUT_SIGMA = 0.8;
    static final int LONGEST_OUTPUT = 1024;
    private static final int LONGEST_PROMPT = 3072;
    private static final int LONGEST_MEGA_PROMPT = 6144;

    /** So many requests at a rate; the same seed gives the same requests at any rate. */
    Trace trace(int requests, double perSecond, long seed) {
        RandomStreams streams = new RandomStreams(seed);
        UniformRandomProvider gaps = streams.stream("qlm/gaps");
        UniformRandomProvider kinds = streams.stream("qlm/kinds");
        ZigguratSampler.NormalizedGaussian prompts =
                ZigguratSampler.NormalizedGaussian.of(streams.stream("qlm/prompts"));
        ZigguratSampler.NormalizedGaussian outputs =
                ZigguratSampler.NormalizedGaussian.of(streams.stream("qlm/outputs"));
        TraceBuilder trace = Trace.builder(title);
        double seconds = 0;
        for (int r = 0; r < requests; r++) {
            seconds -= Math.log(1 - gaps.nextDouble()) / perSecond;
            boolean isMega = kinds.nextDouble() < megaShare;
            String sloClass = CLASSES.get(drawClass(kinds.nextDouble())).name();
            int model = kinds.nextInt(Math.max(1, models.size()));
            double normal = prompts.sample();
            int prompt = isMega
                    ? tokens(MEDIAN_MEGA_PROMPT, MEGA_SIGMA, normal, LONGEST_MEGA_PROMPT)
                    : tokens(MEDIAN_PROMPT, PROMPT_SIGMA, normal, LONGEST_PROMPT);
            trace.add(
                    Ticks.fromSeconds(seconds),
                    prompt,
                    tokens(MEDIAN_OUTPUT, OUTPUT_SIGMA, outputs.sample(), LONGEST_OUTPUT),
                    sloClass,
                    models.isEmpty() ? "" : models.get(model));
        }
        return trace.build();
    }

    private int drawClass(double uniform) {
        double sum = 0;
        for (int c = 0; c < classShares.length - 1; c++) {
            sum += classShares[c];
            if (uniform < sum) {
                return c;
            }
        }
        return classShares.length - 1;
    }

    private static int tokens(double median, double sigma, double normal, int most) {
        return (int) Math.max(4, Math.min(most, Math.rint(median * Math.exp(sigma * normal))));
    }

    /** Each request's class by its number in {@link #CLASSES}. */
    static int[] classesOf(Trace trace) {
        int[] classes = new int[trace.size()];
        for (int r = 0; r < classes.length; r++) {
            String name = trace.classNames().get(trace.classIndex(r));
            while (!CLASSES.get(classes[r]).name().equals(name)) {
                classes[r]++;
            }
        }
        return classes;
    }
}
