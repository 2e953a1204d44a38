package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.function.IntSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine against the theory of the single server with Poisson arrivals. By Pollaczek and Khinchine (Kleinrock,
 * "Queueing Systems" I, equation 5.71) the mean wait before service is W = λ E[S²] / (2 (1 - ρ)), and by Little's law the
 * mean number in the system is L = λ (W + E[S]).
 *
 * <p>Services are whole numbers of steps, so S is discrete. The moments put into the formula are those of the discrete
 * law, exactly, which leaves no error of discretisation to allow for. Runs start empty; the first tenth is left out.
 *
 * <p>The seeds are fixed, since of twelve intervals at 99 % one in eight sets of seeds has one that misses by chance.
 */
class QueueingLawsTest {
    private static final long STEP = Ticks.PER_MILLISECOND;
    private static final int REPLICATIONS = 60;
    private static final int REQUESTS = 40_000;
    private static final double LEVEL = 0.99;
    private static final int MEAN_STEPS = 100;

    /** A law of service lengths in steps. */
    private interface Service {
        double mean();

        double secondMoment();

        IntSupplier sampler(UniformRandomProvider random);
    }

    /** Whole steps without memory, P(S = k) = p (1 - p)^(k - 1): the exponential law in discrete time. */
    private record Geometric(double meanSteps) implements Service {
        @Override
        public double mean() {
            return meanSteps;
        }

        @Override
        public double secondMoment() {
            double p = 1 / meanSteps;
            return (2 - p) / (p * p);
        }

        @Override
        public IntSupplier sampler(UniformRandomProvider random) {
            var failures = GeometricSampler.of(random, 1 / meanSteps);
            return () -> 1 + failures.sample();
        }
    }

    private record Constant(int steps) implements Service {
        @Override
        public double mean() {
            return steps;
        }

        @Override
        public double secondMoment() {
            return (double) steps * steps;
        }

        @Override
        public IntSupplier sampler(UniformRandomProvider random) {
            return () -> steps;
        }
    }

    /** One of two geometric laws by lot: hyperexponential in discrete time. */
    private record Mixture(Geometric one, Geometric other, double shareOfOne) implements Service {
        @Override
        public double mean() {
            return shareOfOne * one.mean() + (1 - shareOfOne) * other.mean();
        }

        @Override
        public double secondMoment() {
            return shareOfOne * one.secondMoment() + (1 - shareOfOne) * other.secondMoment();
        }

        @Override
        public IntSupplier sampler(UniformRandomProvider random) {
            IntSupplier first = one.sampler(random);
            IntSupplier second = other.sampler(random);
            return () -> (random.nextDouble() < shareOfOne ? first : second).getAsInt();
        }
    }

    /** Log-normal, rounded to whole steps of at least one: P(S = k) from the distribution function at k ± 1/2. */
    private record RoundedLogNormal(double mu, double sigma) implements Service {
        private static final int LONGEST = 100_000;

        private double moment(int order) {
            LogNormalDistribution law = LogNormalDistribution.of(mu, sigma);
            double sum = law.cumulativeProbability(1.5);
            for (int k = 2; k < LONGEST; k++) {
                sum += Math.pow(k, order) * law.probability(k - 0.5, k + 0.5);
            }
            return sum;
        }

        @Override
        public double mean() {
            return moment(1);
        }

        @Override
        public double secondMoment() {
            return moment(2);
        }

        @Override
        public IntSupplier sampler(UniformRandomProvider random) {
            ContinuousSampler law = LogNormalSampler.of(ZigguratSampler.NormalizedGaussian.of(random), mu, sigma);
            return () -> (int) Math.max(1, Math.rint(law.sample()));
        }
    }

    private static Service service(String name) {
        switch (name) {
            case "M/M/1":
                return new Geometric(MEAN_STEPS);
            case "M/D/1":
                return new Constant(MEAN_STEPS);
            case "M/G/1 hyperexponential":
                return new Mixture(new Geometric(40), new Geometric(340), 0.8);
            default:
                return new RoundedLogNormal(Math.log(MEAN_STEPS) - 0.32, 0.8);
        }
    }

    private static Trace trace(Service service, double arrivalsPerStep, long seed) {
        RandomStreams streams = new RandomStreams(seed);
        ContinuousSampler gaps = ZigguratSampler.Exponential.of(streams.stream("gaps"), 1 / arrivalsPerStep);
        IntSupplier steps = service.sampler(streams.stream("services"));
        TraceBuilder trace = Trace.builder("m-g-1");
        double nowSteps = 0;
        for (int r = 0; r < REQUESTS; r++) {
            nowSteps += gaps.sample();
            trace.add(Math.round(nowSteps * STEP), 1, steps.getAsInt());
        }
        return trace.build();
    }

    /** Mean wait in steps of all requests but the first tenth. */
    private static double meanWait(RunLog log) {
        double sum = 0;
        for (int r = REQUESTS / 10; r < REQUESTS; r++) {
            sum += log.outcomes().firstScheduledTick(r) - log.trace().arrivalTick(r);
        }
        return sum / STEP / (REQUESTS - REQUESTS / 10);
    }

    /** Number in the system, averaged over the time between the arrivals that bound the last nine tenths. */
    private static double meanInSystem(RunLog log) {
        long from = log.trace().arrivalTick(REQUESTS / 10);
        long to = log.trace().arrivalTick(REQUESTS - 1);
        RequestOutcomes outcomes = log.outcomes();
        double area = 0;
        for (int r = 0; r < REQUESTS; r++) {
            long entered = Math.max(from, log.trace().arrivalTick(r));
            area += Math.max(0, Math.min(to, outcomes.completedTick(r)) - entered);
        }
        return area / (to - from);
    }

    @ParameterizedTest
    @CsvSource({
        "M/M/1, 0.5",
        "M/M/1, 0.8",
        "M/D/1, 0.5",
        "M/D/1, 0.8",
        "M/G/1 hyperexponential, 0.7",
        "M/G/1 log-normal, 0.7",
    })
    void meansLieInTheirConfidenceIntervals(String name, double load) {
        Service service = service(name);
        double arrivalsPerStep = load / service.mean();
        double expectedWait = arrivalsPerStep * service.secondMoment() / (2 * (1 - load));
        double expectedInSystem = arrivalsPerStep * (expectedWait + service.mean());
        double[] wait = new double[REPLICATIONS];
        double[] inSystem = new double[REPLICATIONS];
        for (int k = 0; k < REPLICATIONS; k++) {
            RunLog log = SingleServer.run(trace(service, arrivalsPerStep, 100 + k), STEP, "fcfs");
            wait[k] = meanWait(log);
            inSystem[k] = meanInSystem(log);
        }
        check("mean wait", ConfidenceInterval.atLevel(LEVEL, wait), expectedWait);
        check("mean number in the system", ConfidenceInterval.atLevel(LEVEL, inSystem), expectedInSystem);
    }

    private static void check(String what, ConfidenceInterval interval, double expected) {
        assertThat(interval.contains(expected))
                .as("%s: theory says %s, and the runs %s", what, expected, interval)
                .isTrue();
        assertThat(interval.halfWidth())
                .as("the interval of the %s is narrow enough to tell", what)
                .isLessThan(0.04 * expected);
    }
}
