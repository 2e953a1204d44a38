package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.SeedRange;
import dev.tokenyard.app.session.SeedRuns;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The compare page's figures with several seeds: with every new comparison the scenario is run again with the seeds that follow
 * its own, in the background, and what is there is shown after each. They can be stopped and go on, and further ones are added to
 * those that are there. For the FX thread.
 */
public final class SeedsViewModel {
    private final ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics;
    private final ScenarioRunner runner;
    private final Executor foreground;
    private final LatestWins<SeedRuns> jobs;
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 1);
    /** What was run, which may be more than is wanted now; at least two seeds. */
    private @Nullable SeedRuns ran;

    private final ReadOnlyObjectWrapper<@Nullable SeedRuns> runs = new ReadOnlyObjectWrapper<>(this, "runs");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped", false);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share", 0);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    /** What the runs belong to, those on show and those to come. */
    private @Nullable ComparisonMetrics first;
    /** Whose results are waited for, null for nobody's. */
    private @Nullable Run present;
    /** Whether they are to wait. */
    private ObservableValue<Boolean> hold = new ReadOnlyBooleanWrapper(false);

    SeedsViewModel(
            ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics,
            ScenarioRunner runner,
            Executor background,
            Executor foreground) {
        this.metrics = metrics;
        this.runner = runner;
        this.foreground = foreground;
        jobs = new LatestWins<>(background, foreground);
        metrics.addListener((property, before, after) -> follow(after));
    }

    /** Has them wait, and go on afterwards: recordings of a seed need as much memory and time as those of the scenario itself. */
    public void waitWhile(ObservableValue<Boolean> reason) {
        hold = reason;
        hold.addListener((property, before, holds) -> {
            if (holds && present != null) {
                jobs.cancel();
                present = null;
            } else if (!holds && running.get()) {
                goOn();
            }
        });
    }

    private void follow(@Nullable ComparisonMetrics figures) {
        if (figures != null && isRenamed(figures)) {
            first = figures;
            return;
        }
        first = figures;
        ran = null;
        runs.set(null);
        resume();
    }

    /** Whether figures are those of the same runs, whose scenario has only got another name. */
    private boolean isRenamed(ComparisonMetrics after) {
        return first != null
                && after.window().equals(first.window())
                && after.runs().equals(first.runs())
                && after.comparison().lanes().equals(first.comparison().lanes());
    }

    /** How many seeds are wanted, 1 to {@value SeedRange#MOST_SHOWN}; with one there is nothing to run again. */
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
            if (wanted < 1 || wanted > SeedRange.MOST_SHOWN) {
                return "The number of seeds is " + wanted + "; give 1 to " + SeedRange.MOST_SHOWN + ".";
            }
            if (first != null) {
                SeedRange.check(first.comparison().scenario().seed(), wanted);
            }
            if (wanted != count.get()) {
                count.set(wanted);
                SeedRuns sofar = ran;
                runs.set(sofar == null || wanted == 1 ? null : sofar.limitedTo(wanted));
                resume();
            }
            return "";
        } catch (IllegalArgumentException refused) {
            return Objects.requireNonNullElse(refused.getMessage(), refused.toString());
        }
    }

    /** Stops running seeds; those that are there stay on show. */
    public void stop() {
        jobs.cancel();
        present = null;
        running.set(false);
        stopped.set(true);
    }

    /** Runs the seeds that are missing. */
    public void resume() {
        stopped.set(false);
        problem.set("");
        goOn();
    }

    private void goOn() {
        // Many seeds take long, and those of another comparison have nothing to say any more.
        jobs.cancel();
        present = null;
        SeedRuns sofar = ran;
        share.set(sofar == null ? 0 : Math.min(1, (double) sofar.count() / count.get()));
        ComparisonMetrics figures = first;
        boolean missing =
                figures != null && count.get() > (sofar == null ? 1 : sofar.count()) && areSeeds(figures, count.get());
        running.set(missing);
        if (missing && !hold.getValue()) {
            Run next = new Run(Objects.requireNonNull(figures), sofar, count.get());
            present = next;
            jobs.submit(next, next);
        }
    }

    /** Whether there are so many seeds from that of the scenario on; says so if not. */
    private boolean areSeeds(ComparisonMetrics figures, int wanted) {
        try {
            SeedRange.check(figures.comparison().scenario().seed(), wanted);
            return true;
        } catch (IllegalArgumentException tooLarge) {
            problem.set(Objects.requireNonNullElse(tooLarge.getMessage(), tooLarge.toString()));
            return false;
        }
    }

    /** The seeds of one comparison. What it has to say may come when another is already wanted, and is then not heard. */
    private final class Run implements LatestWins.Job<SeedRuns>, LatestWins.Receiver<SeedRuns> {
        private final ComparisonMetrics figures;
        private final @Nullable SeedRuns sofar;
        private final int wanted;

        Run(ComparisonMetrics figures, @Nullable SeedRuns sofar, int wanted) {
            this.figures = figures;
            this.sofar = sofar;
            this.wanted = wanted;
        }

        @Override
        public SeedRuns run(BooleanSupplier cancelled) throws ScenarioException {
            // A bound on all schedules is of no use where the first run has none to be beside it.
            boolean gaps = figures.runs().stream().anyMatch(run -> !Double.isNaN(run.gapToBound()));
            Consumer<SeedRuns> shown = partly -> foreground.execute(() -> show(partly));
            return sofar == null
                    ? SeedRuns.of(figures, wanted, gaps, runner, cancelled, shown)
                    : sofar.upTo(wanted, figures, gaps, runner, cancelled, shown);
        }

        private void show(SeedRuns partly) {
            if (present == this && partly.count() > 1) {
                share.set((double) partly.count() / wanted);
                ran = partly;
                runs.set(partly);
            }
        }

        @Override
        public void succeeded(SeedRuns result, double millis) {
            show(result);
            end();
        }

        @Override
        public void failed(Throwable failure) {
            if (present == this && !(failure instanceof CancellationException)) {
                problem.set(FailureText.of(failure, "The runs with other seeds broke off", "the scenario"));
            }
            end();
        }

        private void end() {
            if (present == this) {
                present = null;
                running.set(false);
            }
        }
    }

    /** The figures with several seeds that belong to some of one seed, null for none. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    SeedRuns runsOf(ComparisonMetrics figures) {
        return figures == first ? runs.get() : null;
    }
}
