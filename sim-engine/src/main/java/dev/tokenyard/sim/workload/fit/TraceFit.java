package dev.tokenyard.sim.workload.fit;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.workload.ArrivalProcess;
import dev.tokenyard.sim.workload.Clients;
import dev.tokenyard.sim.workload.Lengths;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WindowedArrivals;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of a recorded trace: a stream for each class and model that it names, with arrivals, lengths, their correlation and
 * clients fitted. Sessions and common prefixes are not: what is drawn from the recipe stands alone.
 */
public final class TraceFit {
    private static final double MOST_CORRELATION = 0.99;
    /** Requests with more than this share of the most tokens are near a limit. */
    private static final double NEAR_CONTEXT = 0.97;

    /** With room for the rates of classes that are few. */
    private static final double SLOWEST_GAP_SECONDS = 9e5;

    private static final double FASTEST_GAP_SECONDS = 0.999e-6;
    /** The share of the outputs that are short beside a context. */
    private static final double SHORT_OUTPUTS = 0.75;

    private static final int LEAST_NEAR = 20;
    private static final double SHARE_NEAR = 0.005;
    private static final double SHARE_BEYOND = 0.005;

    private TraceFit() {}

    /** How lengths are told. */
    public enum LengthKind {
        /** Log-normal mixtures and spikes: few numbers, which say what a trace is like. */
        PARAMETRIC,
        /** As they were counted: nearest to the trace. */
        COUNTED
    }

    /**
     * Fits a recipe of as many requests as the trace has; of its length, where a class comes in a part of the trace only.
     *
     * @param trace a trace of at least two requests at different times
     * @param kind how lengths are told
     * @param seed the seed of the recipe
     * @throws IllegalArgumentException with a sentence for the user if the trace has no two requests at different times
     */
    public static WorkloadSpec of(Trace trace, LengthKind kind, long seed) {
        return of(trace, kind, seed, () -> false);
    }

    /**
     * The same, which can be stopped: a fit of 100,000 requests takes seconds.
     *
     * @param cancelled asked now and then
     * @throws CancellationException if {@code cancelled} says so
     */
    public static WorkloadSpec of(Trace trace, LengthKind kind, long seed, BooleanSupplier cancelled) {
        if (trace.size() < 2 || trace.arrivalTick(0) == trace.lastArrivalTick()) {
            throw new IllegalArgumentException("The trace " + trace.name()
                    + " has no two requests at different times, so that nothing can be said of its arrivals; give them"
                    + " times, or take another trace.");
        }
        requireRates(trace);
        double spanSeconds = Ticks.toSeconds(trace.lastArrivalTick() - trace.arrivalTick(0));
        Map<Long, List<Integer>> kinds = new LinkedHashMap<>();
        for (int r = 0; r < trace.size(); r++) {
            long key = (trace.classIndex(r) + 1L) << Integer.SIZE | (trace.modelIndex(r) + 1);
            kinds.computeIfAbsent(key, ignored -> new ArrayList<>()).add(r);
        }
        List<RequestStream> streams = new ArrayList<>();
        for (List<Integer> requests : kinds.values()) {
            streams.add(stream(trace, requests.stream().mapToInt(r -> r).toArray(), kind, spanSeconds, cancelled));
        }
        String name = trace.name() + " (fit)";
        // Requests of a part of the trace have their time in it, so that the recipe lasts as long and not as many
        // requests.
        return streams.stream().anyMatch(stream -> stream.arrivals() instanceof WindowedArrivals)
                ? WorkloadSpec.lasting(spanSeconds, name, seed, streams)
                : WorkloadSpec.ofRequests(trace.size(), name, seed, streams);
    }

    /** A recipe tells rates within wide limits, which a trace in wrong units of time exceeds. */
    private static void requireRates(Trace trace) {
        double gapSeconds = Ticks.toSeconds(trace.lastArrivalTick() - trace.arrivalTick(0)) / (trace.size() - 1);
        if (gapSeconds > SLOWEST_GAP_SECONDS || gapSeconds < FASTEST_GAP_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The requests of %s arrive every %.3g s on average, and a recipe tells rates from 0.000001 to 1,000,000 a"
                            + " second; change the rate of the trace first, or look whether its times are in another unit.",
                    trace.name(),
                    gapSeconds));
        }
    }

    private static RequestStream stream(
            Trace trace, int[] requests, LengthKind kind, double spanSeconds, BooleanSupplier cancelled) {
        int[] prompts = Arrays.stream(requests).map(trace::promptTokens).toArray();
        int[] outputs = Arrays.stream(requests).map(trace::outputTokens).toArray();
        int context = context(prompts, outputs);
        // Beside a long output there is room for a short prompt only. What prompts are like by themselves, others tell.
        int[] free = context == RequestStream.UNLIMITED ? all(prompts.length) : besideShortOutputs(outputs);
        int[] freePrompts = Arrays.stream(free).map(i -> prompts[i]).toArray();
        int[] freeOutputs = Arrays.stream(free).map(i -> outputs[i]).toArray();
        int first = requests[0];
        return new RequestStream(
                trace.classIndex(first) < 0 ? "" : trace.classNames().get(trace.classIndex(first)),
                trace.modelIndex(first) < 0 ? "" : trace.modelNames().get(trace.modelIndex(first)),
                arrivals(trace, requests, spanSeconds, cancelled),
                lengths(freePrompts, kind),
                lengths(outputs, kind),
                correlation(freePrompts, freeOutputs),
                clients(trace, requests),
                null,
                context);
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static int[] besideShortOutputs(int[] outputs) {
        int[] sorted = outputs.clone();
        Arrays.sort(sorted);
        int longest = sorted[(int) (SHORT_OUTPUTS * (sorted.length - 1))];
        return IntStream.range(0, outputs.length)
                .filter(i -> outputs[i] <= longest)
                .toArray();
    }

    /**
     * The most tokens that prompt and output have together, where that is a limit: where many requests come near it, and some would
     * be beyond it if the two lengths were each drawn alone.
     */
    private static int context(int[] prompts, int[] outputs) {
        int most = 0;
        for (int i = 0; i < prompts.length; i++) {
            most = Math.max(most, prompts[i] + outputs[i]);
        }
        int near = 0;
        int beyond = 0;
        for (int i = 0; i < prompts.length; i++) {
            near += prompts[i] + outputs[i] > NEAR_CONTEXT * most ? 1 : 0;
            // Each prompt with the output of another request.
            beyond += prompts[i] + outputs[(int) ((i + 7_919L) % outputs.length)] > most ? 1 : 0;
        }
        return near >= LEAST_NEAR && near >= SHARE_NEAR * prompts.length && beyond >= SHARE_BEYOND * prompts.length
                ? most
                : RequestStream.UNLIMITED;
    }

    private static Lengths lengths(int[] tokens, LengthKind kind) {
        return kind == LengthKind.COUNTED ? LengthFit.counted(tokens) : LengthFit.parametric(tokens);
    }

    private static ArrivalProcess arrivals(Trace trace, int[] requests, double spanSeconds, BooleanSupplier cancelled) {
        long start = trace.arrivalTick(0);
        double[] seconds = Arrays.stream(requests)
                .mapToDouble(r -> Ticks.toSeconds(trace.arrivalTick(r) - start))
                .toArray();
        return seconds[seconds.length - 1] > seconds[0]
                ? ArrivalFit.fit(seconds, spanSeconds, cancelled)
                : new ArrivalProcess.Poisson(Math.max(1e-6, LengthFit.rounded(seconds.length / spanSeconds)));
    }

    /** The correlation of the normal scores of two columns (van der Waerden 1952), which a Gaussian copula gives back. */
    private static double correlation(int[] prompts, int[] outputs) {
        double[] x = scores(prompts);
        double[] y = scores(outputs);
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            products += x[i] * y[i];
            squaresX += x[i] * x[i];
            squaresY += y[i] * y[i];
        }
        double correlation = squaresX * squaresY > 0 ? products / Math.sqrt(squaresX * squaresY) : 0;
        // Less is not told from chance.
        double chance = 2 / Math.sqrt(x.length);
        return Math.abs(correlation) < chance
                ? 0
                : Math.rint(1000 * Math.max(-MOST_CORRELATION, Math.min(MOST_CORRELATION, correlation))) / 1000;
    }

    /** The standard normal deviates of ranks; equal values share the middle one of theirs. */
    private static double[] scores(int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] scores = new double[values.length];
        NormalDistribution normal = NormalDistribution.of(0, 1);
        Map<Integer, Double> ofValue = new LinkedHashMap<>();
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double rank = (from + to + 1) / 2.0;
            ofValue.put(sorted[from], normal.inverseCumulativeProbability(rank / (sorted.length + 1)));
            from = to;
        }
        for (int i = 0; i < values.length; i++) {
            scores[i] = ofValue.getOrDefault(values[i], 0.0);
        }
        return scores;
    }

    /** The clients of a stream, and by how much their shares differ: the skew whose largest share is the largest recorded. */
    private static @Nullable Clients clients(Trace trace, int[] requests) {
        if (trace.names(Label.CLIENT).isEmpty()) {
            return null;
        }
        int[] counts = new int[trace.names(Label.CLIENT).size()];
        int named = 0;
        for (int r : requests) {
            int client = trace.nameIndex(Label.CLIENT, r);
            if (client >= 0) {
                counts[client]++;
                named++;
            }
        }
        int count = (int) Arrays.stream(counts).filter(c -> c > 0).count();
        if (count == 0) {
            return null;
        }
        double largest = (double) Arrays.stream(counts).max().orElseThrow() / named;
        double low = 0;
        double high = 5;
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int k = 1; k <= count; k++) {
                sum += Math.pow(k, -middle);
            }
            if (1 / sum < largest) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Clients("client-", count, Math.rint(1000 * low) / 1000);
    }
}
