package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.PaperInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * MC-SF on synthetic instances (Jaillet et al., arXiv 2502.07115, models 1 and 2): its total latency against the hindsight
 * optimum, which is enclosed between the best schedule that is known and a bound that no schedule can beat.
 */
public final class McSfSynthetic implements Experiment {
    /** Orders that the local search tries: a second or so an instance. Searching for proofs is of no use at these sizes. */
    private static final int LOCAL_TRIES = 10_000;

    /** In 114 of the 200 trials of model 1 MC-SF was published to be optimal. */
    private static final double PUBLISHED_OPTIMAL_SHARE = 114 / 200.0;

    private static final int SMALL_TRIALS = 30;
    private static final int[] SMALL_SIZES = {4, 6, 8};
    /** Seeds of different sets of instances lie this far apart. */
    private static final long SEED_STRIDE = 1_000_003;

    /** A model of the paper, with its published ratios. */
    private enum Model {
        BURST("model 1, all at round 0", 1.005, 1.000, 1.074, 114, PaperInstances::trialOfModel1),
        POISSON("model 2, Poisson arrivals", 1.047, Double.NaN, 1.227, Double.NaN, PaperInstances::trialOfModel2);

        private final String title;
        private final double mean;
        private final double least;
        private final double most;
        private final double optimal;
        private final LongFunction<HindsightInstance> trial;

        Model(
                String title,
                double mean,
                double least,
                double most,
                double optimal,
                LongFunction<HindsightInstance> trial) {
            this.title = title;
            this.mean = mean;
            this.least = least;
            this.most = most;
            this.optimal = optimal;
            this.trial = trial;
        }
    }

    @Override
    public String id() {
        return "mc-sf-synthetic";
    }

    @Override
    public String title() {
        return "MC-SF against the hindsight optimum, synthetic instances";
    }

    @Override
    public String source() {
        return "Jaillet et al., arXiv 2502.07115, models 1 and 2";
    }

    @Override
    public String idea() {
        return "How near does MC-SF come to the best schedule that hindsight could have made?";
    }

    @Override
    public List<String> parameters(Settings settings) {
        return List.of(
                "M uniform on 30 to 50, prompts on 1 to 5, outputs on 1 to M - s. Model 1: 40 to 60 requests at round 0. Model"
                        + " 2: Poisson arrivals at 0.5 to 1.5 a round for 40 to 60 rounds. True lengths, the paper's stop"
                        + " rule.",
                String.format(
                        Locale.ROOT,
                        "%d trials of each model. Hindsight tries %,d orders of the requests, however long that takes.",
                        settings.trials(),
                        LOCAL_TRIES));
    }

    @Override
    public String trialsHelp() {
        return "instances of each model; the paper has 200";
    }

    @Override
    public int defaultTrials() {
        return 200;
    }

    @Override
    public ExperimentResult run(Settings settings, Watch watch) {
        int small = Math.min(SMALL_TRIALS, settings.trials());
        int total = Model.values().length * settings.trials() + SMALL_SIZES.length * small;
        Batches batches = new Batches(total, watch);
        List<List<SyntheticTrial>> models = new ArrayList<>();
        for (Model model : Model.values()) {
            models.add(batches.run(settings.trials(), settings.seed() + SEED_STRIDE * model.ordinal(), model.trial));
        }
        List<List<SyntheticTrial>> exact = new ArrayList<>();
        for (int size : SMALL_SIZES) {
            exact.add(batches.runExactly(
                    small, settings.seed() + SEED_STRIDE * size, seed -> PaperInstances.model1(size, seed)));
        }
        return new ExperimentResult(
                parameters(settings),
                List.of(ratios(models), counts(models), rules(models), small(exact)),
                notes(models));
    }

    private static Table ratios(List<List<SyntheticTrial>> models) {
        List<Row> rows = new ArrayList<>();
        for (Model model : Model.values()) {
            List<SyntheticTrial> trials = models.get(model.ordinal());
            Spread best = Spread.of(trials, SyntheticTrial::ratioToBest);
            Spread bound = Spread.of(trials, SyntheticTrial::ratioToBound);
            rows.add(new Row(
                    model.title,
                    List.of(
                            model.mean,
                            model.least,
                            model.most,
                            best.mean,
                            best.least,
                            best.most,
                            bound.mean,
                            bound.least,
                            bound.most)));
        }
        List<String> columns = List.of("mean", "best", "worst");
        return new Table(
                "Total latency of MC-SF, as a ratio to the optimum",
                "instances",
                List.of(
                        Group.published("published", columns),
                        Group.ours("at least", columns),
                        Group.ours("at most", columns)),
                3,
                rows,
                List.of());
    }

    private static Table counts(List<List<SyntheticTrial>> models) {
        List<Row> rows = new ArrayList<>();
        for (Model model : Model.values()) {
            List<SyntheticTrial> trials = models.get(model.ordinal());
            long beaten = trials.stream().filter(SyntheticTrial::isBeaten).count();
            long exact = trials.stream().filter(SyntheticTrial::isExact).count();
            rows.add(new Row(
                    model.title,
                    List.of(model.optimal, (double) (trials.size() - beaten), (double) beaten, (double) exact, (double)
                            trials.size())));
        }
        return new Table(
                "In how many trials MC-SF is optimal",
                "instances",
                List.of(
                        Group.published("", List.of("published, of 200")),
                        Group.ours("", List.of("may be", "certainly not", "optimum proved", "trials"))),
                0,
                rows,
                List.of());
    }

    private static Table rules(List<List<SyntheticTrial>> models) {
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < SyntheticTrial.POLICIES.size(); p++) {
            int policy = p;
            List<Double> figures = new ArrayList<>();
            for (List<SyntheticTrial> trials : models) {
                Spread spread = Spread.of(
                        trials, trial -> (double) trial.latencyRounds().get(policy) / trial.bestRounds());
                figures.add(spread.mean);
                figures.add(spread.most);
            }
            rows.add(new Row(SyntheticTrial.POLICIES.get(p).title(), figures));
        }
        return new Table(
                "Total latency over that of the best schedule known",
                "policy",
                List.of(
                        Group.ours("model 1", List.of("mean", "worst")),
                        Group.ours("model 2", List.of("mean", "worst"))),
                3,
                rows,
                List.of());
    }

    private static Table small(List<List<SyntheticTrial>> exact) {
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < SMALL_SIZES.length; k++) {
            List<SyntheticTrial> trials = exact.get(k);
            long optimal = trials.stream().filter(trial -> !trial.isBeaten()).count();
            long proved = trials.stream().filter(SyntheticTrial::isExact).count();
            Spread ratio = Spread.of(trials, SyntheticTrial::ratioToBest);
            rows.add(new Row(
                    SMALL_SIZES[k] + " requests at round 0",
                    List.of(ratio.mean, ratio.most, (double) optimal, (double) proved, (double) trials.size())));
        }
        return new Table(
                "Small instances, searched to the end: MC-SF over the best schedule",
                "instances",
                List.of("mean", "worst", "MC-SF unbeaten in", "optimum proved in", "trials"),
                4,
                rows);
    }

    private static List<String> notes(List<List<SyntheticTrial>> models) {
        List<SyntheticTrial> burst = models.get(Model.BURST.ordinal());
        Spread best = Spread.of(burst, SyntheticTrial::ratioToBest);
        long beaten = burst.stream().filter(SyntheticTrial::isBeaten).count();
        List<String> notes = new ArrayList<>();
        notes.add(
                "The optimum of these instances is out of reach, so it is enclosed: \"at least\" is MC-SF over the best"
                        + " schedule that was found, \"at most\" is MC-SF over a bound that no schedule can beat.");
        String finding = String.format(
                Locale.ROOT,
                "in %d of %d trials of model 1 a schedule that keeps the memory at every round beats MC-SF, and the mean ratio"
                        + " is %.3f at least",
                beaten,
                burst.size(),
                best.mean);
        notes.add(
                best.mean > Model.BURST.mean
                                && (double) (burst.size() - beaten) / burst.size() < PUBLISHED_OPTIMAL_SHARE
                        ? "The published ratios do not come out at the stated parameters: " + finding + "."
                        : "As far as these trials tell: " + finding + ".");
        return notes;
    }

    /** The mean and the extremes of a figure over trials. */
    private record Spread(double mean, double least, double most) {
        static Spread of(List<SyntheticTrial> trials, ToDoubleFunction<SyntheticTrial> figure) {
            var statistics = trials.stream().mapToDouble(figure).summaryStatistics();
            return new Spread(statistics.getAverage(), statistics.getMin(), statistics.getMax());
        }
    }

    /** Runs trials on all cores, in the order of their seeds. */
    private static final class Batches {
        private final int total;
        private final Watch watch;
        private int done;

        Batches(int total, Watch watch) {
            this.total = total;
            this.watch = watch;
        }

        List<SyntheticTrial> run(int trials, long firstSeed, LongFunction<HindsightInstance> draw) {
            return run(trials, firstSeed, draw, Limits.ofWork(0, LOCAL_TRIES));
        }

        List<SyntheticTrial> runExactly(int trials, long firstSeed, LongFunction<HindsightInstance> draw) {
            return run(trials, firstSeed, draw, Limits.ofWork(Integer.MAX_VALUE, LOCAL_TRIES));
        }

        private List<SyntheticTrial> run(
                int trials, long firstSeed, LongFunction<HindsightInstance> draw, Limits limits) {
            AtomicBoolean stopped = new AtomicBoolean();
            BooleanSupplier cancelled = stopped::get;
            List<SyntheticTrial> results = new ArrayList<>();
            try (ExecutorService cores =
                    Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
                List<Future<SyntheticTrial>> pending = new ArrayList<>();
                for (int k = 0; k < trials; k++) {
                    long seed = firstSeed + k;
                    pending.add(cores.submit(() -> SyntheticTrial.of(draw.apply(seed), limits, cancelled)));
                }
                try {
                    for (Future<SyntheticTrial> trial : pending) {
                        results.add(trial.get());
                        done++;
                        watch.done((double) done / total);
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("The experiment was stopped.");
                } catch (ExecutionException failure) {
                    throw new IllegalStateException(failure.getCause());
                } finally {
                    // Whatever is still to come is of no use.
                    stopped.set(true);
                    cores.shutdownNow();
                }
            }
            return results;
        }
    }
}
