package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Diurnal;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.MarkovModulated;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WindowedArrivals;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was fitted, in the words of people who know the processes but do not want all the numbers. */
public final class FitText {
    private static final int MOST_STREAMS = 5;
    private static final double PERCENT = 100;

    private FitText() {}

    /** A line for each stream of a recipe, the first few of them. */
    public static List<String> lines(WorkloadSpec recipe, RunClock clock) {
        List<String> lines = new ArrayList<>();
        for (RequestStream stream : recipe.streams()) {
            if (lines.size() == MOST_STREAMS) {
                lines.add("and " + TimeText.count(recipe.streams().size() - MOST_STREAMS, "more stream", "more streams")
                        + "; the saved recipe has them all");
                break;
            }
            lines.add(line(stream, clock));
        }
        return lines;
    }

    private static String line(RequestStream stream, RunClock clock) {
        String kind = stream.className() + (stream.model().isEmpty() ? "" : " @ " + stream.model());
        return (kind.isBlank() ? "" : kind.strip() + ": ")
                + arrivals(stream.arrivals(), clock) + "; prompts " + lengths(stream.promptTokens()) + "; outputs "
                + lengths(stream.outputTokens())
                + (stream.correlation() == 0 ? "" : "; correlation " + figure(stream.correlation()))
                + (stream.clients() == null
                        ? ""
                        : "; " + TimeText.count(stream.clients().count(), "client", "clients"));
    }

    /** The arrivals of a stream: {@code gamma gaps of CV 1.80, 1.75 /s}. */
    static String arrivals(ArrivalProcess process, RunClock clock) {
        String rate = figure(process.meanRatePerSecond()) + " /" + clock.per();
        if (process instanceof Diurnal day) {
            return arrivals(day.base(), clock)
                    + String.format(Locale.ROOT, ", swinging by %.0f %% over the day", PERCENT * day.amplitude());
        }
        if (process instanceof WindowedArrivals windows) {
            return windows(windows, clock);
        }
        if (process instanceof MarkovModulated modulated) {
            double least = modulated.states().stream()
                    .mapToDouble(MarkovModulated.State::ratePerSecond)
                    .min()
                    .orElseThrow();
            double most = modulated.states().stream()
                    .mapToDouble(MarkovModulated.State::ratePerSecond)
                    .max()
                    .orElseThrow();
            return "a Markov-modulated rate of " + modulated.states().size() + " states from " + figure(least) + " to "
                    + figure(most) + " /" + clock.per();
        }
        if (process instanceof ArrivalProcess.OnOff bursts) {
            return "bursts of " + clock.duration(bursts.meanOnSeconds()) + " at "
                    + figure(bursts.onRatePerSecond()) + " /" + clock.per() + ", silences of "
                    + clock.duration(bursts.meanOffSeconds());
        }
        if (process instanceof ArrivalProcess.Gamma gamma) {
            return "gamma gaps of CV " + figure(gamma.cv()) + ", " + rate;
        }
        if (process instanceof ArrivalProcess.Weibull weibull) {
            return "Weibull gaps of CV " + figure(weibull.cv()) + ", " + rate;
        }
        if (process instanceof ArrivalProcess.HyperExponential hyper) {
            return "hyperexponential gaps of CV " + figure(hyper.cv()) + ", " + rate;
        }
        if (process instanceof ArrivalProcess.MixedGaps mixed) {
            return "gaps of " + mixed.phases().size() + " exponential kinds, " + rate;
        }
        return process instanceof ArrivalProcess.Poisson ? "Poisson, " + rate : process.text();
    }

    private static String windows(WindowedArrivals process, RunClock clock) {
        List<WindowedArrivals.Window> windows = process.windows();
        List<String> busy = new ArrayList<>();
        for (int w = 0; w < windows.size(); w++) {
            ArrivalProcess.Renewal inside = windows.get(w).arrivals();
            if (inside != null) {
                double until = w + 1 < windows.size() ? windows.get(w + 1).fromSeconds() : process.endSeconds();
                busy.add(arrivals(inside, clock) + ", only from "
                        + clock.duration(windows.get(w).fromSeconds()) + " to " + clock.duration(until));
            }
        }
        return busy.size() == 1
                ? busy.get(0)
                : "a rate for each of " + windows.size() + " windows, " + figure(process.meanRatePerSecond()) + " /"
                        + clock.per();
    }

    /** Lengths: {@code 3 log-normal kinds + 2 spikes}. */
    static String lengths(Lengths lengths) {
        if (lengths instanceof Lengths.Histogram counted) {
            return "as counted, " + TimeText.count(counted.bins().size(), "length", "lengths");
        }
        if (lengths instanceof Lengths.Fixed fixed) {
            return "always " + TimeText.count(fixed.tokens());
        }
        if (!(lengths instanceof Lengths.Mixture)) {
            return "of 1 log-normal kind";
        }
        List<Lengths.Mixture.Part> parts = ((Lengths.Mixture) lengths).parts();
        int spikes = (int) parts.stream()
                .filter(part -> part.lengths() instanceof Lengths.Fixed)
                .count();
        int kinds = parts.size() - spikes;
        List<String> words = new ArrayList<>();
        if (kinds > 0) {
            words.add(TimeText.count(kinds, "log-normal kind", "log-normal kinds"));
        }
        if (spikes > 0) {
            words.add(TimeText.count(spikes, "spike", "spikes"));
        }
        return "of " + String.join(" + ", words);
    }

    private static String figure(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 0.0995 ? "%.4f" : "%,.2f", value);
    }
}
