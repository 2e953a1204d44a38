package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.Refusal.Reason;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Why a run refused requests, in words, with an example of each reason. */
final class RefusalWords {
    private RefusalWords() {}

    /**
     * A sentence with a space before it; empty if nothing was refused.
     *
     * @param window when the requests arrived that it is about
     * @param refusals those of them that were refused
     */
    static String of(RunLog log, Window window, RunTotals.Refusals refusals) {
        if (refusals.total() == 0) {
            return "";
        }
        List<Integer> examples = examples(log, window);
        StringJoiner words = new StringJoiner("; ", " Refused: ", ".");
        add(words, refusals.noModel(), "for a model that no instance serves", example(log, examples, Reason.NO_MODEL));
        add(words, refusals.tooLarge(), "too large for every instance", example(log, examples, Reason.TOO_LARGE));
        add(words, refusals.tooLargeThere(), "too large where sent", example(log, examples, Reason.TOO_LARGE_THERE));
        return words.toString();
    }

    private static void add(StringJoiner words, int count, String how, String example) {
        if (count > 0) {
            words.add(
                    String.format(Locale.ROOT, "%,d %s", count, how) + (example.isEmpty() ? "" : " (" + example + ")"));
        }
    }

    /** The request that lacks the most blocks, for each reason in order; -1 where there is none. */
    private static List<Integer> examples(RunLog log, Window window) {
        List<Integer> worst = new ArrayList<>();
        long[] most = new long[Reason.values().length];
        for (int k = 0; k < most.length; k++) {
            worst.add(-1);
        }
        for (int r = 0; log.isRecorded() && r < log.trace().size(); r++) {
            Refusal refusal = window.counts(log, r) ? Refusal.of(log, r) : null;
            if (refusal == null) {
                continue;
            }
            int k = refusal.reason().ordinal();
            long lacking = (long) refusal.neededBlocks() - refusal.totalBlocks();
            if (worst.get(k) < 0 || lacking > most[k]) {
                worst.set(k, r);
                most[k] = lacking;
            }
        }
        return worst;
    }

    private static String example(RunLog log, List<Integer> examples, Reason reason) {
        int r = examples.get(reason.ordinal());
        Refusal refusal = r < 0 ? null : Refusal.of(log, r);
        if (refusal == null) {
            return "";
        }
        if (reason == Reason.NO_MODEL) {
            return "request " + r + " asks for "
                    + log.trace().modelNames().get(log.trace().modelIndex(r));
        }
        String arithmetic = String.format(
                Locale.ROOT,
                "request %d needs %,d KV blocks, %s has %,d",
                r,
                refusal.neededBlocks(),
                log.instances().get(refusal.instance()).name(),
                refusal.totalBlocks());
        return reason == Reason.TOO_LARGE
                ? arithmetic
                : arithmetic + ", " + log.instances().get(refusal.couldHold()).name() + " could have held it";
    }
}
