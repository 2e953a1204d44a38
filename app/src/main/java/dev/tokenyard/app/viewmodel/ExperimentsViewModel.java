package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The published experiments, one of which may run at a time, in the background. Results stay, each with the settings that
 * it was made with, until a newer run of the same experiment comes to its end. For the FX thread.
 */
public final class ExperimentsViewModel {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<ExperimentSheet> sheets;
    private final LatestWins<Outcome> runs;
    private final Executor foreground;
    private final LongSupplier nanoClock;
    private final ObjectProperty<ExperimentSheet> chosen;
    private final ReadOnlyObjectWrapper<@Nullable ExperimentSheet> running =
            new ReadOnlyObjectWrapper<>(this, "running");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private long startedNanos;
    private @Nullable Object currentRun;

    /**
     * A view-model in which nothing runs.
     *
     * @param experiments what can be run, at least one
     * @param background where experiments run
     * @param foreground runs work on the FX thread
     */
    public ExperimentsViewModel(List<Experiment> experiments, Executor background, Executor foreground) {
        this(experiments, background, foreground, System::nanoTime);
    }

    /** Likewise, with a clock of nanoseconds from any origin. */
    ExperimentsViewModel(
            List<Experiment> experiments, Executor background, Executor foreground, LongSupplier nanoClock) {
        this.foreground = foreground;
        this.nanoClock = nanoClock;
        sheets = experiments.stream().map(ExperimentSheet::new).toList();
        runs = new LatestWins<>(background, foreground);
        chosen = new SimpleObjectProperty<>(this, "chosen", sheets.get(0));
    }

    /** All experiments. */
    public List<ExperimentSheet> sheets() {
        return sheets;
    }

    /** The one that is looked at. */
    public ObjectProperty<ExperimentSheet> chosenProperty() {
        return chosen;
    }

    /** The one that runs, null if none does. */
    public ReadOnlyObjectProperty<@Nullable ExperimentSheet> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Which share of the running experiment is done, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** How long the running experiment has been running, in seconds of wall-clock time; 0 if none does. */
    public double elapsedSeconds() {
        return running.get() == null ? 0 : (nanoClock.getAsLong() - startedNanos) / NANOS_PER_SECOND;
    }

    /** Runs the chosen experiment, unless one runs already or a field is wrong. */
    public void run() {
        ExperimentSheet sheet = chosen.get();
        if (running.get() == null) {
            sheet.settings().ifPresent(settings -> start(sheet, settings));
        }
    }

    private void start(ExperimentSheet sheet, Experiment.Settings settings) {
        Object run = new Object();
        currentRun = run;
        startedNanos = nanoClock.getAsLong();
        progress.set(0);
        sheet.begin();
        running.set(sheet);
        runs.submit(cancelled -> compute(sheet.experiment(), settings, run, cancelled), new LatestWins.Receiver<>() {
            @Override
            public void succeeded(Outcome outcome, double millis) {
                stand();
                sheet.finish(outcome);
            }

            @Override
            public void failed(Throwable failure) {
                stand();
                sheet.end(words(sheet.experiment(), settings, failure), true);
            }
        });
    }

    private Outcome compute(
            Experiment experiment, Experiment.Settings settings, Object run, BooleanSupplier cancelled) {
        long begun = nanoClock.getAsLong();
        var result = experiment.run(
                settings, new Experiment.Watch(share -> foreground.execute(() -> showProgress(run, share)), cancelled));
        return new Outcome(settings, result, (nanoClock.getAsLong() - begun) / NANOS_PER_SECOND);
    }

    private void showProgress(Object run, double share) {
        if (run == currentRun) {
            progress.set(Math.clamp(share, 0, 1));
        }
    }

    private void stand() {
        currentRun = null;
        running.set(null);
    }

    /** Stops the running experiment; an earlier result of it stays. */
    public void cancel() {
        ExperimentSheet sheet = running.get();
        if (sheet != null) {
            String words = "Cancelled at " + share() + " after " + TimeText.elapsed(elapsedSeconds()) + ".";
            runs.cancel();
            stand();
            sheet.end(words, false);
        }
    }

    /** The share that is done, in whole percent. */
    public String share() {
        return (int) (100 * progress.get()) + " %";
    }

    /** Stops what runs, for good. */
    public void close() {
        runs.cancel();
        stand();
    }

    private static String words(Experiment experiment, Experiment.Settings settings, Throwable failure) {
        String what = "“" + experiment.title() + "” failed with " + settings.text() + ": ";
        if (failure instanceof OutOfMemoryError) {
            return what + "the memory does not suffice; run fewer trials.";
        }
        String why = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return what + why + (why.endsWith(".") ? "" : ".") + " Try another seed or fewer trials.";
    }
}
