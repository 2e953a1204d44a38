package dev.tokenyard.app.session.reproduce;

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

/**
 * MC-SF on synthetic instances (Jaillet et al., arXiv 2502.07115, models 1 and 2): its total latency against the hindsight
 * optimum, which is enclosed between the best schedule that is known and a bound that no schedule can beat.
 */
public final class McSfSynthetic implements Experiment {
    /** Orders that the local search tries: a second or so an instance. Searching for proofs is of no use at these sizes. */
    private static final int LOCAL_TRIES = 10_000;

    private static final int SMALL_TRIALS = 30;
    static final int[] SMALL_SIZES = {4, 6, 8};
    /** Seeds of different sets of instances lie this far apart. */
    private static final long SEED_STRIDE = 1_000_003;

    /** A model of the paper, with its published ratios. */
    enum Model {
        BURST("model 1, all at round 0", 1.005, 1.000, 1.074, 114, PaperInstances::trialOfModel1),
        POISSON("model 2, Poisson arrivals", 1.047, Double.NaN, 1.227, Double.NaN, PaperInstances::trialOfModel2);

        final String title;
        final double mean;
        final double least;
        final double most;
        final double optimal;
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
                        "%d %s of each model. Hindsight tries %,d orders of the requests, however long that takes.",
                        settings.trials(),
                        settings.trials() == 1 ? "trial" : "trials",
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
                parameters(settings), SyntheticTables.of(models, exact), SyntheticTables.notes(models));
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
            BooleanSupplier cancelled = () -> stopped.get() || watch.cancelled().getAsBoolean();
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
