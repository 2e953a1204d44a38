package dev.tokenyard.app.session.reproduce;

import dev.tokenyard.app.session.reproduce.Experiment.Watch;

/** Counts the parts of an experiment that are done, and asks after each whether to go on. */
final class Progress {
    private final Watch watch;
    private final double total;
    private double done;

    /**
     * A count from 0.
     *
     * @param total how many parts there are, of equal work as far as is known
     */
    Progress(Watch watch, double total) {
        this.watch = watch;
        this.total = total;
    }

    /**
     * A part is done.
     *
     * @throws java.util.concurrent.CancellationException if the experiment was told to stop
     */
    void step() {
        step(1);
    }

    /** Several parts are done, or need not be done. */
    void step(double parts) {
        done += parts;
        watch.done(Math.min(1, done / total));
    }

    /** Whether the experiment was told to stop; asked in the course of a part. */
    boolean isCancelled() {
        return watch.cancelled().getAsBoolean();
    }
}
