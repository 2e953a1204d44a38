package dev.tokenyard.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far a long job is, on the standard error, so that what goes into pipes and files stays clean: on a terminal a line that is
 * written anew and wiped at the end, elsewhere a line now and then. Of jobs that are soon done nothing is said.
 */
final class ProgressLine implements AutoCloseable {
    private static final long TICK_MILLIS = 200;
    private static final long FIRST_ON_TERMINAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter err;
    private final boolean terminal;
    private final Supplier<String> words;
    private final LongSupplier nanoClock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private long dueNanos;
    private String shown = "";

    /**
     * A line for a job that begins now.
     *
     * @param err where to
     * @param words how far the job is; asked on another thread
     */
    ProgressLine(PrintWriter err, Supplier<String> words) {
        this(err, BenchCommand.isTerminal(), words, System::nanoTime);
        ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A line whose time only passes when {@link #tick} is called. */
    ProgressLine(PrintWriter err, boolean terminal, Supplier<String> words, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.words = words;
        this.nanoClock = nanoClock;
        dueNanos = nanoClock.getAsLong() + (terminal ? FIRST_ON_TERMINAL_NANOS : BETWEEN_LINES_NANOS);
    }

    /** Writes what is due. */
    synchronized void tick() {
        if (ticker.isShutdown() || nanoClock.getAsLong() - dueNanos < 0) {
            return;
        }
        String now = words.get();
        if (terminal) {
            // What was longer is written over.
            err.print("\r" + now + " ".repeat(Math.max(0, shown.length() - now.length())));
        } else {
            err.println(now);
            dueNanos = nanoClock.getAsLong() + BETWEEN_LINES_NANOS;
        }
        err.flush();
        shown = now;
    }

    /** Ends it; a line on a terminal is wiped. */
    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        if (terminal && !shown.isEmpty()) {
            err.print("\r" + " ".repeat(shown.length()) + "\r");
            err.flush();
        }
        shown = "";
    }
}
