package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well the RWT estimator foretells the wait behind a backlog, nμ/Θ: for requests like those that it was measured with, and
 * for outputs more than five deviations above their mean.
 */
final class QlmWaits {
    private static final int[] BACKLOGS = {10, 30, 100, 300, 1_000, 3_500};
    private static final int FEWEST_FOR_FIT = 100;

    private final int mostRequests;

    QlmWaits(int mostRequests) {
        this.mostRequests = mostRequests;
    }

    Table table(Settings settings, List<String> notes) {
        QlmWorkload workload = QlmWorkload.ONE_MODEL;
        QlmServer server = new QlmServer(List.of(QlmServer.group(1, "a10", "mistral-7b", 0)), workload);
        ServiceProfile profile = server.profile(0, 0);
        double secondsPerRequest = profile.meanOutputTokens() / profile.tokensPerSecond();
        int tail = (int) (profile.meanOutputTokens() + 5 * profile.deviationTokens());
        List<Row> rows = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        List<Double> actual = new ArrayList<>();
        double tailRatio = 0;
        List<Double> sizes = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int n : BACKLOGS) {
            if (n > mostRequests) {
                continue;
            }
            double wait = 0;
            double error = 0;
            double tailWait = 0;
            for (int trial = 0; trial < settings.trials(); trial++) {
                Trace trace = workload.trace(n + 1, 1, settings.seedOf(QlmWorkload.DRAWS, trial));
                double one = lastWaitSeconds(server, backlog(trace, 0));
                wait += one / settings.trials();
                // Where nobody waits there is no relative error.
                error += one == 0 ? Double.NaN : Math.abs(n * secondsPerRequest - one) / one / settings.trials();
                tailWait += lastWaitSeconds(server, backlog(trace, tail)) / settings.trials();
                if (n >= FEWEST_FOR_FIT) {
                    predicted.add(n * secondsPerRequest);
                    actual.add(one);
                }
            }
            tailRatio = tailWait / (n * secondsPerRequest);
            double chance = profile.deviationTokens() / profile.meanOutputTokens() / Math.sqrt(n);
            if (n >= FEWEST_FOR_FIT) {
                sizes.add(Math.log(n));
                errors.add(Math.log(error));
            }
            rows.add(new Row(
                    String.format(Locale.ROOT, "%,d requests", n),
                    List.of(n * secondsPerRequest, wait, 100 * error, 100 * chance, tailWait)));
        }
        double fit = slope(predicted, actual) * slope(actual, predicted);
        double power = slope(sizes, errors);
        notes.add(
                QlmVerdict.of(
                        "1, waits behind a backlog",
                        "R² at least 0.95 from 100 requests on, and an error that falls about as 1/√n",
                        String.format(Locale.ROOT, "R² %.4f; the error falls as n to the power %.2f", fit, power),
                        fit >= 0.95 && power > -0.75 && power < -0.25,
                        "Most of it is no chance but a bias that is nearly the same for any backlog: as many requests as the batch holds"
                                + " begin at once and do not wait, so that its share of the wait falls faster than chance does."));
        notes.add(QlmVerdict.of(
                "2, outputs of at least " + tail + " tokens, five deviations above the mean",
                "the wait is foretold too short",
                String.format(Locale.ROOT, "the longest backlog waits %.1f times as long as foretold", tailRatio),
                tailRatio > 1));
        return new Table(
                "Wait behind a backlog, Mistral-7B on an A10, s",
                "backlog",
                List.of("foretold", "measured", "error %", "σ/(μ√n) %", "measured, long outputs"),
                1,
                rows);
    }

    /** The same requests, all at once; their outputs no shorter than so many tokens. */
    private static Trace backlog(Trace trace, int leastOutput) {
        TraceBuilder all = Trace.builder("backlog");
        for (int r = 0; r < trace.size(); r++) {
            int output = Math.max(trace.outputTokens(r), leastOutput);
            all.add(0, trace.promptTokens(r), output, QlmWorkload.CLASSES.get(0).name());
        }
        return all.build();
    }

    private static double lastWaitSeconds(QlmServer server, Trace trace) {
        RequestOutcomes outcomes =
                server.run(new Contestant("", "fcfs", Map.of()), trace, 0).log().outcomes();
        return Ticks.toSeconds(outcomes.firstScheduledTick(trace.size() - 1));
    }

    /** Of the straight line that fits best. */
    private static double slope(List<Double> x, List<Double> y) {
        double meanX = x.stream().mapToDouble(v -> v).average().orElse(0);
        double meanY = y.stream().mapToDouble(v -> v).average().orElse(0);
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < x.size(); i++) {
            xy += (x.get(i) - meanX) * (y.get(i) - meanY);
            xx += (x.get(i) - meanX) * (x.get(i) - meanX);
        }
        return xy / xx;
    }
}
