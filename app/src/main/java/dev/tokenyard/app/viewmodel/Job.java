package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.export.Progress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/** Something that takes long and goes on in the background, with how far it has come; for the FX thread but for its progress. */
public final class Job {
    private final String title;
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share");
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile double reached;
    private volatile boolean cancelled;

    /** A job that says of itself what it does, in a few words that begin with a verb, for instance {@code Writing film.gif}. */
    public Job(String title) {
        this.title = title;
    }

    /** What it does. */
    public String title() {
        return title;
    }

    /** How much is done, 0 to 1. */
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** Asks it to end. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether it was asked to end; on any thread. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Where its work reports to, on any thread; news that come faster than they are shown are left out.
     *
     * @param foreground runs work on the FX thread
     */
    public Progress progress(Executor foreground) {
        return now -> {
            reached = now;
            if (told.compareAndSet(false, true)) {
                foreground.execute(() -> {
                    told.set(false);
                    share.set(reached);
                });
            }
            return !cancelled;
        };
    }
}
