package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.metrics.RunWarning.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds where a run leaves the ground on which its figures stand: a pure fold over its log. */
public final class RunWarnings {
    private static final double MOST = 0.5;
    private static final double PERCENT = 100;

    private RunWarnings() {}

    /** The warnings about a run, in the order of {@link RunWarning.Kind}; none if all is well. */
    public static List<RunWarning> of(RunLog log) {
        return of(log, Window.WHOLE);
    }

    /**
     * The warnings about figures of a part of a run's time: of its requests where they are about requests, else of the run, and
     * then they say so.
     *
     * @throws IllegalStateException if the run was made without a log and the window is not all of time
     */
    public static List<RunWarning> of(RunLog log, Window window) {
        int requests = 0;
        for (int r = 0; r < log.trace().size(); r++) {
            requests += window.counts(log, r) ? 1 : 0;
        }
        return of(log, window, requests, WindowTotals.of(log, window));
    }

    /**
     * The same where the counts are known already.
     *
     * @param requests requests that arrived in the window
     * @param counts the counts of the window
     */
    static List<RunWarning> of(RunLog log, Window window, int requests, RunTotals counts) {
        List<RunWarning> warnings = new ArrayList<>();
        pastSaturation(Saturation.of(log), warnings);
        unserved(log, window, requests, counts, warnings);
        outsideGrid(log.info().totals(), warnings);
        predictions(log, warnings);
        guard(log.info().totals(), warnings);
        return warnings.stream()
                .map(warning -> new RunWarning(
                        warning.kind(), warning.sentence() + warning.kind().scope(window), warning.figures()))
                .toList();
    }

    private static void pastSaturation(Saturation queue, List<RunWarning> warnings) {
        if (!queue.isPast()) {
            return;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("arrivals_per_s", queue.arrivalsPerSecond());
        figures.put("admissions_per_s", queue.admissionsPerSecond());
        figures.put("waiting_at_last_arrival", (double) queue.waitingAtEnd());
        figures.put("growing_blocks", (double) queue.growingBlocks());
        figures.put("t", queue.tStatistic());
        warnings.add(new RunWarning(
                Kind.PAST_SATURATION,
                String.format(
                        Locale.ROOT,
                        "Past saturation: %s requests/s arrived%s and %s were admitted, so the queue kept growing, to %,d at the"
                                + " last arrival; latencies would be larger still in a longer trace.",
                        rate(queue.arrivalsPerSecond()),
                        queue.refused() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, " (%,d of the requests were refused at once)", queue.refused()),
                        rate(queue.admissionsPerSecond()),
                        queue.waitingAtEnd()),
                figures));
    }

    /** Three significant digits, without an exponent. */
    private static String rate(double perSecond) {
        return new BigDecimal(perSecond).round(new MathContext(3)).toPlainString();
    }

    private static void unserved(RunLog log, Window window, int requests, RunTotals totals, List<RunWarning> warnings) {
        int unfinished = requests - totals.completed() - totals.refused();
        if (totals.completed() == requests) {
            return;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("requests", (double) requests);
        figures.put("completed", (double) totals.completed());
        figures.put("unfinished", (double) unfinished);
        figures.put("refused", (double) totals.refused());
        figures.put("refused_no_model", (double) totals.refusals().noModel());
        figures.put("refused_too_large", (double) totals.refusals().tooLarge());
        figures.put("refused_too_large_where_routed", (double) totals.refusals().tooLargeThere());
        warnings.add(new RunWarning(
                Kind.CENSORED,
                String.format(
                        Locale.ROOT,
                        "Completed %,d of %,d requests%s (%,d unfinished, %,d refused): the latencies are those of the"
                                + " requests that have them, and the rest count as SLO misses.%s",
                        totals.completed(),
                        requests,
                        inRange(window),
                        unfinished,
                        totals.refused(),
                        RefusalWords.of(log, window, totals.refusals())),
                figures));
        if (totals.refusals().tooLarge() > MOST * requests) {
            warnings.add(kvTooSmall(log, window, requests, totals.refusals().tooLarge()));
        }
    }

    private static String inRange(Window window) {
        return window.isWhole() ? "" : " that arrived in the range";
    }

    private static RunWarning kvTooSmall(RunLog log, Window window, int requests, int refused) {
        long largestTokens = 0;
        for (InstanceInfo instance : log.instances()) {
            largestTokens = Math.max(largestTokens, (long) instance.kvBlocks() * instance.blockTokens());
        }
        return new RunWarning(
                Kind.KV_TOO_SMALL,
                String.format(
                        Locale.ROOT,
                        "The KV cache is too small for this trace: %.0f %% of the requests%s need more than the %,d tokens"
                                + " that an instance can hold and were refused; the figures are those of the short ones.",
                        PERCENT * refused / requests,
                        inRange(window),
                        largestTokens),
                Map.of("refused_share", (double) refused / requests, "kv_tokens", (double) largestTokens));
    }

    private static void outsideGrid(RunTotals totals, List<RunWarning> warnings) {
        if (totals.stepsOutsideGrid() == 0) {
            return;
        }
        double share = (double) totals.stepsOutsideGrid() / totals.steps();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("steps_outside", (double) totals.stepsOutsideGrid());
        figures.put("share", share);
        warnings.add(new RunWarning(
                Kind.OUTSIDE_GRID,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d steps (%.1f %%) lie outside the measured grid of step times; their times are extrapolated.",
                        totals.stepsOutsideGrid(),
                        totals.steps(),
                        PERCENT * share),
                figures));
    }

    private static void guard(RunTotals totals, List<RunWarning> warnings) {
        if (totals.guards() == 0) {
            return;
        }
        warnings.add(new RunWarning(
                Kind.GUARD,
                String.format(
                        Locale.ROOT,
                        "Livelock: evictions threw the same work away over and over without a completion, so %,d times a"
                                + " guard spared the oldest request; the published rule alone would not have come to an end.",
                        totals.guards()),
                Map.of("guards", (double) totals.guards())));
    }

    private static void predictions(RunLog log, List<RunWarning> warnings) {
        if (log.info().predictor().isEmpty() || log.trace().size() == 0) {
            return;
        }
        RequestOutcomes outcomes = log.outcomes();
        int absent = 0;
        for (int r = 0; r < outcomes.size(); r++) {
            absent += outcomes.predictedTokens(r) < 1 ? 1 : 0;
        }
        if (absent == 0) {
            return;
        }
        warnings.add(new RunWarning(
                Kind.NO_PREDICTIONS,
                String.format(
                        Locale.ROOT,
                        "The predictor %s gave no length for %,d of %,d requests, and the policy counts on them.",
                        log.info().predictor(),
                        absent,
                        outcomes.size()),
                Map.of("absent", (double) absent)));
    }
}
