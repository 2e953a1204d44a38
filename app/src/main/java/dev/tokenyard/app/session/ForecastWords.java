package dev.tokenyard.app.session;

import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunInfo;
import java.util.List;
import java.util.Locale;

/** Forecasts of memory in words, in several forms, the longest first: where one would be cut, a shorter one says less. */
public final class ForecastWords {
    private ForecastWords() {}

    /** What a number of steps is called in a run: rounds in the theory mode. */
    public static String steps(long count, RunInfo run) {
        String unit = run.batching().id().equals(TheoryMode.BATCHING) ? "round" : "step";
        return count(count) + " " + unit + (count == 1 ? "" : "s");
    }

    /** What matters most: the request that is held back and why, otherwise the peak to come. */
    public static List<String> gist(MemoryForecast forecast, RunInfo run) {
        Candidate candidate = forecast.candidate();
        return candidate == null ? peak(forecast, run) : heldBack(candidate, forecast, run);
    }

    /** For instance {@code #127 would reach 2,140 of 1,980 tokens in 34 steps}. */
    public static List<String> heldBack(Candidate candidate, MemoryForecast forecast, RunInfo run) {
        String name = "#" + candidate.request();
        String reach = count(candidate.peakTokens()) + " of " + count(forecast.plannedTokens());
        String when = " in " + steps(candidate.peakSteps(), run);
        return List.of(
                name + " would reach " + reach + " tokens" + when,
                name + " would reach " + reach + " tok" + when,
                name + ": " + reach + " tok" + when,
                name + ": " + reach + " tok",
                name + ": " + reach,
                name);
    }

    /** For instance {@code peak to come 1,870 of 1,980 tokens in 12 steps}. */
    public static List<String> peak(MemoryForecast forecast, RunInfo run) {
        String planned = count(forecast.plannedTokens());
        if (forecast.residents() == 0) {
            return List.of("all " + planned + " tokens free", "all " + planned + " tok free", "all free");
        }
        String reach = count(forecast.peakTokens()) + " of " + planned;
        String when = " in " + steps(forecast.peakSteps(), run);
        return List.of(
                "peak to come " + reach + " tokens" + when,
                "peak to come " + reach + " tok" + when,
                "to come " + reach + " tok" + when,
                "to come " + reach + " tok",
                "to come " + count(forecast.peakTokens()) + " tok",
                "to come " + count(forecast.peakTokens()));
    }

    /** All of it, in whole sentences. */
    public static String whole(MemoryForecast forecast, String instance, RunInfo run) {
        StringBuilder words =
                new StringBuilder("Memory look-ahead of ").append(instance).append(": ");
        words.append(residents(forecast, run).get(0)).append(", ");
        words.append(peak(forecast, run).get(0)).append('.');
        if (forecast.plannedTokens() < forecast.capacityTokens()) {
            words.append(" Of ").append(count(forecast.capacityTokens())).append(" tokens it leaves ");
            words.append(count(forecast.capacityTokens() - forecast.plannedTokens()))
                    .append(" free.");
        }
        Candidate candidate = forecast.candidate();
        if (candidate != null) {
            words.append(' ').append(heldBack(candidate, forecast, run).get(0));
            if (candidate.exceeds()) {
                words.append(" and exceed them first at the predicted end in ")
                        .append(steps(candidate.firstExcessSteps(), run));
            }
            words.append('.');
        }
        return words.toString();
    }

    /**
     * For instance {@code 38 residents (2 overdue) held 61,870 of 62,304 tokens as this step began}: what is in use while the
     * step runs has room for its tokens as well.
     */
    public static List<String> residents(MemoryForecast forecast, RunInfo run) {
        int residents = forecast.residents();
        if (residents == 0) {
            return List.of("nobody resident");
        }
        String overdue = forecast.overdue() == 0 ? "" : " (" + count(forecast.overdue()) + " overdue)";
        String who = count(residents) + (residents == 1 ? " resident" : " residents") + overdue;
        String unit = steps(1, run).substring(2);
        String hold = who + " held " + count(forecast.tokensAt(0));
        return List.of(
                hold + " of " + count(forecast.capacityTokens()) + " tokens as this " + unit + " began",
                hold + " tokens as this " + unit + " began",
                count(forecast.tokensAt(0)) + " tokens as this " + unit + " began",
                count(forecast.tokensAt(0)) + " tok as it began");
    }

    /** A whole number of tokens, steps or requests. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
