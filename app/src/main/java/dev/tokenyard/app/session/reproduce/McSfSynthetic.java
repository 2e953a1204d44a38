package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.PaperInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * MC-SF on synthetic instances (Jaillet et al., arXiv 2502.07115, models 1 and 2): its total latency against the hindsight
 * optimum, which is enclosed between the best schedule that is known and a bound that no schedule can beat.
 */
public final class McSfSynthetic implements Experiment {
    /** Orders that the local search tries: a second or two an instance. Searching for proofs is of no use at these sizes. */
    private static final int LOCAL_TRIES = 25_000;

    private static final Limits BOUNDS_ALONE = Limits.ofWork(0, LOCAL_TRIES);
    private static final Limits SEARCHED_TO_THE_END = Limits.ofWork(Integer.MAX_VALUE, LOCAL_TRIES);
    private static final int SMALL_TRIALS = 30;
    static final int[] SMALL_SIZES = {4, 6, 8};

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
                        "%s of each model, seed %d. Hindsight tries %,d orders of the requests, however long that takes.",
                        settings.trialsText(),
                        settings.seed(),
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
        Progress progress = new Progress(watch, total);
        List<List<SyntheticTrial>> models = new ArrayList<>();
        for (Model model : Model.values()) {
            models.add(ParallelTrials.run(
                    settings.trials(),
                    (trial, cancelled) -> SyntheticTrial.of(
                            model.trial.apply(settings.seedOf(model.title, trial)), BOUNDS_ALONE, cancelled),
                    progress));
        }
        List<List<SyntheticTrial>> exact = new ArrayList<>();
        for (int size : SMALL_SIZES) {
            exact.add(ParallelTrials.run(
                    small,
                    (trial, cancelled) -> SyntheticTrial.of(
                            PaperInstances.model1(size, settings.seedOf(size + " requests", trial)),
                            SEARCHED_TO_THE_END,
                            cancelled),
                    progress));
        }
        return new ExperimentResult(
                parameters(settings), SyntheticTables.of(models, exact), SyntheticTables.notes(models));
    }
}
