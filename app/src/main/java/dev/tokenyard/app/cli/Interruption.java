package dev.tokenyard.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** Lets a long job answer Ctrl-C with its best so far: the program ends only once this is closed, or some seconds later. */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    /** What a shell expects of a program that was ended by Ctrl-C. */
    private static final int STOPPED = 130;

    /** A job that can be stopped. */
    @FunctionalInterface
    interface Job {
        /**
         * Does it.
         *
         * @param cancelled asked now and then
         * @throws CancellationException if {@code cancelled} said so
         */
        void run(BooleanSupplier cancelled) throws CommandFailure;
    }

    private volatile boolean asked;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "interruption");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Does a job that Ctrl-C stops, with a word about it.
     *
     * @return the exit code
     */
    static int stoppable(CommandSpec spec, Job job) throws CommandFailure {
        try (Interruption interruption = new Interruption()) {
            return outcome(spec, job, interruption);
        }
    }

    /** Before the interruption is closed, since the program may end then. */
    private static int outcome(CommandSpec spec, Job job, Interruption interruption) throws CommandFailure {
        try {
            job.run(interruption::isAsked);
            return 0;
        } catch (CancellationException stopped) {
            PrintWriter err = spec.commandLine().getErr();
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

    /** Whether the user wants the job to end. */
    boolean isAsked() {
        return asked;
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
