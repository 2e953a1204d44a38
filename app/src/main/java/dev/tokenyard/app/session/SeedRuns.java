package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.PairedDifference;
import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The policies of a scenario run once for each of several seeds, every policy on the same random numbers: in each replication
 * all of them meet the same requests and, where they predict, the same predictions (common random numbers). A seed drives the
 * requests of a workload recipe, classes and models that are assigned by shares, the errors of predictors and the coins of
 * routers; a recorded trace is otherwise the same under every seed.
 *
 * @param seeds the seeds, in order, at least one
 * @param lanes the replications of each policy, in the scenario's order
 */
public record SeedRuns(List<Long> seeds, List<Replications> lanes) {
    /** Copies the lists. */
    public SeedRuns {
        seeds = List.copyOf(seeds);
        lanes = List.copyOf(lanes);
    }

    /**
     * Runs a scenario with the seeds that follow its own.
     *
     * @param first the figures with the scenario's own seed; a lane of hindsight after those of the policies is not run again
     * @param count how many seeds there shall be, at least 1
     * @param gaps whether to work out gaps to a bound in the theory mode, which takes some seconds for each seed
     * @param runner runs the scenario
     * @param cancelled asked now and then
     * @param partly told of what there is after each seed, the first and the last included
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public static SeedRuns of(
            ComparisonMetrics first,
            int count,
            boolean gaps,
            ScenarioRunner runner,
            BooleanSupplier cancelled,
            Consumer<SeedRuns> partly)
            throws ScenarioException {
        SeedRuns sofar = of(
                List.of(first.comparison().scenario().seed()),
                first.runs().stream().map(List::of).toList());
        partly.accept(sofar);
        return sofar.upTo(count, first, gaps, runner, cancelled, partly);
    }

    /**
     * These and the seeds that follow, with the parameters of {@link #of}.
     *
     * @param count how many seeds there shall be; if there are as many already, none is run
     */
    public SeedRuns upTo(
            int count,
            ComparisonMetrics first,
            boolean gaps,
            ScenarioRunner runner,
            BooleanSupplier cancelled,
            Consumer<SeedRuns> partly)
            throws ScenarioException {
        ScenarioSpec scenario = first.comparison().scenario();
        List<Long> all = new ArrayList<>(seeds);
        List<List<RunMetrics>> byLane = new ArrayList<>();
        lanes.forEach(lane -> byLane.add(new ArrayList<>(lane.runs())));
        SeedRuns sofar = this;
        for (int k = seeds.size(); k < count; k++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            long seed = scenario.seed() + k;
            Comparison again = runner.run(scenario.withSeed(seed), cancelled);
            requireSameRecording(first.comparison(), again);
            List<RunMetrics> runs = (gaps
                            ? TheoryBound.withGapsLike(first, again, cancelled)
                            : ComparisonMetrics.of(again, first.window()))
                    .runs();
            all.add(seed);
            byLane.subList(runs.size(), byLane.size()).clear();
            for (int lane = 0; lane < runs.size(); lane++) {
                byLane.get(lane).add(runs.get(lane));
            }
            sofar = of(all, byLane);
            partly.accept(sofar);
        }
        return sofar;
    }

    /** The file of a recorded trace may have changed since the first run. */
    private static void requireSameRecording(Comparison first, Comparison again) throws ScenarioException {
        Trace was = first.trace();
        Trace is = again.trace();
        boolean same = was.size() == is.size();
        for (int r = 0; same && r < was.size(); r++) {
            same = was.arrivalTick(r) == is.arrivalTick(r)
                    && was.promptTokens(r) == is.promptTokens(r)
                    && was.outputTokens(r) == is.outputTokens(r);
        }
        if (!same && !TraceLibrary.isRecipe(first.scenario().trace())) {
            throw new ScenarioException("The trace " + first.scenario().trace().location()
                    + " has changed since it was run with seed "
                    + first.scenario().seed()
                    + ", so that other seeds cannot be compared with it; run it again.");
        }
    }

    /** What a reader must know of each policy, as sentences that begin with its name. */
    public List<String> caveats(ComparisonMetrics first) {
        List<String> sentences = new ArrayList<>();
        for (int lane = 0; lane < first.lanes().size(); lane++) {
            String policy = first.policy(lane);
            warnings(lane).forEach(warning -> sentences.add(policy + ": " + warning));
        }
        return sentences;
    }

    /** The first of the seeds. */
    public SeedRuns limitedTo(int most) {
        int kept = Math.min(most, seeds.size());
        return of(
                seeds.subList(0, kept),
                lanes.stream().map(lane -> lane.runs().subList(0, kept)).toList());
    }

    private static SeedRuns of(List<Long> seeds, List<List<RunMetrics>> byLane) {
        return new SeedRuns(seeds, byLane.stream().map(Replications::new).toList());
    }

    /** How many seeds there are. */
    public int count() {
        return seeds.size();
    }

    /** The mean of a figure of a lane, with its interval; of no value for a lane that was not run again. */
    public ConfidenceInterval interval(int lane, MetricColumn figure) {
        return lane < lanes.size() ? lanes.get(lane).interval(figure.value()) : ConfidenceInterval.of();
    }

    /** Whether only some of the seeds have a value of a figure of a lane, as where no request of the others arrives in a range. */
    public boolean isOfFewer(int lane, MetricColumn figure) {
        return lane < lanes.size() && lanes.get(lane).haveSomeOnly(figure.value());
    }

    /** How a figure of a lane differs from that of another in the same replications; both have been run again. */
    public PairedDifference difference(int lane, int from, MetricColumn figure) {
        return lanes.get(lane).differenceFrom(lanes.get(from), figure.value());
    }

    /**
     * The means of a figure of a lane and of another, over the replications in which both have a value; both have been run again.
     * Nothing else can be told apart from chance by their pairs.
     */
    double[] pairedMeans(int lane, int other, MetricColumn figure) {
        double[] sums = new double[2];
        int pairs = 0;
        for (int k = 0; k < seeds.size(); k++) {
            double one = figure.value().applyAsDouble(lanes.get(lane).runs().get(k));
            double another =
                    figure.value().applyAsDouble(lanes.get(other).runs().get(k));
            if (!Double.isNaN(one) && !Double.isNaN(another)) {
                sums[0] += one;
                sums[1] += another;
                pairs++;
            }
        }
        return new double[] {sums[0] / pairs, sums[1] / pairs};
    }

    /** Whether seeds can have told anything about a lane; not so if its runs are all alike. */
    public boolean varies(int lane) {
        return !lanes.get(lane).areAlike();
    }

    /** What the intervals cannot speak of, see {@link #limitsOf}; empty, too, where the seeds changed nothing and there are none. */
    public String limits(ScenarioSpec scenario) {
        return alike().size() < lanes.size() ? limitsOf(scenario) : "";
    }

    /** The policies that seeds tell nothing about. */
    public List<String> alike() {
        return lanes.stream()
                .filter(Replications::areAlike)
                .map(Replications::policyTitle)
                .toList();
    }

    /** What a reader must know before believing the figures of a lane: a sentence for each kind of warning of any of its runs. */
    public List<String> warnings(int lane) {
        if (lane >= lanes.size()) {
            return List.of();
        }
        Map<Object, Integer> counts = new LinkedHashMap<>();
        Map<Object, String> examples = new LinkedHashMap<>();
        for (RunMetrics run : lanes.get(lane).runs()) {
            run.warnings().forEach(warning -> {
                counts.merge(warning.kind(), 1, Integer::sum);
                examples.putIfAbsent(warning.kind(), "with seed " + run.seed() + ": " + warning.sentence());
            });
        }
        List<String> sentences = new ArrayList<>();
        counts.forEach((kind, times) ->
                sentences.add("in " + times + " of " + seeds.size() + " replications, " + examples.get(kind)));
        return sentences;
    }

    /** Seeds in a few words, {@code seed 7} or {@code seeds 7 to 16}. */
    public static String inShort(List<Long> seeds) {
        return (seeds.size() == 1 ? "seed " : "seeds ") + numbers(seeds);
    }

    /** The first and the last of the seeds, {@code 7} or {@code 7 to 16}. */
    public static String numbers(List<Long> seeds) {
        return seeds.size() == 1 ? Long.toString(seeds.get(0)) : seeds.get(0) + " to " + seeds.get(seeds.size() - 1);
    }

    /** What the figures are, a sentence without its full stop. */
    public String meaning() {
        return meaning(seeds.get(0), seeds.size());
    }

    /** The same of so many seeds from a first one on. */
    static String meaning(long first, int count) {
        return "Mean ± half the width of its %.0f %% confidence interval (Student's t) over %d seeds, %d to %d"
                .formatted(100 * ConfidenceInterval.USUAL_LEVEL, count, first, first + count - 1);
    }

    /**
     * What the seeds of a comparison cannot speak of, a sentence without its full stop; empty if each of them draws the requests
     * anew.
     */
    public static String limitsOf(ScenarioSpec scenario) {
        return TraceLibrary.isRecipe(scenario.trace())
                ? ""
                : "The trace is a recording, the same with every seed: the intervals speak of chance in predictions and routers"
                        + (scenario.assignment().draws() ? ", and in who is of which class or model" : "")
                        + ", not of other requests";
    }
}
