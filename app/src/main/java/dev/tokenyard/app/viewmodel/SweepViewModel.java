package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FileStamp;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepBasis;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepKnob;
import dev.tokenyard.app.session.sweep.SweepKnobs;
import dev.tokenyard.app.session.sweep.SweepPlan;
import dev.tokenyard.app.session.sweep.SweepRange;
import dev.tokenyard.app.session.sweep.Sweeper;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the sweep page shows: a figure of every policy against a knob, computed in the background while the page is visible;
 * the newest wins, and the result before stays on show, marked as such, until the first points of the next are there. Where
 * the scenario stands on the knob that is swept makes no difference. Where a range of time is marked the figures are those of the
 * range, as on the compare page. For the FX thread.
 */
public final class SweepViewModel {
    private final ScenarioViewModel scenario;
    private final PlaybackViewModel playback;
    private final Executor foreground;
    private final Sweeper sweeper;
    private final LatestWins<Sweep> sweeps;
    private final GpuViewModel gpus;
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", false);
    private final ReadOnlyObjectWrapper<SweepSettings> settings =
            new ReadOnlyObjectWrapper<>(this, "settings", SweepSettings.USUAL);
    private final ReadOnlyObjectWrapper<List<SweepKnob>> knobs = new ReadOnlyObjectWrapper<>(this, "knobs", List.of());
    private final ReadOnlyObjectWrapper<@Nullable Sweep> sweep = new ReadOnlyObjectWrapper<>(this, "sweep");
    private final ReadOnlyBooleanWrapper sweeping = new ReadOnlyBooleanWrapper(this, "sweeping", false);
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped", false);
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable Wanted wanted;
    private @Nullable Wanted shown;
    private @Nullable SuggestedFor suggestedFor;

    /** Equal ones have equal sweeps, which also depend on what is in the files of the trace and of the predictor. */
    private record Wanted(
            ScenarioSpec basis,
            String knobId,
            SweepRange range,
            int seeds,
            double goal,
            boolean recorded,
            RunPart part,
            List<FileStamp> inputs) {}

    private record SuggestedFor(String knobId, TraceSource trace, int limit) {}

    /**
     * A view-model; idle until {@link #activeProperty} is set.
     *
     * @param scenario the scenario that is swept
     * @param playback where a range of time is marked, to which the figures are restricted
     * @param runner simulates it
     * @param background where sweeps are led from
     * @param foreground runs work on the FX thread
     */
    public SweepViewModel(
            ScenarioViewModel scenario,
            PlaybackViewModel playback,
            ScenarioRunner runner,
            Executor background,
            Executor foreground) {
        this.scenario = scenario;
        this.playback = playback;
        this.foreground = foreground;
        sweeper = new Sweeper(runner);
        sweeps = new LatestWins<>(background, foreground);
        gpus = new GpuViewModel(this, sweeper, background, foreground);
        scenario.resultProperty().subscribe(result -> refresh());
        scenario.specProperty().subscribe(spec -> refresh());
        playback.markedProperty().subscribe(marked -> refresh());
        active.subscribe(now -> refresh());
    }

    /** Whether the page is visible, and so worth computing for; whoever shows the page sets it. */
    public BooleanProperty activeProperty() {
        return active;
    }

    /** What the user wants swept. */
    public ReadOnlyObjectProperty<SweepSettings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** What can be varied; empty before the scenario was run. */
    public ReadOnlyObjectProperty<List<SweepKnob>> knobsProperty() {
        return knobs.getReadOnlyProperty();
    }

    /** What there is so far, null before the first points. */
    public ReadOnlyObjectProperty<@Nullable Sweep> sweepProperty() {
        return sweep.getReadOnlyProperty();
    }

    /** Whether points are being simulated. */
    public ReadOnlyBooleanProperty sweepingProperty() {
        return sweeping.getReadOnlyProperty();
    }

    /** Whether the user has stopped the sweep, so that points may be missing. */
    public ReadOnlyBooleanProperty stoppedProperty() {
        return stopped.getReadOnlyProperty();
    }

    /** Whether what is on show is of another scenario, other settings or another range of time than those at hand. */
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** Which share of the work is done, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why the scenario cannot be swept, empty if it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many GPUs a goal takes. */
    public GpuViewModel gpus() {
        return gpus;
    }

    /** The scenario that is swept. */
    public ScenarioViewModel scenario() {
        return scenario;
    }

    /**
     * The part of each run's time that figures are of: the range as it was marked, whether or not the run on the stage is long
     * enough for it, as it makes no difference where the scenario stands on the knob.
     */
    RunPart part() {
        return RunPart.of(playback.markedProperty().get());
    }

    /** Takes whole runs into account again. */
    public void showWholeRuns() {
        playback.clearRange();
    }

    /** How many simulations were made for this page. */
    public long simulated() {
        return sweeper.simulated();
    }

    /** The knob that is varied, null before the scenario was run. */
    public @Nullable SweepKnob knob() {
        String id = settings.get().knobId();
        return knobs.get().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The figures to choose from. */
    public List<MetricColumn> figures() {
        return SweepFigures.of(scenario.spec());
    }

    /** The figure that is drawn; attainment where the chosen one is of a class that there is no more. */
    public MetricColumn figure() {
        return figure(scenario.spec());
    }

    /** The figure that is drawn of a sweep, which may be one of another scenario than that at hand. */
    public MetricColumn figure(Sweep of) {
        return figure(of.plan().scenario());
    }

    private MetricColumn figure(ScenarioSpec of) {
        return SweepFigures.orAttainment(settings.get().figureId(), of);
    }

    /** Where the scenario stands on the knob; empty where it does not say. */
    public OptionalDouble present() {
        SweepKnob knob = knob();
        return knob == null ? OptionalDouble.empty() : knob.present(scenario.spec());
    }

    /** Varies another knob, over its usual range. */
    public void chooseKnob(String id) {
        knobs.get().stream()
                .filter(knob ->
                        knob.id().equals(id) && !id.equals(settings.get().knobId()))
                .findFirst()
                .ifPresent(knob -> set(settings.get().withKnob(id, knob.usual())));
    }

    /** Draws another figure. */
    public void chooseFigure(String id) {
        set(settings.get().withFigure(id));
    }

    /**
     * Begins and ends elsewhere.
     *
     * @return an empty text, or why that is refused, in which case all stays as it was; so with the other texts
     */
    public String setRange(String from, String to) {
        return edit(now -> now.withRange(new SweepRange(
                FieldText.parseNumber("The beginning", from),
                FieldText.parseNumber("The end", to),
                now.range().points())));
    }

    /** Simulates at another number of values. */
    public String setPoints(String text) {
        return edit(now -> now.withRange(new SweepRange(
                now.range().from(), now.range().to(), FieldText.parseCount("The number of points", text))));
    }

    /** Simulates with another number of seeds. */
    public String setSeeds(String text) {
        return edit(now -> now.withSeeds(FieldText.parseCount("The number of seeds", text)));
    }

    /** Another goal, in percent. */
    public String setGoal(String text) {
        return edit(now -> now.withGoal(
                FieldText.parseNumber("The goal", text.replace("%", "").trim()) / 100));
    }

    private String edit(UnaryOperator<SweepSettings> change) {
        try {
            SweepSettings changed = change.apply(settings.get());
            SweepKnob knob = knob();
            if (knob != null) {
                changed.range().check(knob);
            }
            set(changed);
            return "";
        } catch (IllegalArgumentException refused) {
            return Objects.requireNonNullElse(refused.getMessage(), refused.toString());
        }
    }

    private void set(SweepSettings changed) {
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            refresh();
        }
    }

    /** Gives the scenario the value of a point. */
    public void open(double value) {
        SweepKnob knob = knob();
        if (knob != null) {
            scenario.edit(spec -> knob.at(spec, value));
        }
    }

    /** Stops simulating; the points that are there stay, and no others come until they are asked for. */
    public void cancel() {
        sweeps.cancel();
        sweeping.set(false);
        stopped.set(true);
    }

    /** Stops what runs in the background. */
    public void close() {
        sweeps.cancel();
        gpus.cancel();
    }

    /** Simulates what is missing. */
    public void restart() {
        wanted = null;
        refresh();
    }

    private void refresh() {
        ScenarioResult result = scenario.resultProperty().get();
        boolean current = result != null
                && result.comparison()
                        .scenario()
                        .named("")
                        .equals(scenario.spec().named(""));
        if (active.get() && current && result != null) {
            knobs.set(SweepKnobs.of(scenario.spec(), SweepBasis.of(result)));
            chooseWhatThereIs();
            submit();
        } else if (!active.get() && sweeping.get()) {
            sweeps.cancel();
            sweeping.set(false);
            wanted = null;
        }
        markStale();
    }

    /** Another scenario may have other knobs, and another trace another rate. */
    private void chooseWhatThereIs() {
        SweepKnob knob = Objects.requireNonNullElse(knob(), knobs.get().get(0));
        SuggestedFor now = new SuggestedFor(
                knob.id(), scenario.spec().trace(), scenario.spec().limit());
        boolean other = !knob.id().equals(settings.get().knobId());
        if (other) {
            settings.set(settings.get().withKnob(knob.id(), knob.usual()));
        } else if (!settings.get().typed() && !now.equals(suggestedFor)) {
            settings.set(settings.get().withUsual(knob.usual()));
        }
        suggestedFor = now;
    }

    private @Nullable SweepPlan plan() {
        SweepKnob knob = knob();
        SweepSettings now = settings.get();
        return knob == null
                ? null
                : new SweepPlan(
                        scenario.spec(),
                        knob,
                        now.range(),
                        now.seeds(),
                        now.goal(),
                        true,
                        SweepFigures.needsRecording(figure()),
                        part());
    }

    private Wanted wanted(SweepPlan plan) {
        ScenarioSpec basis = plan.knob()
                .at(plan.scenario().named("").withForks(List.of()), plan.range().from());
        return new Wanted(
                basis,
                plan.knob().id(),
                plan.range(),
                plan.seeds(),
                plan.goal(),
                plan.recorded(),
                plan.part(),
                scenario.inputs());
    }

    private void submit() {
        SweepPlan plan = plan();
        if (plan == null) {
            return;
        }
        Wanted next;
        try {
            next = wanted(plan.check());
        } catch (IllegalArgumentException refused) {
            wanted = null;
            sweeps.cancel();
            sweeping.set(false);
            say(refused);
            return;
        }
        if (next.equals(wanted)) {
            return;
        }
        wanted = next;
        problem.set("");
        sweeping.set(true);
        stopped.set(false);
        progress.set(0);
        // A sweep may take long; the one before has nothing to say any more.
        sweeps.cancel();
        sweeps.submit(
                cancelled -> sweeper.run(plan, cancelled, partly -> foreground.execute(() -> show(next, partly))),
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(Sweep result, double millis) {
                        show(next, result);
                        sweeping.set(!next.equals(wanted));
                    }

                    @Override
                    public void failed(Throwable failure) {
                        sweeping.set(false);
                        wanted = null;
                        say(failure);
                    }
                });
    }

    private void show(Wanted of, Sweep partly) {
        if (of.equals(wanted) && sweeping.get() && !partly.isEmpty()) {
            shown = of;
            progress.set(partly.progress());
            sweep.set(partly);
            markStale();
        }
    }

    private void markStale() {
        SweepPlan plan = plan();
        boolean other = sweep.get() != null;
        try {
            other &= plan != null && !wanted(plan).equals(shown);
        } catch (IllegalArgumentException refused) {
            // What cannot be swept is not what is on show.
        }
        stale.set(other);
        gpus.markStale();
    }

    private void say(Throwable failure) {
        if (!(failure instanceof CancellationException)) {
            problem.set(FailureText.of(failure, "The sweep broke off", "the scenario"));
        }
    }
}
