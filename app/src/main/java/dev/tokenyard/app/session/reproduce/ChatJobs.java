package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Jobs as the authors of SSJF draw them, from one seed.
 *
 * @param arrivalSeconds when they arrive, in rising order
 * @param tokens their output tokens
 * @param streams where their predictions come from
 */
record ChatJobs(double[] arrivalSeconds, int[] tokens, RandomStreams streams) {
    private static final double MEAN_GAP_SECONDS = 1 / 0.03;
    private static final double REGRESSION_ERROR_TOKENS = 75;
    private static final int MEDIAN_TOKENS = 141;

    /** Quantiles of vicuna-13b's outputs, in tokens: those published, the ends taken to be 1 and 512. */
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};

    private static final double[] QUANTILE_TOKENS = {1, 41, 140, 294, 397, 447, 502, 512};

    /** A predictor of the paper's comparison. */
    enum Prediction {
        ORACLE("oracle"),
        REGRESSION("regression"),
        FIVE_CLASSES("5-class"),
        TWO_CLASSES("binary");

        private final String title;

        Prediction(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Jobs that come in whole seconds, as many in each as a Poisson distribution says. */
    static ChatJobs poisson(int count, double perSecond, RandomStreams streams) {
        var arriving = PoissonSampler.of(streams.stream("arrivals"), perSecond);
        double[] arrivals = new double[count];
        int job = 0;
        for (int second = 0; job < count; second++) {
            for (int k = arriving.sample(); k > 0 && job < count; k--) {
                arrivals[job++] = second;
            }
        }
        return new ChatJobs(arrivals, lengths(count, streams), streams);
    }

    /** Jobs whose gaps are Gamma distributed with a mean of 1/0.03 s and, as released, sorted from short to long. */
    static ChatJobs burstsFirst(int count, double coefficientOfVariation, RandomStreams streams) {
        double shape = 1 / (coefficientOfVariation * coefficientOfVariation);
        ContinuousSampler gaps =
                AhrensDieterMarsagliaTsangGammaSampler.of(streams.stream("arrivals"), shape, MEAN_GAP_SECONDS / shape);
        double[] sorted = gaps.samples(count).sorted().toArray();
        double now = 0;
        for (int job = 0; job < count; job++) {
            now += sorted[job];
            sorted[job] = now;
        }
        return new ChatJobs(sorted, lengths(count, streams), streams);
    }

    private static int[] lengths(int count, RandomStreams streams) {
        UniformRandomProvider random = streams.stream("lengths");
        int[] tokens = new int[count];
        for (int job = 0; job < count; job++) {
            tokens[job] = quantile(random.nextDouble());
        }
        return tokens;
    }

    private static int quantile(double share) {
        int upper = 1;
        while (SHARES[upper] < share) {
            upper++;
        }
        double along = (share - SHARES[upper - 1]) / (SHARES[upper] - SHARES[upper - 1]);
        double tokens = QUANTILE_TOKENS[upper - 1] + along * (QUANTILE_TOKENS[upper] - QUANTILE_TOKENS[upper - 1]);
        return (int) Math.max(1, Math.round(tokens));
    }

    /** Predicted lengths, in tokens or as ranks of classes. */
    double[] predicted(Prediction prediction) {
        double[] predicted = new double[tokens.length];
        int[] classes = Predictors.of("confusion").predict(trace(), streams);
        ContinuousSampler error = ZigguratSampler.NormalizedGaussian.of(streams.stream("regression"));
        for (int job = 0; job < predicted.length; job++) {
            predicted[job] = switch (prediction) {
                case ORACLE -> tokens[job];
                case REGRESSION -> tokens[job] + REGRESSION_ERROR_TOKENS * error.sample();
                case FIVE_CLASSES -> classes[job];
                case TWO_CLASSES -> classes[job] <= MEDIAN_TOKENS ? 0 : 1;
            };
        }
        return predicted;
    }

    /** The jobs as requests of a serving engine, with prompts of one token. */
    Trace trace() {
        TraceBuilder builder = Trace.builder("jobs");
        for (int job = 0; job < tokens.length; job++) {
            builder.add(Ticks.fromSeconds(arrivalSeconds[job]), 1, tokens[job]);
        }
        return builder.build();
    }
}
