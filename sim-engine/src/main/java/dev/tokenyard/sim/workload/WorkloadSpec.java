package dev.tokenyard.sim.workload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
public record WorkloadSpec(
        String name, long seed, int maxRequests, double durationSeconds, List<RequestStream> streams) {
    /** No limit to the number of requests. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** The most requests of a workload. */
    public static final int MAX_REQUESTS = 100_000_000;

    private static final MathContext DIGITS = new MathContext(12);
    private static final double MAX_DURATION_SECONDS = 100 * 86_400;

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
        long blockSizes = streams.stream()
                .map(RequestStream::sessions)
                .filter(Objects::nonNull)
                .mapToInt(Sessions::blockTokens)
                .distinct()
                .count();
        if (blockSizes > 1) {
            throw new IllegalArgumentException("The workload " + name + " has sessions with blocks of " + blockSizes
                    + " sizes; give all of them the same, as a trace has one.");
        }
        double rate = totalRate(streams);
        double expectedRequests = expectedRequests(maxRequests, durationSeconds, rate);
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
    public static WorkloadSpec lasting(double durationSeconds, String name, long seed, List<RequestStream> streams) {
        return new WorkloadSpec(name, seed, UNLIMITED, durationSeconds, streams);
    }

    /** A workload of a given number of requests. */
    public static WorkloadSpec ofRequests(int requests, String name, long seed, List<RequestStream> streams) {
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

    /** About how many requests it has: as many as it is limited to, or as come at the mean rate until it ends. */
    public double expectedRequests() {
        return expectedRequests(maxRequests, durationSeconds, meanRatePerSecond());
    }

    private static double expectedRequests(int maxRequests, double durationSeconds, double rate) {
        return Math.min(maxRequests, durationSeconds * rate);
    }

    /**
     * The same workload at another total rate, each stream keeping its share. So streams can be written with shares in
     * place of rates, and be given the rate afterwards.
     *
     * @param ratePerSecond the new total mean rate in requests per second, positive
     */
    public WorkloadSpec withMeanRate(double ratePerSecond) {
        return withExtentAndRate(maxRequests, durationSeconds, ratePerSecond);
    }

    /**
     * The same streams at another total rate in a workload of another extent, which is checked at that rate.
     *
     * @param requests the most requests
     * @param seconds the length of the trace in seconds
     * @param ratePerSecond the new total mean rate in requests per second, positive
     */
    public WorkloadSpec withExtentAndRate(int requests, double seconds, double ratePerSecond) {
        double factor = ratePerSecond / meanRatePerSecond();
        List<RequestStream> scaled = streams.stream()
                .map(stream -> stream.withArrivals(stream.arrivals().timesRate(factor)))
                .toList();
        return new WorkloadSpec(name, seed, requests, seconds, scaled);
    }

    /**
     * The same workload with more or fewer requests in about the same time.
     *
     * @param times so many times the rate and the requests; positive
     * @throws IllegalArgumentException with a sentence for the user if that makes too many requests
     */
    public WorkloadSpec times(double times) {
        if (!(times > 0) || Double.isInfinite(times)) {
            throw new IllegalArgumentException("The workload " + name + " cannot have " + times
                    + " times its requests; give a positive number such as 2.");
        }
        if (times == 1) {
            return this;
        }
        double requests = Math.rint(maxRequests * times);
        if (maxRequests != UNLIMITED && requests > MAX_REQUESTS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "At %s times its rate the workload %s would have %,.0f requests; give a smaller number, for at most"
                            + " 100,000,000.",
                    number(times),
                    name,
                    requests));
        }
        int most = maxRequests == UNLIMITED ? UNLIMITED : (int) Math.max(1, requests);
        return new WorkloadSpec(name, seed, most, durationSeconds, streams).withMeanRate(meanRatePerSecond() * times);
    }

    /** The recipe in one line, complete: the trace can be made again from it. */
    public String recipe() {
        String extent = (Double.isInfinite(durationSeconds) ? "" : " duration=" + number(durationSeconds) + "s")
                + (maxRequests == UNLIMITED ? "" : " requests=" + maxRequests);
        return name + " seed=" + seed + extent + "; "
                + streams.stream().map(RequestStream::text).collect(Collectors.joining("; "));
    }

    private static double totalRate(List<RequestStream> streams) {
        return streams.stream().mapToDouble(RequestStream::meanRatePerSecond).sum();
    }

    /** A number without needless decimals, as 2 or 0.75, and without the last digits, which calculations leave behind. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(new BigDecimal(value).round(DIGITS).doubleValue());
    }
}
