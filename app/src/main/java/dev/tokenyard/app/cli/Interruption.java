package dev.tokenyard.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a long job answer Ctrl-C, with its best so far or not at all: the program ends only then, or some seconds later. */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    /** What a shell expects of a program that was ended by Ctrl-C. */
    private static final int STOPPED = 130;

    /** A job that can be stopped. */
    @FunctionalInterface
    interface Job {
        /**
         * Does it. Once {@code cancelled} says so it comes to an end: with the best so far, if that is a result, or else with an
         * exception.
         *
         * @param cancelled asked now and then
         * @throws CancellationException if {@code cancelled} said so and there is no result
         */
        void run(BooleanSupplier cancelled) throws CommandFailure;
    }

    private volatile boolean asked;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "interruption");

    private Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Does a job that Ctrl-C stops, with a word about it where it then has no result.
     *
     * @param err where that goes
     * @return the exit code
     */
    static int stoppable(PrintWriter err, Job job) throws CommandFailure {
        try (Interruption interruption = new Interruption()) {
            return outcome(err, job, interruption);
        }
    }

    /** Before the interruption is closed, since the program may end then. */
    private static int outcome(PrintWriter err, Job job, Interruption interruption) throws CommandFailure {
        try {
            job.run(() -> interruption.asked);
            return 0;
        } catch (CancellationException stopped) {
            err.println("tokenyard: Stopped; what was not complete has not been written.");
            err.flush();
            return STOPPED;
        }
    }

    private void ask() {
        asked = true;
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("tokenyard: The job did not end in time; nothing is printed.");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                asked = true;
            }
        }
    }
}
