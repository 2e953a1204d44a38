package dev.tokenyard.app.session.reproduce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Trials on all cores, their results in the trials' order. */
final class ParallelTrials {
    /** Enough that no core waits for results to be read, and no more in memory however many trials there are. */
    static final int QUEUED_PER_CORE = 8;

    /**
     * A trial.
     *
     * @param <T> what comes of it
     */
    interface Trial<T> {
        /**
         * Runs it.
         *
         * @param number which one, from 0
         * @param cancelled asked now and then; once it says true the result is not wanted any more
         */
        T run(int number, BooleanSupplier cancelled);
    }

    private ParallelTrials() {}

    /**
     * Runs trials.
     *
     * @param progress told of each result
     * @throws CancellationException if {@code progress} was told to stop
     */
    static <T> List<T> run(int trials, Trial<T> trial, Progress progress) {
        AtomicBoolean stopped = new AtomicBoolean();
        BooleanSupplier cancelled = () -> stopped.get() || progress.isCancelled();
        int processors = Runtime.getRuntime().availableProcessors();
        List<T> results = new ArrayList<>();
        try (ExecutorService cores = Executors.newFixedThreadPool(processors)) {
            Deque<Future<T>> pending = new ArrayDeque<>();
            int next = 0;
            try {
                while (results.size() < trials) {
                    for (; next < trials && pending.size() < QUEUED_PER_CORE * processors; next++) {
                        int number = next;
                        pending.add(cores.submit(() -> trial.run(number, cancelled)));
                    }
                    results.add(pending.remove().get());
                    progress.step();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The experiment was stopped.");
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure.getCause());
            } finally {
                // Whatever is still to come is of no use.
                stopped.set(true);
                cores.shutdownNow();
            }
        }
        return results;
    }
}
