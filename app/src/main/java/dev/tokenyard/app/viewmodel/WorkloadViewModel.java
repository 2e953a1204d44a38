package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.app.session.WorkloadFile;
import dev.tokenyard.app.session.workbench.Grouping;
import dev.tokenyard.app.session.workbench.WorkloadBench;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the workload page shows: the scenario's trace as its file has it, and what edits or a fit make of it. It is computed in the
 * background while the page is visible; the newest edit wins. Another trace begins without edits. For the FX thread.
 */
public final class WorkloadViewModel {
    private static final String TOPIC = "workload";
    private static final String WAIT_TOPIC = "workload-wait";
    private static final String CSV = ".csv";
    private static final String JSON = ".json";

    private final ScenarioViewModel scenario;
    private final MessagesViewModel messages;
    private final Executor background;
    private final Executor foreground;
    private final WorkloadBench bench;
    private final LatestWins<WorkloadStudy> studies;
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(this, "grouping", Grouping.ALL);
    private final BooleanProperty active = new SimpleBooleanProperty(this, "active", false);
    private final ReadOnlyObjectWrapper<WorkloadEdits> edits =
            new ReadOnlyObjectWrapper<>(this, "edits", WorkloadEdits.NONE);
    private final ReadOnlyObjectWrapper<@Nullable WorkloadStudy> study = new ReadOnlyObjectWrapper<>(this, "study");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final BooleanBinding ready;
    private final ReadOnlyObjectWrapper<@Nullable TraceSource> studied =
            new ReadOnlyObjectWrapper<>(this, "studied", null);
    private final BooleanBinding current;
    private @Nullable TraceSource source;
    private boolean beginAnew;

    /**
     * A view-model; idle until {@link #activeProperty} is set.
     *
     * @param scenario the scenario whose trace is shown
     * @param runner reads traces
     * @param messages says what was saved and what went wrong
     * @param background where traces are edited and files written
     * @param foreground runs work on the FX thread
     */
    public WorkloadViewModel(
            ScenarioViewModel scenario,
            ScenarioRunner runner,
            MessagesViewModel messages,
            Executor background,
            Executor foreground) {
        this.scenario = scenario;
        this.messages = messages;
        this.background = background;
        this.foreground = foreground;
        bench = new WorkloadBench(runner);
        studies = new LatestWins<>(background, foreground);
        ready = Bindings.createBooleanBinding(
                () -> study.get() != null && problem.get().isEmpty(), study, problem);
        current = Bindings.createBooleanBinding(
                () -> scenario.spec().trace().equals(studied.get()), scenario.specProperty(), studied);
        scenario.resultProperty().subscribe(result -> follow());
        // A trace is shown as soon as it is read, whether it can be simulated or not.
        scenario.specProperty().subscribe(spec -> {
            if (!spec.trace().equals(source)) {
                follow();
            }
        });
        active.subscribe(now -> follow());
    }

    /** Whether the page is visible, and so worth computing for; whoever shows the page sets it. */
    public BooleanProperty activeProperty() {
        return active;
    }

    /** Whether the charts show all requests together, or those of each class or client; the view may set it. */
    public ObjectProperty<Grouping> groupingProperty() {
        return grouping;
    }

    /** What is done to the trace. */
    public ReadOnlyObjectProperty<WorkloadEdits> editsProperty() {
        return edits.getReadOnlyProperty();
    }

    /** The trace and what has come of it, null before the first one is there. */
    public ReadOnlyObjectProperty<@Nullable WorkloadStudy> studyProperty() {
        return study.getReadOnlyProperty();
    }

    /** Whether something is being computed. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why the last edit cannot be shown, empty if it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether there is something to save; whether it is there already, {@link #isUpToDate} says. */
    public BooleanBinding readyProperty() {
        return ready;
    }

    /** Whether what is on show is the scenario's trace, and not one of which the charts are still those. */
    public BooleanBinding currentProperty() {
        return current;
    }

    /** The scenario whose trace is shown. */
    public ScenarioViewModel scenario() {
        return scenario;
    }

    /** Times are told in seconds, or in the rounds of the theory mode. */
    public RunClock clock() {
        return scenario.spec().cluster().isTheory() ? RunClock.ROUNDS : RunClock.SECONDS;
    }

    /** Changes what is done to the trace. */
    public void edit(UnaryOperator<WorkloadEdits> change) {
        WorkloadEdits changed = change.apply(edits.get());
        if (!changed.equals(edits.get())) {
            if (changed.fit() != edits.get().fit()) {
                // A long fit is not waited for once it is not wanted.
                studies.cancel();
            }
            edits.set(changed);
            refresh();
        }
    }

    /** Shows the trace as it is, and stops what is being computed. */
    public void reset() {
        studies.cancel();
        edit(now -> WorkloadEdits.NONE);
    }

    /** Whether what is on show is what the edits say; if not, the user is told to wait for it. */
    public boolean isUpToDate() {
        if (busy.get()) {
            messages.warn(
                    TOPIC, "The charts are still being computed; save them once they have followed the controls.");
        }
        return !busy.get();
    }

    /** A file name for what is on show, without its ending. */
    public String suggestedName() {
        WorkloadStudy shown = study.get();
        String name = shown == null ? "trace" : shown.recorded().trace().name();
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^\\w.-]+", "-");
        return stem + (shown == null || !shown.isChanged() ? "" : "-" + shown.afterName());
    }

    /** Writes the trace that is on show. A file that is there is replaced only if {@code file} names it in full. */
    public void saveTrace(Path file) {
        WorkloadStudy shown = study.get();
        if (shown != null) {
            save(file, CSV, path -> writeTrace(shown, path), () -> {});
        }
    }

    /** Writes the fit as a recipe; likewise. */
    public void saveRecipe(Path file) {
        WorkloadStudy shown = study.get();
        WorkloadSpec recipe = shown == null ? null : shown.recipe();
        if (recipe != null) {
            save(file, JSON, path -> WorkloadFile.write(path, recipe), () -> {});
        }
    }

    /**
     * Writes what is on show and gives it to the scenario: the trace, or if the file's name ends in {@code .json} and there is a
     * fit, its recipe.
     */
    public void use(Path file) {
        WorkloadStudy shown = study.get();
        if (shown == null) {
            return;
        }
        WorkloadSpec recipe = shown.recipe();
        boolean asRecipe = recipe != null && endsIn(file, JSON);
        Path target = asRecipe ? file : withEnding(file, CSV);
        save(
                file,
                asRecipe ? JSON : CSV,
                path -> {
                    if (recipe != null && asRecipe) {
                        WorkloadFile.write(path, recipe);
                    } else {
                        writeTrace(shown, path);
                    }
                },
                () -> {
                    beginAnew = true;
                    scenario.openTrace(target);
                });
    }

    private interface Writer {
        void write(Path file) throws IOException;
    }

    private static void writeTrace(WorkloadStudy shown, Path file) throws IOException {
        TraceCsvWriter.write(shown.trace(), shown.history(), file);
    }

    private void save(Path chosen, String ending, Writer writer, Runnable then) {
        Path file = withEnding(chosen, ending);
        if (!file.equals(chosen) && Files.exists(file)) {
            // Nobody was asked whether that one may be replaced.
            messages.error(TOPIC, file + " exists; choose that name itself to replace it, or another one.");
            return;
        }
        background.execute(() -> {
            try {
                writer.write(file);
                foreground.execute(() -> {
                    messages.info(TOPIC, "Saved " + file + ".");
                    then.run();
                });
            } catch (IOException | IllegalArgumentException unwritable) {
                foreground.execute(() -> messages.error(
                        TOPIC,
                        file + " cannot be written (" + Objects.requireNonNullElse(unwritable.getMessage(), "no reason")
                                + "); choose another place."));
            }
        });
    }

    private static boolean endsIn(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static Path withEnding(Path file, String ending) {
        return endsIn(file, ending) ? file : file.resolveSibling(file.getFileName() + ending);
    }

    /** Shows the trace of the scenario on show; of another trace than before without edits. */
    private void follow() {
        TraceSource now = scenario.spec().trace();
        if (beginAnew || !now.equals(source)) {
            beginAnew = false;
            source = now;
            edits.set(WorkloadEdits.NONE);
        }
        refresh();
    }

    private void refresh() {
        TraceSource from = source;
        if (!active.get() || from == null) {
            studies.cancel();
            busy.set(false);
            return;
        }
        long seed = TraceLibrary.isRecipe(from) ? scenario.spec().seed() : 0;
        WorkloadEdits wanted = edits.get();
        busy.set(true);
        studies.submit(
                cancelled -> bench.study(from, seed, wanted, cancelled), new LatestWins.Receiver<WorkloadStudy>() {
                    @Override
                    public void succeeded(WorkloadStudy next, double millis) {
                        study.set(next);
                        studied.set(from);
                        problem.set("");
                        messages.resolve(TOPIC);
                        messages.clear(WAIT_TOPIC);
                        busy.set(!studies.isIdle());
                    }

                    @Override
                    public void failed(Throwable failure) {
                        busy.set(!studies.isIdle());
                        if (!(failure instanceof CancellationException)) {
                            problem.set(sentence(failure));
                            // Of a trace that cannot be read the scenario says so.
                            if (!scenario.openingProperty().get()) {
                                messages.error(TOPIC, problem.get());
                            }
                        }
                    }
                });
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof OutOfMemoryError) {
            return "There is not enough memory for this trace; keep less of it, or give Java more memory with the option"
                    + " -Xmx.";
        }
        return failure instanceof ScenarioException && message != null
                ? message
                : FailureText.ofDefect(failure, "The trace could not be edited", "the trace");
    }
}
