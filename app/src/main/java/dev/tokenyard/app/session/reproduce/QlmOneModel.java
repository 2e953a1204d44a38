package dev.tokenyard.app.session.reproduce;

import static dev.tokenyard.app.session.reproduce.QlmTrials.CROWDED;
import static dev.tokenyard.app.session.reproduce.QlmTrials.EDF;
import static dev.tokenyard.app.session.reproduce.QlmTrials.QLM;
import static dev.tokenyard.app.session.reproduce.QlmTrials.SHEPHERD;
import static dev.tokenyard.app.session.reproduce.QlmTrials.VLLM;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One model on one A10, with requests of all classes: rows 3, 4, 5, 9 and 11. */
final class QlmOneModel {
    static final double[] LOADS = {0.5, 0.9, 1.05, 1.2};
    static final double[] DELTAS = {1, 2, 4, 8, 16};
    private static final List<Contestant> ABLATIONS = List.of(
            QLM.with("QLM without pulling", "pulling", 0),
            QLM.with("QLM without eviction", "eviction", 0),
            QLM.with("QLM without swapping", "swapping", 0),
            QLM.with("QLM without balancing", "balancing", 0));

    private static final ToDoubleFunction<Outcome> INTERACTIVE = outcome -> 100 * outcome.attainment()[0];

    private final QlmTrials trials;
    private final List<String> notes;
    private final QlmServer server = QlmTrials.oneGpu(QlmWorkload.ONE_MODEL);
    /**
     * By how many points more interactive requests meet their objective under QLM than under vLLM at
     * {@link QlmTrials#CROWDED}, seed by seed.
     */
    private double[] crowdedGap = {};

    QlmOneModel(QlmTrials trials, List<String> notes) {
        this.trials = trials;
        this.notes = notes;
    }

    /** Runs in all, for the progress. */
    static int runs() {
        return LOADS.length * (4 + ABLATIONS.size()) + 4 + DELTAS.length;
    }

    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (double load : LOADS) {
            tables.add(oneModel(load));
        }
        tables.add(mega());
        tables.add(groupSizes());
        return tables;
    }

    private Table oneModel(double load) {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        double rate = load * server.requestsPerSecond(0, workload);
        List<Row> rows = new ArrayList<>();
        QlmSample vllm = trials.sample(server, workload, rate, VLLM);
        QlmSample edf = trials.sample(server, workload, rate, EDF);
        QlmSample shepherd = trials.sample(server, workload, rate, SHEPHERD);
        QlmSample qlm = trials.sample(server, workload, rate, QLM);
        rows.add(vllm.row(VLLM.title()));
        rows.add(edf.row(EDF.title()));
        rows.add(shepherd.row(SHEPHERD.title()));
        rows.add(qlm.row(QLM.title()));
        QlmSample byArrival = qlm;
        for (Contestant ablation : ABLATIONS) {
            QlmSample without = trials.sample(server, workload, rate, ablation);
            rows.add(without.row(ablation.title()));
            byArrival = ablation.knobs().containsKey("pulling") ? without : byArrival;
            if (load >= CROWDED && ablation.knobs().containsKey("eviction")) {
                notes.add(evictionVerdict(load, qlm, without));
            }
        }
        if (load == CROWDED) {
            crowdedGap = qlm.aboveBySeed(vllm, INTERACTIVE);
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
            notes.add(loadVerdict(load, vllm, qlm, byArrival));
        }
        return trials.table(String.format(Locale.ROOT, "W_A at load %.2f (%.2f requests/s)", load, rate), rows);
    }

    private static String loadVerdict(double load, QlmSample vllm, QlmSample qlm, QlmSample byArrival) {
        return QlmVerdict.of(
                "4, W_A at load " + load,
                "interactive: QLM at least 90 %, vLLM below 50 %, and no fewer tokens/s",
                String.format(
                        Locale.ROOT,
                        "QLM %s, vLLM %s, %.1f points apart, %s against %s tokens/s",
                        QlmSample.words(qlm.attainment(0)),
                        QlmSample.words(vllm.attainment(0)),
                        qlm.above(vllm, INTERACTIVE).mean(),
                        QlmSample.plain(qlm.of(Outcome::tokensPerSecond)),
                        QlmSample.plain(vllm.of(Outcome::tokensPerSecond))),
                qlm.attainment(0).mean() >= 90
                        && vllm.attainment(0).mean() < 50
                        && qlm.mean(Outcome::tokensPerSecond) >= vllm.mean(Outcome::tokensPerSecond),
                vllm.attainment(0).mean() > 99
                        ? "At this load nobody waits as long as the objective, in whatever order."
                        : String.format(
                                Locale.ROOT,
                                "For want of memory, QLM's evictions throw away or move %.0f thousand computed tokens, vLLM's %.0f"
                                        + " thousand; those of QLM without pulling, which generates %s tokens/s, %.0f thousand.",
                                qlm.mean(Outcome::evictedTokens) / 1000,
                                vllm.mean(Outcome::evictedTokens) / 1000,
                                QlmSample.plain(byArrival.of(Outcome::tokensPerSecond)),
                                byArrival.mean(Outcome::evictedTokens) / 1000));
    }

    private String evictionVerdict(double load, QlmSample qlm, QlmSample without) {
        return QlmVerdict.ofDifferences(
                "5, W_A at load " + load + " without eviction",
                "interactive falls back, by a point at least, batch by less than 5",
                String.format(
                        Locale.ROOT,
                        "interactive %s with it and %s without, Batch-2 %s and %s",
                        QlmSample.words(qlm.attainment(0)),
                        QlmSample.words(without.attainment(0)),
                        QlmSample.words(qlm.attainment(2)),
                        QlmSample.words(without.attainment(2))),
                String.format(
                        Locale.ROOT,
                        "A resident ends every %.2f s, so whoever is first in line hardly waits for one to give way.",
                        1 / server.requestsPerSecond(0, QlmWorkload.ONE_MODEL)),
                new QlmVerdict.Difference(qlm.above(without, INTERACTIVE), 1),
                new QlmVerdict.Difference(without.above(qlm, outcome -> 100 * outcome.attainment()[2]), -5));
    }

    private Table mega() {
        QlmWorkload workload = QlmWorkload.MEGA;
        QlmServer megaServer = QlmTrials.oneGpu(workload);
        double rate = CROWDED * megaServer.requestsPerSecond(0, workload);
        List<Row> rows = new ArrayList<>();
        List<QlmSample> samples = new ArrayList<>();
        for (Contestant contestant : List.of(VLLM, EDF, SHEPHERD, QLM)) {
            samples.add(trials.sample(megaServer, workload, rate, contestant));
            rows.add(samples.get(samples.size() - 1).row(contestant.title()));
        }
        double[] gap = samples.get(3).aboveBySeed(samples.get(0), INTERACTIVE);
        double[] narrower = new double[gap.length];
        Arrays.setAll(narrower, trial -> crowdedGap[trial] - gap[trial]);
        notes.add(QlmVerdict.ofDifferences(
                "9, W_C at load " + CROWDED,
                "QLM above FCFS, by less than on W_A",
                String.format(
                        Locale.ROOT,
                        "interactive %s points above, and %s points on W_A at this load",
                        QlmSample.plain(ConfidenceInterval.of(gap)),
                        QlmSample.plain(ConfidenceInterval.of(crowdedGap))),
                "How long an interactive request waits under FCFS depends on how far a load above 1 has run up the queue.",
                new QlmVerdict.Difference(ConfidenceInterval.of(gap), 0),
                new QlmVerdict.Difference(ConfidenceInterval.of(narrower), 0)));
        return trials.table(String.format(Locale.ROOT, "W_C at load %.2f", CROWDED), rows);
    }

    private Table groupSizes() {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        double rate = CROWDED * server.requestsPerSecond(0, workload);
        List<Row> rows = new ArrayList<>();
        List<String> shares = new ArrayList<>();
        List<String> times = new ArrayList<>();
        List<QlmSample> samples = new ArrayList<>();
        for (double delta : DELTAS) {
            String title = String.format(Locale.ROOT, "QLM, δ = %.0f", delta);
            QlmSample sample = trials.sample(server, workload, rate, QLM.with(title, "delta", delta));
            samples.add(sample);
            rows.add(sample.row(title));
            shares.add(QlmSample.words(sample.attainment(0)));
            times.add(String.format(Locale.ROOT, "%.3f ms", 1000 * sample.mean(Outcome::planSeconds)));
        }
        QlmSample first = samples.get(0);
        QlmSample last = samples.get(samples.size() - 1);
        notes.add(QlmVerdict.of(
                "11, size of the groups",
                "flat, then falling; the decision time falls",
                "interactive " + String.join(", ", shares) + " and " + String.join(", ", times)
                        + " a plan for δ of 1, 2, 4, 8, 16",
                last.attainment(0).mean() < first.attainment(0).mean() - 1
                        && last.mean(Outcome::planSeconds) < first.mean(Outcome::planSeconds),
                "A group closes once one of its members is served; one that never holds δ batches before is the same with a"
                        + " larger δ."));
        return trials.table(String.format(Locale.ROOT, "Size of the groups, W_A at load %.2f", CROWDED), rows);
    }
}
