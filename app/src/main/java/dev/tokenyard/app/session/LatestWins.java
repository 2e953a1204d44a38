package dev.tokenyard.app.session;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes something anew whenever asked, one computation at a time. What is asked for while one is under way replaces
 * what waits, so that however often it is asked, at most one computation is out of date. Results arrive in the order in
 * which they were asked for.
 *
 * @param <T> what is computed
 */
public final class LatestWins<T> {
    private final Executor worker;
    private final Executor receiver;
    private final Consumer<? super T> sink;
    private @Nullable Supplier<? extends T> waiting;
    private boolean running;

    /**
     * Prepares; nothing runs yet.
     *
     * @param worker where to compute
     * @param receiver where to hand results over
     * @param sink takes the results
     */
    public LatestWins(Executor worker, Executor receiver, Consumer<? super T> sink) {
        this.worker = worker;
        this.receiver = receiver;
        this.sink = sink;
    }

    /** Asks for a computation, in place of any that has not started. */
    public void submit(Supplier<? extends T> work) {
        synchronized (this) {
            waiting = work;
            if (running) {
                return;
            }
            running = true;
        }
        worker.execute(this::computeAll);
    }

    private void computeAll() {
        boolean done = false;
        try {
            for (Supplier<? extends T> work = take(); work != null; work = take()) {
                T result = work.get();
                receiver.execute(() -> sink.accept(result));
            }
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    private synchronized @Nullable Supplier<? extends T> take() {
        Supplier<? extends T> next = waiting;
        waiting = null;
        running = next != null;
        return next;
    }

    /** After a failure the next request starts afresh. */
    private synchronized void abandon() {
        running = false;
    }
}
