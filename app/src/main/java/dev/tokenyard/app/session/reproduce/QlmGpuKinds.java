package dev.tokenyard.app.session.reproduce;

import static dev.tokenyard.app.session.reproduce.QlmTrials.CROWDED;
import static dev.tokenyard.app.session.reproduce.QlmTrials.HOST_GIB;
import static dev.tokenyard.app.session.reproduce.QlmTrials.QLM;

import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One model on GPUs of one and of two kinds: row 10. */
final class QlmGpuKinds {
    /** δ·B̄ below 2: groups of one request. */
    private static final double SINGLE_REQUESTS = 0.01;

    private final QlmTrials trials;
    private final List<String> notes;

    QlmGpuKinds(QlmTrials trials, List<String> notes) {
        this.trials = trials;
        this.notes = notes;
    }

    /** Runs in all, for the progress. */
    static int runs() {
        return 6;
    }

    Table table() {
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
            QlmSample planned = trials.sample(server, workload, rate, QLM);
            QlmSample byTurns = trials.sample(server, workload, rate, robin);
            QlmSample byRequest = trials.sample(server, workload, rate, single);
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
        return trials.table(String.format(Locale.ROOT, "GPUs of two kinds, load %.2f", CROWDED), rows);
    }
}
