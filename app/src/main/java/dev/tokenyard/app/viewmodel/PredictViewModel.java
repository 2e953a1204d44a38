package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FileStamp;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.predict.ErrorFamily;
import dev.tokenyard.app.session.predict.PredictionStudy;
import dev.tokenyard.app.session.predict.PredictionSweep;
import dev.tokenyard.app.session.predict.SweepFigure;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the predict page shows: how good the scenario's predictions are, and what policies make of worse and worse ones.
 * Both are computed in the background while the page is visible; the newest wins. For the FX thread.
 */
public final class PredictViewModel {
    /** What is studied while each policy has a predictor of its own: that of SSJF. */
    private static final String USUAL = PredictionSweep.PREDICTING.get(0).card().defaultPredictor();

    private final ScenarioViewModel scenario;
    private final PlaybackViewModel playback;
    private final ScenarioRunner runner;
    private final Executor foreground;
    private final LatestWins<PredictionStudy> studies;
    private final LatestWins<PredictionSweep> sweeps;
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", false);
    private final ReadOnlyObjectWrapper<@Nullable PredictionStudy> study = new ReadOnlyObjectWrapper<>(this, "study");
    private final ReadOnlyObjectWrapper<@Nullable PredictionSweep> sweep = new ReadOnlyObjectWrapper<>(this, "sweep");
    private final ReadOnlyBooleanWrapper sweeping = new ReadOnlyBooleanWrapper(this, "sweeping", false);
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ObjectProperty<ErrorFamily> family = new SimpleObjectProperty<>(this, "family", ErrorFamily.RANK);
    private final ObjectProperty<SweepFigure> figure =
            new SimpleObjectProperty<>(this, "figure", SweepFigure.MEAN_LATENCY);
    private @Nullable Object wantedStudy;
    private @Nullable Object wantedSweep;

    private record StudyOf(ScenarioSpec spec, List<FileStamp> inputs, String label) {}

    private record SweepOf(ScenarioSpec basis, List<FileStamp> inputs, ErrorFamily family, RunPart part) {}

    /**
     * A view-model; idle until {@link #activeProperty} is set.
     *
     * @param scenario the scenario, whose predictor is studied
     * @param playback where a range of time is marked, to which the sweep's figures are restricted
     * @param runner predicts and simulates
     * @param background where figures are computed
     * @param foreground runs work on the FX thread
     */
    public PredictViewModel(
            ScenarioViewModel scenario,
            PlaybackViewModel playback,
            ScenarioRunner runner,
            Executor background,
            Executor foreground) {
        this.scenario = scenario;
        this.playback = playback;
        this.runner = runner;
        this.foreground = foreground;
        studies = new LatestWins<>(background, foreground);
        sweeps = new LatestWins<>(background, foreground);
        scenario.resultProperty().subscribe(result -> refresh());
        playback.markedProperty().subscribe(marked -> refresh());
        active.subscribe(now -> refresh());
        family.subscribe(now -> {
            bringAlong();
            refresh();
        });
        scenario.specProperty().subscribe(spec -> follow());
    }

    /** Shows the family that the scenario's predictor is of, if it is of any but that on show. */
    private void follow() {
        if (level().isEmpty()) {
            familyOfPredictor().ifPresent(family::set);
        }
    }

    /** Turns a predictor of another family into one of the present family that is as far from the oracle. */
    private void bringAlong() {
        if (level().isEmpty()) {
            familyOfPredictor()
                    .ifPresent(other ->
                            setLevel(other.level(labelOf(scenario.spec())).orElseThrow()));
        }
    }

    private Optional<ErrorFamily> familyOfPredictor() {
        String label = labelOf(scenario.spec());
        return Arrays.stream(ErrorFamily.values())
                .filter(one -> one.level(label).isPresent())
                .findFirst();
    }

    /** Whether the page is visible, and so worth computing for; whoever shows the page sets it. */
    public BooleanProperty activeProperty() {
        return active;
    }

    /** How good the scenario's predictions are, null before that is known. */
    public ReadOnlyObjectProperty<@Nullable PredictionStudy> studyProperty() {
        return study.getReadOnlyProperty();
    }

    /** What was simulated so far of worse and worse predictions, null before the first of them. */
    public ReadOnlyObjectProperty<@Nullable PredictionSweep> sweepProperty() {
        return sweep.getReadOnlyProperty();
    }

    /** Whether levels of error are being simulated. */
    public ReadOnlyBooleanProperty sweepingProperty() {
        return sweeping.getReadOnlyProperty();
    }

    /** Whether the user has stopped the levels, so that some may be missing. */
    public ReadOnlyBooleanProperty stoppedProperty() {
        return stopped.getReadOnlyProperty();
    }

    /** Which share of the levels has been simulated, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why the scenario's predictions cannot be shown, empty if they can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /**
     * How predictions get worse. Whoever chooses another family gives the scenario a predictor of it, as far from the oracle
     * as the one before, if that was of a family too.
     */
    public ObjectProperty<ErrorFamily> familyProperty() {
        return family;
    }

    /** The figure by which policies are compared. */
    public ObjectProperty<SweepFigure> figureProperty() {
        return figure;
    }

    /** The scenario whose predictions are shown. */
    public ScenarioViewModel scenario() {
        return scenario;
    }

    private static String labelOf(ScenarioSpec spec) {
        return spec.predictor().isEmpty() ? USUAL : spec.predictor();
    }

    /** Where the scenario's predictor stands between the oracle, 0, and the worst, 1; empty if it is not of the family. */
    public OptionalDouble level() {
        return family.get().level(labelOf(scenario.spec()));
    }

    /** How much of the order of the lengths is lost, 0 to 1: 1 - τ. 0 before that is known. */
    public double disorder() {
        PredictionStudy known = study.get();
        double tau = known == null ? 1 : known.errors().kendallTau();
        return Double.isNaN(tau) ? 0 : Math.clamp(1 - tau, 0, 1);
    }

    /** Gives the scenario predictions of a level, 0 to 1. */
    public void setLevel(double level) {
        scenario.edit(ScenarioEdits.predictor(family.get().label(level)));
    }

    /** Stops simulating levels; those that are there stay, and no others come until they are asked for. */
    public void cancel() {
        sweeps.cancel();
        sweeping.set(false);
        stopped.set(true);
    }

    private void forgetSweep() {
        sweeps.cancel();
        sweeping.set(false);
        wantedSweep = null;
    }

    /** Simulates the levels, anew if need be. */
    public void restart() {
        wantedSweep = null;
        refreshSweep();
    }

    private void refresh() {
        if (active.get() && scenario.resultProperty().get() != null) {
            refreshStudy();
            refreshSweep();
        } else if (!active.get()) {
            studies.cancel();
            wantedStudy = null;
            if (sweeping.get()) {
                forgetSweep();
            }
        }
    }

    private void refreshStudy() {
        ScenarioSpec spec = scenario.spec();
        StudyOf wanted = new StudyOf(
                spec.withPolicies(PredictionSweep.basis(spec).policies()), scenario.inputs(), labelOf(spec));
        if (wanted.equals(wantedStudy)) {
            return;
        }
        wantedStudy = wanted;
        studies.submit(
                cancelled -> PredictionStudy.of(runner.predict(spec, wanted.label(), cancelled)),
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(PredictionStudy result, double millis) {
                        problem.set("");
                        study.set(result);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        wantedStudy = null;
                        say(failure);
                    }
                });
    }

    private void refreshSweep() {
        ScenarioSpec basis = PredictionSweep.basis(scenario.spec());
        SweepOf wanted = new SweepOf(
                basis,
                scenario.inputs(),
                family.get(),
                RunPart.of(playback.markedProperty().get()));
        if (wanted.equals(wantedSweep)) {
            return;
        }
        wantedSweep = wanted;
        sweeping.set(true);
        stopped.set(false);
        progress.set(0);
        sweeps.submit(
                cancelled -> PredictionSweep.run(
                        runner,
                        wanted.basis(),
                        wanted.family(),
                        wanted.part(),
                        cancelled,
                        partly -> foreground.execute(() -> showPart(wanted, partly))),
                new LatestWins.Receiver<>() {
                    @Override
                    public void succeeded(PredictionSweep result, double millis) {
                        showPart(wanted, result);
                        sweeping.set(!wanted.equals(wantedSweep));
                    }

                    @Override
                    public void failed(Throwable failure) {
                        forgetSweep();
                        say(failure);
                        if (!problem.get().isEmpty() && sweep.get() != null) {
                            problem.set(problem.get() + " The simulations of before stay.");
                        }
                    }
                });
    }

    private void showPart(SweepOf of, PredictionSweep partly) {
        if (of.equals(wantedSweep) && sweeping.get()) {
            progress.set((double) partly.points().size() / PredictionSweep.LEVELS);
            sweep.set(partly);
        }
    }

    private void say(Throwable failure) {
        if (!(failure instanceof CancellationException)) {
            problem.set(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
    }
}
