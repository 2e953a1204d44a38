package dev.tokenyard.sim.workload;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The recipe of a synthetic trace: streams of requests that run beside each other. It ends with its duration or with its
 * number of requests, whichever is reached first.
 *
 * @param name the name of the trace
 * @param seed the seed from which every random stream is derived
 * @param maxRequests the most requests, 1 to 100 million, or {@link #UNLIMITED}
 * @param durationSeconds the length of the trace in seconds, up to 100 days, or infinite if {@code maxRequests} is given
 * @param streams the streams, at least one
 */
public record WorkloadSpec(String name, long seed, int maxRequests, double durationSeconds, List<Stream> streams) {
    /** No limit to the number of requests. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int MAX_REQUESTS = 100_000_000;
    private static final double MAX_DURATION_SECONDS = 100 * 86_400;

    /**
     * Requests of one kind.
     *
     * @param className their service class, empty for none
     * @param model the model that they ask for, by its catalogue key; empty where any will do
     * @param arrivals how they arrive
     * @param promptTokens their prompt lengths
     * @param outputTokens their output lengths
     */
    public record Stream(
            String className,
            String model,
            ArrivalProcess arrivals,
            LengthDistribution promptTokens,
            LengthDistribution outputTokens) {
        /** Requests that any model may serve. */
        public Stream(
                String className,
                ArrivalProcess arrivals,
                LengthDistribution promptTokens,
                LengthDistribution outputTokens) {
            this(className, "", arrivals, promptTokens, outputTokens);
        }

        /** Class and model in few words, by which streams of one recipe are told apart; empty for neither. */
        String kind() {
            return model.isEmpty() ? className : className + "@" + model;
        }
    }

    /** Checks that the recipe ends, and at a size that can be held. */
    public WorkloadSpec {
        streams = List.copyOf(streams);
        if (streams.isEmpty()) {
            throw new IllegalArgumentException(
                    "The workload " + name + " has no stream of requests; give at least one.");
        }
        if (maxRequests < 1 || (maxRequests > MAX_REQUESTS && maxRequests != UNLIMITED)) {
            throw new IllegalArgumentException("The workload " + name + " asks for " + maxRequests
                    + " requests; give a number from 1 to 100,000,000.");
        }
        if (!(durationSeconds > 0) || (maxRequests == UNLIMITED && Double.isInfinite(durationSeconds))) {
            throw new IllegalArgumentException("The workload " + name + " lasts " + durationSeconds
                    + " s; give a positive duration, or a number of requests.");
        }
        double rate = totalRate(streams);
        double expectedRequests = Math.min(maxRequests, durationSeconds * rate);
        if (expectedRequests > MAX_REQUESTS) {
            throw new IllegalArgumentException("The workload " + name + " would have about "
                    + Math.round(expectedRequests) + " requests; make it shorter or slower, for at most 100,000,000.");
        }
        if (Math.min(durationSeconds, maxRequests / rate) > MAX_DURATION_SECONDS) {
            throw new IllegalArgumentException("The workload " + name + " would last more than 100 days at "
                    + number(rate) + " requests/s; make it shorter or faster.");
        }
    }

    /** A workload of a given length in seconds. */
    public static WorkloadSpec lasting(double durationSeconds, String name, long seed, List<Stream> streams) {
        return new WorkloadSpec(name, seed, UNLIMITED, durationSeconds, streams);
    }

    /** A workload of a given number of requests. */
    public static WorkloadSpec ofRequests(int requests, String name, long seed, List<Stream> streams) {
        return new WorkloadSpec(name, seed, requests, Double.POSITIVE_INFINITY, streams);
    }

    /** The same workload with other random numbers. */
    public WorkloadSpec withSeed(long newSeed) {
        return new WorkloadSpec(name, newSeed, maxRequests, durationSeconds, streams);
    }

    /** The sum of the streams' mean rates, in requests per second. */
    public double meanRatePerSecond() {
        return totalRate(streams);
    }

    /**
     * The same workload at another total rate, each stream keeping its share. So streams can be written with shares in
     * place of rates, and be given the rate afterwards.
     *
     * @param ratePerSecond the new total mean rate in requests per second, positive
     */
    public WorkloadSpec withMeanRate(double ratePerSecond) {
        double factor = ratePerSecond / meanRatePerSecond();
        List<Stream> scaled = streams.stream()
                .map(stream -> new Stream(
                        stream.className(),
                        stream.model(),
                        stream.arrivals().timesRate(factor),
                        stream.promptTokens(),
                        stream.outputTokens()))
                .toList();
        return new WorkloadSpec(name, seed, maxRequests, durationSeconds, scaled);
    }

    /** The recipe in one line, complete: the trace can be made again from it. */
    public String recipe() {
        String extent = (Double.isInfinite(durationSeconds) ? "" : " duration=" + number(durationSeconds) + "s")
                + (maxRequests == UNLIMITED ? "" : " requests=" + maxRequests);
        return name + " seed=" + seed + extent + "; "
                + streams.stream()
                        .map(stream -> (stream.kind().isEmpty() ? "" : stream.kind() + ": ")
                                + stream.arrivals().text() + " prompt="
                                + stream.promptTokens().text() + " output="
                                + stream.outputTokens().text())
                        .collect(Collectors.joining("; "));
    }

    private static double totalRate(List<Stream> streams) {
        return streams.stream()
                .mapToDouble(stream -> stream.arrivals().meanRatePerSecond())
                .sum();
    }

    /** A number without needless decimals: 2, 0.75. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
