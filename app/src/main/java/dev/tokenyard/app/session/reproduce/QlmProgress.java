package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.QlmServer.Outcome;
import java.util.Locale;

/** Counts the runs, and what was broken in those of QLM. */
final class QlmProgress {
    private final Experiment.Watch watch;
    private final int total;
    private int done;
    private int requests;
    private int notOnce;
    private int overtakings;
    private int migrations;

    QlmProgress(Experiment.Watch watch, int total) {
        this.watch = watch;
        this.total = total;
    }

    void step() {
        watch.done(Math.min(1, (double) ++done / total));
    }

    void count(Outcome outcome) {
        requests += outcome.log().trace().size();
        notOnce += outcome.broken().notOnce();
        overtakings += outcome.broken().overtakings();
        migrations += outcome.broken().migrations();
    }

    String rulesVerdict() {
        return QlmVerdict.of(
                        "14, rules in all runs above",
                        "every request served once or reported, first come, first served inside a group, and no group that has"
                                + " begun goes on elsewhere",
                        String.format(
                                Locale.ROOT,
                                "of %,d requests %d not served once, %d before an earlier one of their group, %d elsewhere than"
                                        + " where it began",
                                requests,
                                notOnce,
                                overtakings,
                                migrations),
                        notOnce + overtakings + migrations == 0)
                + " That KV and host bytes are conserved is held by the property tests.";
    }
}
