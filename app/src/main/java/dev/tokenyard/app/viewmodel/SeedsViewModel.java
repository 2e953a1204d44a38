package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.SeedRuns;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The compare page's figures with several seeds: with every new comparison the scenario is run again with the seeds that follow
 * its own, in the background, and what is there is shown after each. For the FX thread.
 */
public final class SeedsViewModel {
    private final ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics;
    private final ScenarioRunner runner;
    private final Executor foreground;
    private final LatestWins<SeedRuns> jobs;
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 1);
    private final ReadOnlyObjectWrapper<@Nullable SeedRuns> runs = new ReadOnlyObjectWrapper<>(this, "runs");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped", false);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share", 0);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    /** What the present job, or what is on show, belongs to. */
    private @Nullable ComparisonMetrics first;

    SeedsViewModel(
            ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics,
            ScenarioRunner runner,
            Executor background,
            Executor foreground) {
        this.metrics = metrics;
        this.runner = runner;
        this.foreground = foreground;
        jobs = new LatestWins<>(background, foreground);
        metrics.addListener((property, before, after) -> restart());
    }

    /** How many seeds are wanted, 1 to {@value SeedRuns#MOST}; with one there is nothing to run again. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** The figures with the seeds that there are so far, two at least; null while there are not, and where one is wanted. */
    public ReadOnlyObjectProperty<@Nullable SeedRuns> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /** Whether seeds are being run. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether the user has stopped that, so that seeds are missing. */
    public ReadOnlyBooleanProperty stoppedProperty() {
        return stopped.getReadOnlyProperty();
    }

    /** Which share of the seeds is there, 0 to 1. */
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** Why the seeds could not be run, empty if they could. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /**
     * Wants another number of seeds.
     *
     * @return an empty text, or why that is refused, in which case all stays as it was
     */
    public String setCount(String text) {
        try {
            int wanted = FieldText.parseCount("The number of seeds", text);
            if (wanted < 1 || wanted > SeedRuns.MOST) {
                return "The number of seeds is " + wanted + "; give 1 to " + SeedRuns.MOST + ".";
            }
            if (wanted != count.get()) {
                count.set(wanted);
                restart();
            }
            return "";
        } catch (IllegalArgumentException refused) {
            return Objects.requireNonNullElse(refused.getMessage(), refused.toString());
        }
    }

    /** Stops running seeds; those that are there stay on show. */
    public void stop() {
        jobs.cancel();
        running.set(false);
        stopped.set(true);
    }

    /** Runs the seeds of the present comparison from the first on. */
    public void restart() {
        // Many seeds take long, and those of another comparison have nothing to say any more.
        jobs.cancel();
        stopped.set(false);
        problem.set("");
        share.set(0);
        ComparisonMetrics now = metrics.get();
        first = now;
        runs.set(null);
        int wanted = count.get();
        running.set(now != null && wanted > 1);
        if (now == null || wanted == 1) {
            return;
        }
        jobs.submit(
                cancelled -> SeedRuns.of(
                        now, wanted, runner, cancelled, partly -> foreground.execute(() -> show(now, wanted, partly))),
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(SeedRuns result, double millis) {
                        show(now, wanted, result);
                        running.set(false);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        running.set(false);
                        if (!(failure instanceof CancellationException)) {
                            problem.set(FailureText.of(failure, "The runs with other seeds broke off", "the scenario"));
                        }
                    }
                });
    }

    @SuppressWarnings("ReferenceEquality")
    private void show(ComparisonMetrics of, int wanted, SeedRuns partly) {
        if (of == first && wanted == count.get() && running.get() && partly.count() > 1) {
            share.set((double) partly.count() / wanted);
            runs.set(partly);
        }
    }

    /** The figures with several seeds that belong to some of one seed, null for none. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    SeedRuns runsOf(ComparisonMetrics figures) {
        return figures == first ? runs.get() : null;
    }
}
