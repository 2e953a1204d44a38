package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * QLM (Patke et al., SoCC 2024, arXiv 2407.00047): interactive and batch requests on one model, batch requests for more models
 * than GPUs, and mega-prompts; against vLLM, EDF and SHEPHERD, with its operations switched off one by one.
 *
 * <p>What to expect is derived from the paper's headline, as its figures are ranges over set-ups that it does not list.
 */
public final class QlmExperiment implements Experiment {
    private static final int REQUESTS = 3_500;
    private static final double HOST_GIB = 80;
    private static final double SWAP_SECONDS = 30;
    private static final double[] LOADS = {0.5, 0.9, 1.05, 1.2};
    private static final double CROWDED = 1.05;
    /** δ·B̄ below 2: groups of one request. */
    private static final double SINGLE_REQUESTS = 0.01;

    private static final double DEDICATED_LOAD = 0.7;
    private static final double[] DELTAS = {1, 2, 4, 8, 16};
    private static final double[] SWAPS_SECONDS = {1, 10, 30, 120};

    private static final Contestant VLLM = new Contestant("vLLM (FCFS, least loaded)", "fcfs", Map.of());
    private static final Contestant EDF = new Contestant("EDF", "edf", Map.of());
    private static final Contestant SHEPHERD =
            new Contestant("SHEPHERD", "shepherd", Map.of("max-output", (double) QlmWorkload.LONGEST_OUTPUT));
    private static final Contestant QLM = new Contestant("QLM", "qlm", Map.of());
    private static final List<Contestant> ABLATIONS = List.of(
            QLM.with("QLM without pulling", "pulling", 0),
            QLM.with("QLM without eviction", "eviction", 0),
            QLM.with("QLM without swapping", "swapping", 0),
            QLM.with("QLM without balancing", "balancing", 0));

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
        return "QLM: targets met and models swapped, against vLLM, EDF and SHEPHERD";
    }

    @Override
    public String source() {
        return "Patke et al., SoCC 2024, arXiv 2407.00047";
    }

    @Override
    public String idea() {
        return "What do queues that are planned by their waiting times save in missed targets and swapped models?";
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
                new QlmProgress(watch, LOADS.length * 8 + SWAPS_SECONDS.length * 3 + 2 + 4 + 4 + 6 + DELTAS.length + 1);
        List<String> notes = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        tables.add(new QlmWaits(requests).table(settings, notes));
        progress.step();
        QlmServer oneGpu = oneGpu(QlmWorkload.ONE_MODEL);
        for (double load : LOADS) {
            tables.add(oneModel(oneGpu, load, settings, progress, notes));
        }
        tables.add(models(settings, progress, notes));
        tables.add(mega(settings, progress, notes));
        tables.add(dedicated(settings, progress, notes));
        tables.add(mixedGpus(settings, progress, notes));
        tables.add(groupSizes(oneGpu, settings, progress, notes));
        notes.add(progress.rulesVerdict());
        notes.sort(Comparator.comparingInt(QlmVerdict::row));
        watch.done(1);
        return new ExperimentResult(parameters(settings), tables, notes);
    }

    private QlmSample sample(
            QlmServer server,
            QlmWorkload workload,
            double perSecond,
            Contestant contestant,
            Settings settings,
            QlmProgress progress) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int trial = 0; trial < settings.trials(); trial++) {
            long seed = settings.seedOf(QlmWorkload.DRAWS, trial);
            Trace trace = workload.trace(requests, perSecond, seed);
            Outcome outcome = server.run(contestant, trace, seed);
            progress.count(outcome);
            outcomes.add(outcome);
        }
        progress.step();
        return new QlmSample(outcomes);
    }

    private static QlmServer oneGpu(QlmWorkload workload) {
        return new QlmServer(List.of(QlmServer.group(1, "a10", "mistral-7b", HOST_GIB)), workload);
    }

    private Table oneModel(QlmServer server, double load, Settings settings, QlmProgress progress, List<String> notes) {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        double rate = load * server.requestsPerSecond(0, workload);
        List<Row> rows = new ArrayList<>();
        QlmSample vllm = sample(server, workload, rate, VLLM, settings, progress);
        QlmSample edf = sample(server, workload, rate, EDF, settings, progress);
        QlmSample shepherd = sample(server, workload, rate, SHEPHERD, settings, progress);
        QlmSample qlm = sample(server, workload, rate, QLM, settings, progress);
        rows.add(vllm.row(VLLM.title()));
        rows.add(edf.row(EDF.title()));
        rows.add(shepherd.row(SHEPHERD.title()));
        rows.add(qlm.row(QLM.title()));
        for (Contestant ablation : ABLATIONS) {
            QlmSample without = sample(server, workload, rate, ablation, settings, progress);
            rows.add(without.row(ablation.title()));
            if (load == CROWDED && ablation.knobs().containsKey("eviction")) {
                notes.add(QlmVerdict.of(
                        "5, W_A at load " + load + " without eviction",
                        "interactive falls back, batch almost unchanged",
                        String.format(
                                Locale.ROOT,
                                "interactive %s with it and %s without, Batch-2 %s and %s",
                                QlmSample.words(qlm.attainment(0)),
                                QlmSample.words(without.attainment(0)),
                                QlmSample.words(qlm.attainment(2)),
                                QlmSample.words(without.attainment(2))),
                        without.attainment(0).mean() < qlm.attainment(0).mean() - 1
                                && Math.abs(without.attainment(2).mean()
                                                - qlm.attainment(2).mean())
                                        < 5,
                        String.format(
                                Locale.ROOT,
                                "A resident ends every %.2f s, so whoever is first in line hardly waits for one to give way.",
                                1 / server.requestsPerSecond(0, workload))));
            }
        }
        if (load == LOADS[0]) {
            double least = Math.min(
                    Math.min(vllm.leastAttainment(), edf.leastAttainment()),
                    Math.min(shepherd.leastAttainment(), qlm.leastAttainment()));
            notes.add(QlmVerdict.of(
                    "3, W_A at load " + load,
                    "every policy near 100 %",
                    String.format(Locale.ROOT, "the least is %.1f %%", least),
                    least > 97,
                    String.format(
                            Locale.ROOT,
                            "SHEPHERD's batches, sized for outputs of %,d tokens and filled once, give %.0f tokens/s, where the"
                                    + " requests ask for %.0f.",
                            QlmWorkload.LONGEST_OUTPUT,
                            shepherd.mean(Outcome::tokensPerSecond),
                            vllm.mean(Outcome::tokensPerSecond))));
        } else {
            double gap = qlm.attainment(0).mean() - vllm.attainment(0).mean();
            notes.add(QlmVerdict.of(
                    "4, W_A at load " + load,
                    "interactive: QLM at least 90 %, vLLM below 50 %, and no fewer tokens/s",
                    String.format(
                            Locale.ROOT,
                            "QLM %s, vLLM %s, %.1f points apart, %.0f against %.0f tokens/s",
                            QlmSample.words(qlm.attainment(0)),
                            QlmSample.words(vllm.attainment(0)),
                            gap,
                            qlm.mean(Outcome::tokensPerSecond),
                            vllm.mean(Outcome::tokensPerSecond)),
                    qlm.attainment(0).mean() >= 90
                            && vllm.attainment(0).mean() < 50
                            && qlm.mean(Outcome::tokensPerSecond) >= vllm.mean(Outcome::tokensPerSecond),
                    vllm.attainment(0).mean() > 99
                            ? "At this load nobody waits as long as the target, in whatever order."
                            : "The targets are met as expected; why fewer tokens are generated in overload has not been"
                                    + " looked into."));
        }
        return QlmSample.table(
                String.format(Locale.ROOT, "W_A at load %.2f (%.2f requests/s): targets met, in %%", load, rate),
                settings.trials(),
                rows);
    }

    private static QlmServer pairs(int count, QlmWorkload workload, double swapSeconds) {
        InstanceGroup pairs = new InstanceGroup(
                count,
                new InstanceGroup.Deployment(
                        "a100-80g",
                        "mistral-7b",
                        2,
                        InstanceRole.MIXED,
                        new InstanceGroup.Turns(List.of("vicuna-13b", "llama-2-70b"), swapSeconds)),
                QlmServer.group(1, "a100-80g", "mistral-7b", 320).limits());
        return new QlmServer(List.of(pairs), workload);
    }

    private Table models(Settings settings, QlmProgress progress, List<String> notes) {
        List<Row> rows = new ArrayList<>();
        double rate = 0;
        for (double seconds : SWAPS_SECONDS) {
            QlmServer server = pairs(2, QlmWorkload.MODELS, seconds);
            // What the two could do if all models were loaded at once.
            double secondsPerRequest = 0;
            for (int model = 0; model < 3; model++) {
                secondsPerRequest += 1 / server.requestsPerSecond(model, QlmWorkload.MODELS) / 3;
            }
            rate = 2 / secondsPerRequest;
            QlmSample edf = sample(server, QlmWorkload.MODELS, rate, EDF, settings, progress);
            QlmSample shepherd = sample(server, QlmWorkload.MODELS, rate, SHEPHERD, settings, progress);
            QlmSample qlm = sample(server, QlmWorkload.MODELS, rate, QLM, settings, progress);
            String swap = String.format(Locale.ROOT, ", %.0f s", seconds);
            if (seconds == SWAP_SECONDS) {
                QlmSample vllm = sample(server, QlmWorkload.MODELS, rate, VLLM, settings, progress);
                QlmSample small = sample(
                        server,
                        QlmWorkload.MODELS,
                        rate,
                        QLM.with("QLM, small groups", "delta", 0.1),
                        settings,
                        progress);
                rows.add(vllm.row(VLLM.title() + swap));
                rows.add(small.row("QLM, δ = 0.1" + swap));
                notes.add(modelVerdict(edf, qlm));
                notes.add(QlmVerdict.of(
                        "8, W_B with δ = 0.1",
                        "more swaps, lower throughput",
                        String.format(
                                Locale.ROOT,
                                "%.1f swaps against %.1f, %.0f tokens/s against %.0f",
                                small.mean(Outcome::modelSwaps),
                                qlm.mean(Outcome::modelSwaps),
                                small.mean(Outcome::tokensPerSecond),
                                qlm.mean(Outcome::tokensPerSecond)),
                        small.mean(Outcome::modelSwaps) > qlm.mean(Outcome::modelSwaps)
                                && small.mean(Outcome::tokensPerSecond) < qlm.mean(Outcome::tokensPerSecond),
                        "The plan puts groups of a model one behind the other whatever their size, as a swap costs it more"
                                + " than lateness."));
            }
            if (seconds == SWAPS_SECONDS[0]) {
                double ratio = qlm.mean(Outcome::tokensPerSecond) / edf.mean(Outcome::tokensPerSecond);
                notes.add(QlmVerdict.of(
                        "7, W_B with swaps of 1 s",
                        "the advantage shrinks to parity",
                        String.format(Locale.ROOT, "QLM has %.2f times the throughput of EDF", ratio),
                        ratio > 0.9 && ratio < 1.5,
                        String.format(
                                Locale.ROOT,
                                "EDF turns to another model after %.0f requests, in the order of their deadlines, and QLM after"
                                        + " %.0f, so that EDF's batches stay small however fast a swap is.",
                                requests / (1 + edf.mean(Outcome::modelSwaps)),
                                requests / (1 + qlm.mean(Outcome::modelSwaps)))));
            }
            rows.add(edf.row(EDF.title() + swap));
            rows.add(shepherd.row(SHEPHERD.title() + swap));
            rows.add(qlm.row(QLM.title() + swap));
        }
        return QlmSample.table(
                String.format(
                        Locale.ROOT,
                        "W_B (%.2f requests/s, what the GPUs could do without swaps), by the time of a swap: targets met, in %%",
                        rate),
                settings.trials(),
                rows);
    }

    private static String modelVerdict(QlmSample edf, QlmSample qlm) {
        double speed = qlm.mean(Outcome::tokensPerSecond) / edf.mean(Outcome::tokensPerSecond);
        double swaps = edf.mean(Outcome::modelSwaps) / Math.max(1, qlm.mean(Outcome::modelSwaps));
        return QlmVerdict.of(
                "6, W_B with swaps of 30 s",
                "throughput of QLM at least 2 times that of EDF, swaps at least 5 times fewer",
                String.format(Locale.ROOT, "%.2f times the throughput, %.1f times fewer swaps", speed, swaps),
                speed >= 2 && swaps >= 5);
    }

    private Table mega(Settings settings, QlmProgress progress, List<String> notes) {
        QlmWorkload workload = QlmWorkload.MEGA;
        QlmServer server = oneGpu(workload);
        double rate = CROWDED * server.requestsPerSecond(0, workload);
        List<Row> rows = new ArrayList<>();
        List<QlmSample> samples = new ArrayList<>();
        for (Contestant contestant : List.of(VLLM, EDF, SHEPHERD, QLM)) {
            samples.add(sample(server, workload, rate, contestant, settings, progress));
            rows.add(samples.get(samples.size() - 1).row(contestant.title()));
        }
        double gap = samples.get(3).attainment(0).mean()
                - samples.get(0).attainment(0).mean();
        notes.add(QlmVerdict.of(
                "9, W_C at load " + CROWDED,
                "QLM above FCFS, by less than on W_A",
                String.format(Locale.ROOT, "interactive %.1f points above", gap),
                gap > 0));
        return QlmSample.table(
                String.format(Locale.ROOT, "W_C at load %.2f: targets met, in %%", CROWDED), settings.trials(), rows);
    }

    /** As many pairs as models, and enough of them for the slowest model, which has a third of the requests. */
    private Table dedicated(Settings settings, QlmProgress progress, List<String> notes) {
        QlmWorkload workload = QlmWorkload.INTERACTIVE_MODELS;
        QlmServer server = pairs(workload.models().size(), workload, SWAP_SECONDS);
        double slowest = Double.POSITIVE_INFINITY;
        for (int model = 0; model < workload.models().size(); model++) {
            slowest = Math.min(slowest, server.requestsPerSecond(model, workload));
        }
        double rate = DEDICATED_LOAD * slowest * workload.models().size();
        List<Row> rows = new ArrayList<>();
        for (Contestant contestant : List.of(VLLM, EDF, SHEPHERD)) {
            rows.add(sample(server, workload, rate, contestant, settings, progress)
                    .row(contestant.title()));
        }
        QlmSample qlm = sample(server, workload, rate, QLM, settings, progress);
        rows.add(qlm.row(QLM.title()));
        double lastSwap = qlm.mean(outcome -> outcome.lastSwapShare());
        notes.add(QlmVerdict.of(
                "12, interactive requests for three models on three pairs, swaps of 30 s",
                "each model gets a pair of its own: 2 swaps at the start, none later",
                String.format(
                        Locale.ROOT,
                        "%.1f swaps, the last after %.1f %% of the run; interactive %s",
                        qlm.mean(Outcome::modelSwaps),
                        100 * lastSwap,
                        QlmSample.words(qlm.attainment(0))),
                qlm.mean(Outcome::modelSwaps) == workload.models().size() - 1 && lastSwap < 0.05,
                "All pairs begin with Mistral-7B, so that the first requests for the other models are late whatever is done;"
                        + " while queues gather behind the swaps, a further swap costs the plan less than their lateness. Once"
                        + " each model has a pair, no swap follows."));
        return QlmSample.table(
                String.format(
                        Locale.ROOT,
                        "Interactive requests for three models on three pairs (%.2f requests/s): targets met, in %%",
                        rate),
                settings.trials(),
                rows);
    }

    private Table mixedGpus(Settings settings, QlmProgress progress, List<String> notes) {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        List<Row> rows = new ArrayList<>();
        double[] gaps = new double[2];
        double[] gapsOfSingle = new double[2];
        double[] speeds = new double[2];
        double[] shares = new double[2];
        for (int mixed = 0; mixed < 2; mixed++) {
            List<InstanceGroup> groups = mixed == 1
                    ? List.of(
                            QlmServer.group(2, "a10", "mistral-7b", HOST_GIB),
                            QlmServer.group(2, "a100-80g", "mistral-7b", HOST_GIB))
                    : List.of(QlmServer.group(4, "a10", "mistral-7b", HOST_GIB));
            QlmServer server = new QlmServer(groups, workload);
            double rate = 0;
            for (int i = 0; i < server.instances().size(); i++) {
                rate += CROWDED * server.requestsPerSecond(i, workload);
            }
            Contestant robin = QLM.with("QLM, by turns", "balancing", 0);
            Contestant single = robin.with("QLM, by turns, groups of one", "delta", SINGLE_REQUESTS);
            QlmSample planned = sample(server, workload, rate, QLM, settings, progress);
            QlmSample byTurns = sample(server, workload, rate, robin, settings, progress);
            QlmSample byRequest = sample(server, workload, rate, single, settings, progress);
            String where = mixed == 1 ? ", 2 A10 and 2 A100" : ", 4 A10";
            rows.add(planned.row(QLM.title() + where));
            rows.add(byTurns.row(robin.title() + where));
            rows.add(byRequest.row(single.title() + where));
            gaps[mixed] = planned.attainment(0).mean() - byTurns.attainment(0).mean();
            gapsOfSingle[mixed] =
                    planned.attainment(0).mean() - byRequest.attainment(0).mean();
            speeds[mixed] = planned.mean(Outcome::tokensPerSecond) / byRequest.mean(Outcome::tokensPerSecond);
            shares[mixed] = 100 * byTurns.mean(Outcome::busiestShare);
        }
        notes.add(QlmVerdict.of(
                "10, half A10, half A100",
                "planned queues beat turns by at least 10 points, by about 0 on equal GPUs",
                String.format(Locale.ROOT, "interactive %.1f points, and %.1f on equal GPUs", gaps[1], gaps[0]),
                gaps[1] >= 10 && Math.abs(gaps[0]) < 5,
                String.format(
                        Locale.ROOT,
                        "What goes by turns are groups, and one that has to wait stays open and draws the requests that follow:"
                                + " %.0f %% of them are served by one of four equal GPUs. With groups of one request the gaps are"
                                + " %.1f points, and %.1f on equal GPUs, since urgent ones come first in every queue and Batch-2 can wait; but"
                                + " planned queues give %.2f times as many tokens/s, and %.2f on equal GPUs.",
                        shares[0],
                        gapsOfSingle[1],
                        gapsOfSingle[0],
                        speeds[1],
                        speeds[0])));
        return QlmSample.table(
                String.format(Locale.ROOT, "GPUs of two kinds, load %.2f: targets met, in %%", CROWDED),
                settings.trials(),
                rows);
    }

    private Table groupSizes(QlmServer server, Settings settings, QlmProgress progress, List<String> notes) {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        double rate = CROWDED * server.requestsPerSecond(0, workload);
        List<Row> rows = new ArrayList<>();
        List<String> means = new ArrayList<>();
        double first = Double.NaN;
        double last = Double.NaN;
        for (double delta : DELTAS) {
            String title = String.format(Locale.ROOT, "QLM, δ = %.0f", delta);
            QlmSample sample = sample(server, workload, rate, QLM.with(title, "delta", delta), settings, progress);
            rows.add(sample.row(title));
            means.add(QlmSample.words(sample.attainment(0)));
            first = Double.isNaN(first) ? sample.attainment(0).mean() : first;
            last = sample.attainment(0).mean();
        }
        notes.add(
                QlmVerdict.of(
                        "11, size of the groups",
                        "flat, then falling",
                        "interactive " + String.join(", ", means) + " for δ of 1, 2, 4, 8, 16",
                        last < first - 1,
                        "A group closes once one of its members is served; one that never holds δ batches before is the same with a larger δ."));
        return QlmSample.table(
                String.format(Locale.ROOT, "Size of the groups, W_A at load %.2f: targets met, in %%", CROWDED),
                settings.trials(),
                rows);
    }
}
