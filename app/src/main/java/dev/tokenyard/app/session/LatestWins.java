package dev.tokenyard.app.session;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the newest job only. A job that is submitted while another one runs waits for it, taking the place of any that
 * waited before, and asks the running one to stop.
 *
 * <p>A stream of changes faster than the jobs, such as the drag of a slider, would thereby stop every job before its end
 * and nothing would ever be shown. Hence a job is not asked to stop while the receivers have waited longer than {@code
 * patience} for a result: its result comes, and then that of the newest job. Nor is it while jobs take less than that: each
 * comes to its end, and as many results are shown as there is time for. Results always come in the order of submission, so
 * the last one is that of the newest job.
 *
 * <p>A job whose result is at hand waits for none: it comes at once, and nobody hears of the one that runs, which goes on unless it
 * would be asked to stop anyway.
 *
 * @param <T> what a job yields
 */
public final class LatestWins<T> {
    /** How long receivers may wait for some result while newer jobs keep coming, in nanoseconds: a quarter of a second. */
    public static final long PATIENCE_NANOS = 250_000_000L;

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Work that can be stopped.
     *
     * @param <T> what it yields
     */
    public interface Job<T> {
        /**
         * Does the work.
         *
         * @param cancelled asked now and then; once it says true the result is not wanted any more
         */
        T run(BooleanSupplier cancelled) throws Exception;
    }

    /**
     * Work that may have been done before.
     *
     * @param <T> what it yields
     */
    public interface KnownJob<T> extends Job<T> {
        /** The result if it is at hand, null if it takes work; called in the background, maybe beside a job that runs. */
        @Nullable
        T atHand();
    }

    /**
     * Hears of a job's end; at most one method is called, once, through the foreground executor. A job that gave way to a
     * newer one before its end is not heard of, and neither is the failure of a job that is no longer the newest.
     *
     * @param <T> what the job yields
     */
    public interface Receiver<T> {
        /**
         * The job is done.
         *
         * @param result its result
         * @param millis wall-clock time from submission to this call, in milliseconds
         */
        void succeeded(T result, double millis);

        /** The job threw. */
        void failed(Throwable failure);
    }

    private final Executor background;
    private final Executor foreground;
    private final LongSupplier nanoClock;
    private final long patienceNanos;
    private final Object lock = new Object();

    private @Nullable Task running;
    private @Nullable Task waiting;
    /** The last one whose result came before its turn. */
    private @Nullable Task overtaking;

    private volatile long lastShownNanos;
    /** How long the last job took that came to its end; at first nobody knows. */
    private volatile long lastTakenNanos = Long.MAX_VALUE;

    /**
     * Makes a runner.
     *
     * @param background where jobs run, one at a time
     * @param foreground where receivers hear of them
     */
    public LatestWins(Executor background, Executor foreground) {
        this(background, foreground, System::nanoTime, PATIENCE_NANOS);
    }

    /**
     * Makes a runner with a clock of its own.
     *
     * @param nanoClock nanoseconds from any origin
     * @param patienceNanos see the class comment
     */
    public LatestWins(Executor background, Executor foreground, LongSupplier nanoClock, long patienceNanos) {
        this.background = background;
        this.foreground = foreground;
        this.nanoClock = nanoClock;
        this.patienceNanos = patienceNanos;
    }

    /** Runs a job as soon as the one that runs now has ended. */
    public void submit(Job<T> job, Receiver<T> receiver) {
        Task task = new Task(job, receiver, nanoClock.getAsLong());
        boolean first;
        synchronized (lock) {
            first = running == null;
            if (running == null) {
                running = task;
                lastShownNanos = task.submittedNanos;
            } else {
                running.superseded = true;
                waiting = task;
            }
        }
        if (first) {
            background.execute(task);
        } else if (job instanceof KnownJob) {
            background.execute(() -> overtake(task, (KnownJob<T>) job));
        }
    }

    /** Brings a result at once, before that of the job that runs, if it is at hand. */
    private void overtake(Task task, KnownJob<T> job) {
        T result = job.atHand();
        synchronized (lock) {
            if (result == null || waiting != task || running == null) {
                return;
            }
            waiting = null;
            running.unheard = true;
            overtaking = task;
        }
        foreground.execute(() -> task.succeed(result));
    }

    /** Stops the running job and forgets the waiting one; their receivers hear nothing. */
    public void cancel() {
        synchronized (lock) {
            waiting = null;
            if (running != null) {
                running.abandoned = true;
            }
            if (overtaking != null) {
                overtaking.abandoned = true;
            }
        }
    }

    /** Whether no job runs or waits of which somebody will hear. */
    public boolean isIdle() {
        synchronized (lock) {
            return waiting == null && (running == null || running.unheard);
        }
    }

    private @Nullable Task takeNext() {
        synchronized (lock) {
            running = waiting;
            waiting = null;
            return running;
        }
    }

    /** A job on its way. */
    private final class Task implements Runnable {
        private final Job<T> job;
        private final Receiver<T> receiver;
        private final long submittedNanos;
        private volatile boolean superseded;
        private volatile boolean abandoned;
        private volatile boolean unheard;

        Task(Job<T> job, Receiver<T> receiver, long submittedNanos) {
            this.job = job;
            this.receiver = receiver;
            this.submittedNanos = submittedNanos;
        }

        private boolean isCancelled() {
            return abandoned
                    || (superseded
                            && lastTakenNanos >= patienceNanos
                            && nanoClock.getAsLong() - lastShownNanos < patienceNanos);
        }

        @Override
        public void run() {
            Runnable ending = ending();
            Task next = takeNext();
            foreground.execute(ending);
            if (next != null) {
                background.execute(next);
            }
        }

        private Runnable ending() {
            long start = nanoClock.getAsLong();
            try {
                T result = job.run(this::isCancelled);
                lastTakenNanos = nanoClock.getAsLong() - start;
                return () -> succeed(result);
            } catch (Throwable failure) {
                // Whatever it is, such as a stack overflow: without an ending no later job would ever run.
                return () -> fail(failure);
            }
        }

        private void succeed(T result) {
            if (abandoned || unheard) {
                return;
            }
            lastShownNanos = nanoClock.getAsLong();
            receiver.succeeded(result, (lastShownNanos - submittedNanos) / NANOS_PER_MILLI);
        }

        private void fail(Throwable failure) {
            if (!abandoned && !superseded && !unheard) {
                receiver.failed(failure);
            }
        }
    }
}
