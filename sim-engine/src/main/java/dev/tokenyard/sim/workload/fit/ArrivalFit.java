package dev.tokenyard.sim.workload.fit;

import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Diurnal;
import dev.tokenyard.sim.workload.GapSamples;
import dev.tokenyard.sim.workload.MarkovModulated;
import dev.tokenyard.sim.workload.WindowedArrivals;
import dev.tokenyard.sim.workload.profile.KolmogorovSmirnov;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Arrival processes from recorded arrivals. A swing over the day is taken out first, where the recording shows a whole one; then
 * the kind of gaps whose distribution comes nearest is chosen, a simpler one where another is not clearly nearer.
 */
final class ArrivalFit {
    private static final double DAY_SECONDS = 86_400;
    /** Weaker swings are taken for chance. */
    private static final double LEAST_AMPLITUDE = 0.1;
    /** What a kind of more parameters must gain in distance. */
    private static final double CLEARLY_NEARER = 0.02;

    /** Counts per window that are nearer than this to a process of independent gaps are taken for its own. */
    private static final double UNLIKE_COUNTS = 0.1;

    private static final int MOST_STATES = 6;

    /** Gaps that a kind is compared by. */
    private static final int SAMPLE = 50_000;

    /** Kinds of gaps in a mixture. */
    private static final int MOST_KINDS = 5;

    /** More gaps than these make a mixture no better. */
    private static final int MOST_FITTED = 20_000;

    private static final int ITERATIONS = 200;
    private static final double LEAST_SHARE = 1e-5;
    private static final double LEAST_CV = 0.05;
    private static final double MOST_CV = 20;

    /** Fewer requests do not tell the part of a trace in which they come. */
    private static final int LEAST_OF_PART = 20;
    /** A silence around a part is longer than the longest inside by this factor. */
    private static final double SILENCE_AROUND = 3;
    /** It is no shorter than this share of the trace. */
    private static final double LEAST_SILENCE = 0.02;

    /** Which processes may be chosen. */
    private enum Kinds {
        ALL,
        RENEWAL
    }

    private ArrivalFit() {}

    /**
     * Fits a process whose mean rate is that of the requests over the whole trace. Requests that come in a part of it only are
     * fitted there, with silence around.
     *
     * @param seconds arrivals in seconds from the start of the trace, ascending, at least two and not all the same
     * @param spanSeconds how long the trace is, from its first request of any kind to its last
     * @param cancelled asked now and then
     * @throws CancellationException if {@code cancelled} says so
     */
    static ArrivalProcess fit(double[] seconds, double spanSeconds, BooleanSupplier cancelled) {
        double first = seconds[0];
        double last = seconds[seconds.length - 1];
        if (isPart(seconds, spanSeconds)) {
            return part(seconds, spanSeconds, cancelled);
        }
        // Where requests begin and end the trace, there is one more of them than there are gaps.
        boolean covers = first == 0 && last == spanSeconds;
        double rate = inRange((seconds.length - (covers ? 1 : 0)) / spanSeconds);
        ArrivalProcess steady = overDays(seconds, spanSeconds, cancelled);
        return LengthFit.rounded(steady.meanRatePerSecond()) == rate
                ? steady
                : rounded(steady.timesRate(rate / steady.meanRatePerSecond()));
    }

    /** Whether requests come in a part of the trace only: the silence around them is none of those between them. */
    private static boolean isPart(double[] seconds, double spanSeconds) {
        if (seconds.length < LEAST_OF_PART) {
            return false;
        }
        double longest = 0;
        for (int i = 1; i < seconds.length; i++) {
            longest = Math.max(longest, seconds[i] - seconds[i - 1]);
        }
        double around = Math.max(seconds[0], spanSeconds - seconds[seconds.length - 1]);
        return around > SILENCE_AROUND * longest && around > LEAST_SILENCE * spanSeconds;
    }

    private static WindowedArrivals part(double[] seconds, double spanSeconds, BooleanSupplier cancelled) {
        double first = seconds[0];
        double last = seconds[seconds.length - 1];
        // Half a gap on either side, so that the part is as long as its requests at their rate.
        double half = (last - first) / (seconds.length - 1) / 2;
        double from = Math.max(0, first - half);
        double until = Math.min(spanSeconds, last + half);
        ArrivalProcess.Renewal inside = (ArrivalProcess.Renewal) steady(seconds, Kinds.RENEWAL, cancelled);
        double rate = seconds.length / (until - from);
        List<WindowedArrivals.Window> windows = new ArrayList<>();
        if (from > 0) {
            windows.add(new WindowedArrivals.Window(0, null));
        }
        windows.add(new WindowedArrivals.Window(from, inside.timesRate(rate / inside.meanRatePerSecond())));
        if (until < spanSeconds) {
            windows.add(new WindowedArrivals.Window(until, null));
        }
        return new WindowedArrivals(windows, spanSeconds);
    }

    private static ArrivalProcess overDays(double[] seconds, double span, BooleanSupplier cancelled) {
        if (span < DAY_SECONDS) {
            return bursty(seconds, span, cancelled);
        }
        double cosine = 0;
        double sine = 0;
        // Whole days only, as a part of one would look like a swing.
        double days = Math.floor(span / DAY_SECONDS) * DAY_SECONDS;
        int count = 0;
        while (count < seconds.length && seconds[count] < days) {
            cosine += Math.cos(2 * Math.PI * seconds[count] / DAY_SECONDS);
            sine += Math.sin(2 * Math.PI * seconds[count] / DAY_SECONDS);
            count++;
        }
        double amplitude = Math.min(1, 2 * Math.hypot(cosine, sine) / count);
        if (amplitude < LEAST_AMPLITUDE) {
            return bursty(seconds, span, cancelled);
        }
        double peak = Math.atan2(sine, cosine) / (2 * Math.PI) * DAY_SECONDS;
        double[] clock = new double[seconds.length];
        double reach = amplitude * DAY_SECONDS / (2 * Math.PI);
        for (int i = 0; i < clock.length; i++) {
            clock[i] = seconds[i]
                    + reach
                            * (Math.sin(2 * Math.PI * (seconds[i] - peak) / DAY_SECONDS)
                                    + Math.sin(2 * Math.PI * peak / DAY_SECONDS));
        }
        return new Diurnal(
                bursty(clock, clock[clock.length - 1], cancelled),
                LengthFit.rounded(amplitude),
                DAY_SECONDS,
                Math.rint(peak < 0 ? peak + DAY_SECONDS : peak));
    }

    /**
     * A process of independent gaps, or where so many requests as were recorded in some stretches of time, and so few in others, do
     * not come by chance, one whose rate goes from state to state.
     */
    private static ArrivalProcess bursty(double[] seconds, double span, BooleanSupplier cancelled) {
        ArrivalProcess steady = steady(seconds, Kinds.ALL, cancelled);
        CountTest test = new CountTest(seconds, span);
        if (!test.isPossible()) {
            return steady;
        }
        CountTest.Verdict verdict = test.of(steady);
        if (verdict.distance() < Math.max(UNLIKE_COUNTS, verdict.byChance())) {
            return steady;
        }
        double[] gaps = gaps(seconds);
        Arrays.sort(gaps);
        ArrivalProcess best = steady;
        double least = verdict.distance() + KolmogorovSmirnov.distance(gaps, GapSamples.sorted(steady, SAMPLE));
        for (int states = 2; states <= MOST_STATES; states++) {
            MarkovFit fit = MarkovFit.of(seconds, span, states, cancelled);
            ArrivalProcess.Renewal shape =
                    (ArrivalProcess.Renewal) steady(fit.onClock(seconds), Kinds.RENEWAL, cancelled);
            ArrivalProcess candidate;
            try {
                MarkovModulated modulated = new MarkovModulated(fit.states(), shape);
                candidate = rounded(modulated.timesRate(seconds.length / span / modulated.meanRatePerSecond()));
            } catch (IllegalArgumentException outOfRange) {
                continue;
            }
            double distance = test.of(candidate).distance()
                    + KolmogorovSmirnov.distance(gaps, GapSamples.sorted(candidate, SAMPLE));
            if (distance < least - CLEARLY_NEARER) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** The same with rates of four digits. */
    private static ArrivalProcess rounded(ArrivalProcess process) {
        if (process instanceof MarkovModulated modulated) {
            return new MarkovModulated(
                    modulated.states().stream()
                            .map(state -> new MarkovModulated.State(
                                    LengthFit.rounded(state.ratePerSecond()), state.meanSeconds()))
                            .toList(),
                    modulated.gaps());
        }
        if (process instanceof ArrivalProcess.OnOff bursts) {
            return new ArrivalProcess.OnOff(
                    bursts.meanOnSeconds(), bursts.meanOffSeconds(), LengthFit.rounded(bursts.onRatePerSecond()));
        }
        if (process instanceof Diurnal day) {
            return new Diurnal(rounded(day.base()), day.amplitude(), day.periodSeconds(), day.peakSeconds());
        }
        return process;
    }

    private static double inRange(double rate) {
        return Math.clamp(LengthFit.rounded(rate), 1e-6, 1e6);
    }

    private static double[] gaps(double[] seconds) {
        double[] gaps = new double[seconds.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Math.max(0, seconds[i + 1] - seconds[i]);
        }
        return gaps;
    }

    private static ArrivalProcess steady(double[] seconds, Kinds kinds, BooleanSupplier cancelled) {
        double[] gaps = gaps(seconds);
        double mean = mean(gaps);
        double squares =
                Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum();
        double cv = Math.sqrt(squares / gaps.length) / mean;
        double rate = inRange(1 / mean);
        Arrays.sort(gaps);
        ArrivalProcess best = null;
        double least = Double.POSITIVE_INFINITY;
        for (ArrivalProcess candidate : candidates(gaps, rate, LengthFit.rounded(cv), cancelled)) {
            if (kinds == Kinds.RENEWAL && !(candidate instanceof ArrivalProcess.Renewal)) {
                continue;
            }
            double distance = KolmogorovSmirnov.distance(gaps, GapSamples.sorted(candidate, SAMPLE));
            if (distance < least - CLEARLY_NEARER) {
                least = distance;
                best = candidate;
            }
        }
        return best == null ? new ArrivalProcess.Poisson(rate) : best;
    }

    /** In the order in which they are preferred. */
    private static List<ArrivalProcess> candidates(double[] gaps, double rate, double cv, BooleanSupplier cancelled) {
        List<ArrivalProcess> candidates = new ArrayList<>();
        candidates.add(new ArrivalProcess.Poisson(rate));
        double limited = Math.max(LEAST_CV, Math.min(MOST_CV, cv));
        candidates.add(new ArrivalProcess.Gamma(rate, limited));
        candidates.add(new ArrivalProcess.Weibull(rate, limited));
        if (cv > 1) {
            candidates.add(new ArrivalProcess.HyperExponential(rate, limited));
            double[] thinned = thinned(gaps);
            ArrivalProcess bursts = bursts(mixture(thinned, 2, cancelled));
            if (bursts != null) {
                candidates.add(bursts);
            }
            for (int kinds = 3; kinds <= MOST_KINDS; kinds++) {
                ArrivalProcess.MixedGaps mixed = new ArrivalProcess.MixedGaps(mixture(thinned, kinds, cancelled));
                candidates.add(thinned.length == gaps.length ? mixed : mixed.timesRate(rate * mean(thinned)));
            }
        }
        return candidates;
    }

    /** As many gaps as a mixture needs, evenly from the shortest to the longest. */
    private static double[] thinned(double[] gaps) {
        if (gaps.length <= MOST_FITTED) {
            return gaps;
        }
        double[] thinned = new double[MOST_FITTED];
        for (int i = 0; i < MOST_FITTED; i++) {
            thinned[i] = gaps[(int) ((long) i * (gaps.length - 1) / (MOST_FITTED - 1))];
        }
        return thinned;
    }

    private static double mean(double[] gaps) {
        return Arrays.stream(gaps).average().orElseThrow();
    }

    /**
     * Bursts and silences. The gaps of an interrupted Poisson process are a mixture of two exponential distributions (Kuczura 1973),
     * which is turned back into periods; null where that makes no bursts.
     */
    private static @Nullable ArrivalProcess bursts(List<ArrivalProcess.MixedGaps.Phase> two) {
        if (two.size() != 2) {
            return null;
        }
        double shortRate = 1 / Math.min(two.get(0).meanSeconds(), two.get(1).meanSeconds());
        double longRate = 1 / Math.max(two.get(0).meanSeconds(), two.get(1).meanSeconds());
        double onRate = two.get(0).weight() / two.get(0).meanSeconds()
                + two.get(1).weight() / two.get(1).meanSeconds();
        double toOn = shortRate * longRate / onRate;
        double toOff = shortRate + longRate - onRate - toOn;
        try {
            return new ArrivalProcess.OnOff(
                    LengthFit.rounded(1 / toOff), LengthFit.rounded(1 / toOn), LengthFit.rounded(onRate));
        } catch (IllegalArgumentException outOfRange) {
            return null;
        }
    }

    /**
     * A mixture of exponential distributions by expectation and maximisation, which keeps the mean; kinds that come to nothing are
     * left out.
     */
    private static List<ArrivalProcess.MixedGaps.Phase> mixture(double[] gaps, int kinds, BooleanSupplier cancelled) {
        double[] share = new double[kinds];
        double[] rate = new double[kinds];
        for (int k = 0; k < kinds; k++) {
            // Means from a low quantile to a high one.
            double quantile = gaps[(int) ((k + 0.5) / kinds * (gaps.length - 1))];
            double longest = gaps[gaps.length - 1];
            rate[k] = 1 / Math.max(k == kinds - 1 ? longest / 2 : quantile, 1e-6);
            share[k] = 1.0 / kinds;
        }
        double[] part = new double[kinds];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The fit was cancelled.");
            }
            double[] weight = new double[kinds];
            double[] sum = new double[kinds];
            for (double gap : gaps) {
                double all = 0;
                for (int k = 0; k < kinds; k++) {
                    part[k] = share[k] * rate[k] * Math.exp(-rate[k] * gap);
                    all += part[k];
                }
                for (int k = 0; k < kinds; k++) {
                    double ofKind = all > 0 ? part[k] / all : k == kinds - 1 ? 1 : 0;
                    weight[k] += ofKind;
                    sum[k] += ofKind * gap;
                }
            }
            for (int k = 0; k < kinds; k++) {
                share[k] = weight[k] / gaps.length;
                rate[k] = weight[k] / Math.max(sum[k], 1e-9 * weight[k] + Double.MIN_NORMAL);
            }
        }
        // Kinds that have become the same are one.
        TreeMap<Double, Double> shareByMean = new TreeMap<>();
        for (int k = 0; k < kinds; k++) {
            if (share[k] > LEAST_SHARE) {
                shareByMean.merge(LengthFit.rounded(Math.max(1e-6, 1 / rate[k])), share[k], Double::sum);
            }
        }
        List<ArrivalProcess.MixedGaps.Phase> phases = new ArrayList<>();
        shareByMean.forEach(
                (mean, weight) -> phases.add(new ArrivalProcess.MixedGaps.Phase(LengthFit.rounded(weight), mean)));
        return phases;
    }
}
