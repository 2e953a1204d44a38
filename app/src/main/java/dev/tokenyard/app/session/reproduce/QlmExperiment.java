package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * QLM (Patke et al., SoCC 2024, arXiv 2407.00047): interactive and batch requests on one model, batch requests for more models
 * than GPUs, and mega-prompts; against vLLM, EDF and SHEPHERD, with its operations switched off one by one.
 *
 * <p>What to expect is derived from the paper's headline, as its figures are ranges over set-ups that it does not list.
 */
public final class QlmExperiment implements Experiment {
    private static final int REQUESTS = 3_500;
    private final int requests;

    /** The experiment with as many requests as published. */
    public QlmExperiment() {
        this(REQUESTS);
    }

    QlmExperiment(int requests) {
        this.requests = requests;
    }

    @Override
    public String id() {
        return "qlm";
    }

    @Override
    public String title() {
        return "QLM: SLO attainment and model swaps, against vLLM, EDF and SHEPHERD";
    }

    @Override
    public String source() {
        return "Patke et al., SoCC 2024, arXiv 2407.00047";
    }

    @Override
    public String idea() {
        return "What do queues that are planned by their waiting times save in missed objectives and swapped models?";
    }

    @Override
    public List<String> parameters(Settings settings) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d requests, Poisson arrivals, lengths of the sample trace chat; time to first token: Interactive 20 s,"
                                + " Batch-1 1 min, Batch-2 1 h. %s; %s.",
                        requests,
                        settings.text(),
                        settings.trials() > 1
                                ? "means and 95 % intervals over the seeds"
                                : "one seed, so no intervals"),
                "W_A: a third of each class, Mistral-7B on an A10. W_B: half Batch-1, half Batch-2, for Mistral-7B, Vicuna-13B and"
                        + " Llama-2-70B, on two pairs of A100-80G; a swap takes 30 s. W_C: W_A with 5 % of prompts of about"
                        + " 3,000 tokens. 80 GiB of host memory.",
                "Load is the share of the rate at which a saturated instance completes these requests, measured beforehand"
                        + " on others.");
    }

    @Override
    public String trialsHelp() {
        return "seeds of 3,500 requests";
    }

    @Override
    public int defaultTrials() {
        return 5;
    }

    @Override
    public ExperimentResult run(Settings settings, Watch watch) {
        QlmProgress progress =
                new QlmProgress(watch, 1 + QlmOneModel.runs() + QlmManyModels.runs() + QlmGpuKinds.runs() + 1);
        QlmTrials trials = new QlmTrials(requests, settings, progress);
        List<String> notes = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        tables.add(new QlmWaits(requests).table(settings, notes));
        progress.step();
        tables.addAll(new QlmOneModel(trials, notes).tables());
        tables.addAll(new QlmManyModels(trials, notes).tables());
        tables.add(new QlmGpuKinds(trials, notes).table());
        tables.add(QlmPlans.table(notes));
        progress.step();
        notes.add(progress.rulesVerdict());
        notes.sort(Comparator.comparingInt(QlmVerdict::row));
        watch.done(1);
        return new ExperimentResult(parameters(settings), tables, notes);
    }
}
