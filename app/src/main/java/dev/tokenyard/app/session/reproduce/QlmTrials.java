package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs policies on QLM's workloads, each on requests of the same seeds, and counts the runs. */
final class QlmTrials {
    static final Contestant VLLM = new Contestant("vLLM (FCFS, least loaded)", "fcfs", Map.of());
    static final Contestant EDF = new Contestant("EDF", "edf", Map.of());
    static final Contestant SHEPHERD =
            new Contestant("SHEPHERD", "shepherd", Map.of("max-output", (double) QlmWorkload.LONGEST_OUTPUT));
    static final Contestant QLM = new Contestant("QLM", "qlm", Map.of());
    static final double HOST_GIB = 80;
    /** Just above what a saturated instance completes. */
    static final double CROWDED = 1.05;

    private final int requests;
    private final Settings settings;
    private final QlmProgress progress;

    /**
     * Prepares trials.
     *
     * @param requests how many there are in each run
     */
    QlmTrials(int requests, Settings settings, QlmProgress progress) {
        this.requests = requests;
        this.settings = settings;
        this.progress = progress;
    }

    int requests() {
        return requests;
    }

    QlmSample sample(QlmServer server, QlmWorkload workload, double perSecond, Contestant contestant) {
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

    /** A table of the SLO attainment, with a row for each policy. */
    Table table(String title, List<Row> rows) {
        return QlmSample.table(title + ": SLO attainment, in %", settings.trials(), rows);
    }

    static QlmServer oneGpu(QlmWorkload workload) {
        return new QlmServer(List.of(QlmServer.group(1, "a10", "mistral-7b", HOST_GIB)), workload);
    }
}
