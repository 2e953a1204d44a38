package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.sim.engine.InstanceSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The least α with which the α-protection that clears the whole batch gets through the conversations: below it, who is
 * cleared fills the memory to the same point again, and only the guard of the policy ends that.
 */
final class LeastProtection {
    /** Of arXiv 2502.07115, by rate, the high one first. */
    private static final double[] PUBLISHED = {0.21, 0.24};

    /** Further down a run that goes round in circles evicts a hundred million times. */
    private static final int LEAST_PERCENT = 5;

    private static final int MOST_PERCENT = 30;

    /** Values of α that are tried at most. */
    static final int MOST_STEPS = MOST_PERCENT - LEAST_PERCENT + 1;

    private LeastProtection() {}

    static Table table(int requests, Settings settings, Progress progress) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < McSfConversations.RATES.length; r++) {
            double rate = McSfConversations.RATES[r];
            List<Double> figures = new ArrayList<>(List.of(PUBLISHED[r]));
            for (ConversationRounds rounds : ConversationRounds.values()) {
                InstanceSetup worker = rounds.worker(McSfConversations.isHigh(rate));
                figures.add(leastAlpha(requests, rate, worker, settings, progress));
            }
            rows.add(new Row(String.format(Locale.ROOT, "%.0f requests/s", rate), figures));
        }
        return new Table(
                String.format(
                        Locale.ROOT,
                        "Least α of α-greedy, from %.2f to %.2f, down to which no draw ends in a livelock",
                        LEAST_PERCENT / 100.0,
                        MOST_PERCENT / 100.0),
                "rate",
                List.of("published", "plain rounds", "roofline"),
                2,
                rows);
    }

    /** NaN if even the largest α is too small. */
    private static double leastAlpha(
            int requests, double rate, InstanceSetup worker, Settings settings, Progress progress) {
        double least = Double.NaN;
        double left = (double) MOST_STEPS * settings.trials() * requests;
        for (int percent = MOST_PERCENT; percent >= LEAST_PERCENT; percent--) {
            double alpha = percent / 100.0;
            for (int trial = 0; trial < settings.trials(); trial++) {
                long seed = settings.seedOf(ConversationStandIn.DRAWS, trial);
                var run = Contestant.greedy(alpha)
                        .run(
                                ConversationStandIn.trace(requests, rate, seed),
                                "oracle",
                                worker,
                                seed,
                                progress::isCancelled);
                progress.step(requests);
                left -= requests;
                if (run.info().totals().guards() > 0) {
                    progress.step(left);
                    return least;
                }
            }
            least = alpha;
        }
        return least;
    }
}
