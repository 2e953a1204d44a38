package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Whether the recordings of a comparison fit into memory: estimated beforehand from those of the first requests, and looked after
 * while they are made, as a trace may be worse behind its beginning.
 */
final class RecordingMemory {
    /** From the recordings of so many requests those of all are estimated. */
    static final int PILOT_REQUESTS = 2_000;

    /** Up to so many requests, times policies, nothing is estimated: they take tens of megabytes. */
    private static final int CERTAIN = 100_000;
    /** What growing arrays and the figures and pictures of a run add to the columns of its log. */
    private static final double BESIDE_COLUMNS = 2;
    /** The share of the memory that recordings may take. */
    private static final double USABLE = 0.8;
    /** So much of it may be in use, or the runs are broken off. */
    private static final double FULL = 0.9;

    private static final long CLEAN_AGAIN_NANOS = 5_000_000_000L;
    private static final double GIB = 1L << 30;

    private final LongSupplier usedBytes;
    private final Runnable cleaning;
    private final long mostBytes;
    private long cleanedNanos = Long.MIN_VALUE;
    private volatile boolean full;

    /**
     * A memory.
     *
     * @param mostBytes how large it is
     * @param usedBytes how much of it is in use, with what is no longer needed
     * @param cleaning gives back what is no longer needed
     */
    RecordingMemory(long mostBytes, LongSupplier usedBytes, Runnable cleaning) {
        this.mostBytes = mostBytes;
        this.usedBytes = usedBytes;
        this.cleaning = cleaning;
    }

    /** Java's own. */
    static RecordingMemory ofJava() {
        Runtime java = Runtime.getRuntime();
        return new RecordingMemory(java.maxMemory(), () -> java.totalMemory() - java.freeMemory(), System::gc);
    }

    /** About how much memory the recordings of a comparison take, in bytes. */
    static long bytesOf(Comparison comparison) {
        return comparison.lanes().stream()
                .mapToLong(lane -> lane.log().approximateBytes())
                .sum();
    }

    /** Whether a comparison is so large that its memory must be estimated. */
    static boolean isDoubtful(int requests, int policies) {
        return requests > PILOT_REQUESTS && (long) requests * policies > CERTAIN;
    }

    /**
     * Refuses a comparison that would not fit.
     *
     * @param trace all its requests
     * @param pilot the same comparison of its first requests
     * @throws TraceTooLargeException if it would not
     */
    void require(Trace trace, Comparison pilot) throws TraceTooLargeException {
        double each = bytesOf(pilot) * BESIDE_COLUMNS / pilot.trace().size();
        double needed = each * trace.size();
        if (needed > room()) {
            cleaning.run();
        }
        double room = room();
        if (needed > room) {
            throw tooLarge(
                    trace,
                    String.format(
                            Locale.ROOT,
                            "to record how %s serve%s them takes about %s GiB of memory, and recordings may take %s GiB here",
                            policies(pilot.lanes().size()),
                            pilot.lanes().size() == 1 ? "s" : "",
                            tenths(needed, RoundingMode.CEILING),
                            tenths(Math.max(0, room), RoundingMode.FLOOR)),
                    room / each,
                    needed / USABLE + usedBytes.getAsLong());
        }
    }

    /** The sentence for a comparison that has filled the memory against expectation. */
    TraceTooLargeException filled(Trace trace, int policies) {
        return tooLarge(
                trace,
                String.format(
                        Locale.ROOT,
                        "the recordings of %s have filled the %.1f GiB of memory",
                        policies(policies),
                        mostBytes / GIB),
                trace.size() / 4.0,
                2.0 * mostBytes);
    }

    /** Gibibytes with one decimal; rounded apart, so that what does not fit never looks as if it did. */
    private static String tenths(double bytes, RoundingMode rounding) {
        return new BigDecimal(bytes / GIB).setScale(1, rounding).toPlainString();
    }

    /**
     * The sentence.
     *
     * @param why what is wrong with its size
     * @param fitting about how many of its requests would do
     * @param enoughBytes how large the memory would have to be
     */
    private static TraceTooLargeException tooLarge(Trace trace, String why, double fitting, double enoughBytes) {
        int rounded = rounded(Math.min(fitting, trace.size() / 2.0));
        return new TraceTooLargeException(
                String.format(
                        Locale.ROOT,
                        "%s is too large to be simulated as it is: it has %,d requests, and %s. Cut it on the page Workload, take"
                                + " its first %,d, compare fewer policies, or give Java more memory, for instance with"
                                + " TOKENYARD_JAVA_OPTIONS=-Xmx%dg.",
                        trace.name(),
                        trace.size(),
                        why,
                        rounded,
                        (long) Math.ceil(enoughBytes / GIB)),
                trace,
                rounded);
    }

    /** Two digits, downwards, but some thousand requests at least. */
    private static int rounded(double requests) {
        double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, requests))) - 1));
        return (int) Math.max(PILOT_REQUESTS, Math.floor(requests / step) * step);
    }

    private double room() {
        return USABLE * (mostBytes - usedBytes.getAsLong());
    }

    /** Whether the memory is full, which is asked by all runs of a comparison. Once it is, it stays so. */
    boolean isFull() {
        if (!full && usedBytes.getAsLong() > FULL * mostBytes) {
            look();
        }
        return full;
    }

    private synchronized void look() {
        long now = System.nanoTime();
        if (!full && (cleanedNanos == Long.MIN_VALUE || now - cleanedNanos > CLEAN_AGAIN_NANOS)) {
            cleaning.run();
            cleanedNanos = System.nanoTime();
            full = usedBytes.getAsLong() > USABLE * mostBytes;
        }
    }

    private static String policies(int count) {
        return count == 1 ? "one policy" : count + " policies";
    }
}
