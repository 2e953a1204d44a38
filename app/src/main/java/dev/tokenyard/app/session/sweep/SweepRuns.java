package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Many runs on all cores, begun in their order and handed over as they come. */
final class SweepRuns {
    private static final long LOOK_MILLIS = 20;
    private static final long IDLE_SECONDS = 5;

    private final SweepCache cache;
    private final ExecutorService cores = cores();

    /**
     * A run to be made.
     *
     * @param series the place of its policy
     * @param value the knob's value
     * @param seedIndex the place of its seed
     * @param scenario what is simulated
     * @param part the part of its time that the figures are of
     * @param recorded whether figures of KV memory are wanted
     */
    record Job(int series, double value, int seedIndex, ScenarioSpec scenario, RunPart part, boolean recorded) {}

    /** Hears of runs, in the thread that asked for them. */
    interface Receiver {
        /** A run was made. */
        void made(Job job, RunMetrics figures);
    }

    private record Done(Job job, RunMetrics figures) {}

    SweepRuns(SweepCache cache) {
        this.cache = cache;
    }

    /** A thread for each core, while there is something to do. */
    private static ExecutorService cores() {
        int count = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "sweep");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Makes runs.
     *
     * @param cancelled asked now and then
     * @throws ScenarioException if one of them cannot be made; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    void run(List<Job> jobs, BooleanSupplier cancelled, Receiver receiver) throws ScenarioException {
        AtomicBoolean over = new AtomicBoolean();
        BooleanSupplier stopped = () -> over.get() || cancelled.getAsBoolean();
        CompletionService<Done> results = new ExecutorCompletionService<>(cores);
        List<Future<Done>> pending = jobs.stream()
                .map(job -> results.submit(() -> {
                    checkGoingOn(stopped);
                    return new Done(job, cache.measure(job.scenario, job.part, job.recorded, stopped));
                }))
                .toList();
        try {
            for (int left = jobs.size(); left > 0; ) {
                checkGoingOn(cancelled);
                Future<Done> next = results.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    Done done = next.get();
                    receiver.made(done.job, done.figures);
                    left--;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancellation();
        } catch (ExecutionException failure) {
            throw asScenarioException(Objects.requireNonNullElse(failure.getCause(), failure));
        } finally {
            // Whatever is still to come is of no use.
            over.set(true);
            pending.forEach(run -> run.cancel(false));
        }
    }

    private static ScenarioException asScenarioException(Throwable cause) {
        if (cause instanceof ScenarioException known) {
            return known;
        }
        if (cause instanceof CancellationException) {
            throw cancellation();
        }
        if (cause instanceof OutOfMemoryError) {
            return new ScenarioException(
                    "There is not enough memory for the runs of the sweep; sweep fewer requests, or give Java more memory, for"
                            + " instance with TOKENYARD_JAVA_OPTIONS=-Xmx8g.",
                    cause);
        }
        if (cause instanceof IllegalArgumentException) {
            return ScenarioException.passingOn(cause);
        }
        throw new IllegalStateException(cause);
    }

    private static void checkGoingOn(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw cancellation();
        }
    }

    private static CancellationException cancellation() {
        return new CancellationException("The sweep was cancelled.");
    }
}
