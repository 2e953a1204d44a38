package dev.tokenyard.app.session.reproduce;

import static dev.tokenyard.app.session.reproduce.QlmTrials.EDF;
import static dev.tokenyard.app.session.reproduce.QlmTrials.QLM;
import static dev.tokenyard.app.session.reproduce.QlmTrials.SHEPHERD;
import static dev.tokenyard.app.session.reproduce.QlmTrials.VLLM;

import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Three models by turns on pairs of A100s: rows 6, 7, 8 and 12. */
final class QlmManyModels {
    private static final double SWAP_SECONDS = 30;
    private static final double[] SWAPS_SECONDS = {1, 10, 30, 120};
    private static final double DEDICATED_LOAD = 0.7;

    private final QlmTrials trials;
    private final List<String> notes;

    QlmManyModels(QlmTrials trials, List<String> notes) {
        this.trials = trials;
        this.notes = notes;
    }

    /** Runs in all, for the progress. */
    static int runs() {
        return SWAPS_SECONDS.length * 3 + 2 + 4;
    }

    List<Table> tables() {
        return List.of(models(), dedicated());
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

    private Table models() {
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
            QlmSample edf = trials.sample(server, QlmWorkload.MODELS, rate, EDF);
            QlmSample shepherd = trials.sample(server, QlmWorkload.MODELS, rate, SHEPHERD);
            QlmSample qlm = trials.sample(server, QlmWorkload.MODELS, rate, QLM);
            String swap = String.format(Locale.ROOT, ", %.0f s", seconds);
            if (seconds == SWAP_SECONDS) {
                QlmSample vllm = trials.sample(server, QlmWorkload.MODELS, rate, VLLM);
                QlmSample small =
                        trials.sample(server, QlmWorkload.MODELS, rate, QLM.with("QLM, small groups", "delta", 0.1));
                rows.add(vllm.row(VLLM.title() + swap));
                rows.add(small.row("QLM, δ = 0.1" + swap));
                notes.add(modelVerdict(edf, shepherd, qlm));
                notes.add(QlmVerdict.ofDifferences(
                        "8, W_B with δ = 0.1",
                        "more swaps, lower throughput",
                        String.format(
                                Locale.ROOT,
                                "%s swaps against %s, %s tokens/s against %s",
                                QlmSample.plain(small.of(Outcome::modelSwaps)),
                                QlmSample.plain(qlm.of(Outcome::modelSwaps)),
                                QlmSample.plain(small.of(Outcome::tokensPerSecond)),
                                QlmSample.plain(qlm.of(Outcome::tokensPerSecond))),
                        "The plan may put groups of a model one behind the other whatever their size.",
                        new QlmVerdict.Difference(small.above(qlm, Outcome::modelSwaps), 0),
                        new QlmVerdict.Difference(qlm.above(small, Outcome::tokensPerSecond), 0)));
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
                                trials.requests() / (1 + edf.mean(Outcome::modelSwaps)),
                                trials.requests() / (1 + qlm.mean(Outcome::modelSwaps)))));
            }
            rows.add(edf.row(EDF.title() + swap));
            rows.add(shepherd.row(SHEPHERD.title() + swap));
            rows.add(qlm.row(QLM.title() + swap));
        }
        return trials.table(
                String.format(
                        Locale.ROOT,
                        "W_B (%.2f requests/s, what the GPUs could do without swaps), by the time of a swap",
                        rate),
                rows);
    }

    private String modelVerdict(QlmSample edf, QlmSample shepherd, QlmSample qlm) {
        double speed = qlm.mean(Outcome::tokensPerSecond) / edf.mean(Outcome::tokensPerSecond);
        double swaps = edf.mean(Outcome::modelSwaps) / Math.max(1, qlm.mean(Outcome::modelSwaps));
        return QlmVerdict.of(
                        "6, W_B with swaps of 30 s",
                        "throughput of QLM at least 2 times that of EDF, swaps at least 5 times fewer",
                        String.format(Locale.ROOT, "%.2f times the throughput, %.1f times fewer swaps", speed, swaps),
                        speed >= 2 && swaps >= 5)
                + String.format(
                        Locale.ROOT,
                        " EDF as specified is a weak rival: it swaps every %.0f requests, wherever the next deadline is of another"
                                + " model; SHEPHERD, which plans, has %.1f swaps, and QLM %.2f times its throughput.",
                        trials.requests() / (1 + edf.mean(Outcome::modelSwaps)),
                        shepherd.mean(Outcome::modelSwaps),
                        qlm.mean(Outcome::tokensPerSecond) / shepherd.mean(Outcome::tokensPerSecond));
    }

    /** As many pairs as models, and enough of them for the slowest model, which has a third of the requests. */
    private Table dedicated() {
        QlmWorkload workload = QlmWorkload.INTERACTIVE_MODELS;
        QlmServer server = pairs(workload.models().size(), workload, SWAP_SECONDS);
        double slowest = Double.POSITIVE_INFINITY;
        for (int model = 0; model < workload.models().size(); model++) {
            slowest = Math.min(slowest, server.requestsPerSecond(model, workload));
        }
        double rate = DEDICATED_LOAD * slowest * workload.models().size();
        List<Row> rows = new ArrayList<>();
        for (Contestant contestant : List.of(VLLM, EDF, SHEPHERD)) {
            rows.add(trials.sample(server, workload, rate, contestant).row(contestant.title()));
        }
        QlmSample qlm = trials.sample(server, workload, rate, QLM);
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
        return trials.table(
                String.format(
                        Locale.ROOT, "Interactive requests for three models on three pairs (%.2f requests/s)", rate),
                rows);
    }
}
