package dev.tokenyard.app.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/** Runs a piece of a test on the FX thread of the headless platform, and waits for it. */
public final class FxThread {
    /** Only to end a test that hangs: long enough for a machine that is busy with other things. */
    public static final long LIMIT_SECONDS = 300;

    private FxThread() {}

    /** The result of {@code work} on the FX thread; its failure fails the test. */
    public static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            Platform.startup(task);
        } catch (IllegalStateException alreadyStarted) {
            Platform.runLater(task);
        }
        Platform.setImplicitExit(false);
        try {
            return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed on the FX thread", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the FX thread gave no answer in " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Runs {@code work} on the FX thread. */
    public static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
