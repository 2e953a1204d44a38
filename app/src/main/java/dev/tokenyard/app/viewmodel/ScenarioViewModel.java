package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FileStamp;
import dev.tokenyard.app.session.ForkMoments;
import dev.tokenyard.app.session.KeptResults;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.app.session.TraceSummary;
import dev.tokenyard.app.session.TraceTooLargeException;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The scenario as the user edits it. Every change starts a simulation of all policies in the background; the newest change
 * wins, and the picture follows. A scenario that cannot be run leaves the last picture in place and says why. For the FX
 * thread.
 */
public final class ScenarioViewModel {
    private static final String TOPIC = "scenario";
    private static final String TRACE_TOPIC = "trace";
    private static final String FORK_TOPIC = "fork moment";

    private final ScenarioRunner runner;
    private final KeptResults kept;
    private final LatestWins<KeptResults.Answer> simulations;
    private final ComparisonViewModel target;
    private final MessagesViewModel messages;
    private final ImportNotices notices;
    private final RecentFiles recentTraces;
    private final ScenarioDocument document;
    private final ReadOnlyObjectWrapper<@Nullable ScenarioResult> result =
            new ReadOnlyObjectWrapper<>(this, "result", null);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final SimulationStatus status = new SimulationStatus();
    private final ReadOnlyObjectWrapper<@Nullable HeldTrace> held = new ReadOnlyObjectWrapper<>(this, "held", null);
    private final BooleanBinding opening;
    private final WhatIfHand hand = new WhatIfHand();
    /** Of which opening the picture is. */
    private Object shownOpening = this;

    private List<FileStamp> inputs = List.of();
    /** Whether the picture is of a scenario of a lesson. */
    private boolean shownGuest;

    private UnreadTraces unread = (source, kind, sentence) -> false;

    /**
     * A trace that was read but is too large to be simulated as it is: it can be looked at, and cut.
     *
     * @param source where it comes from
     * @param summary what it looks like
     * @param sentence why it is not simulated, and what to do
     * @param fitting about how many of its first requests could be
     */
    public record HeldTrace(TraceSource source, TraceSummary summary, String sentence, int fitting) {}

    /** Knows what to do with traces that cannot be read as they are. */
    @FunctionalInterface
    public interface UnreadTraces {
        /**
         * Asks the user for what is missing.
         *
         * @param source the trace that could not be read
         * @param kind what kept it from being read
         * @param sentence the same in words
         * @return whether it takes over, so that nobody else needs to tell the user
         */
        boolean ask(TraceSource source, TraceFormatException.Kind kind, String sentence);
    }

    /**
     * Makes the view-model; nothing runs before {@link #simulate}.
     *
     * @param initial the scenario to begin with
     * @param runner simulates it
     * @param simulations runs the newest change only
     * @param target shows the result
     * @param messages says what went wrong
     * @param recentTraces remembers trace files that could be opened
     */
    public ScenarioViewModel(
            ScenarioSpec initial,
            ScenarioRunner runner,
            LatestWins<KeptResults.Answer> simulations,
            ComparisonViewModel target,
            MessagesViewModel messages,
            RecentFiles recentTraces) {
        document = new ScenarioDocument(initial, System::nanoTime);
        this.runner = runner;
        kept = new KeptResults(runner);
        this.simulations = simulations;
        this.target = target;
        this.messages = messages;
        notices = new ImportNotices(messages, TRACE_TOPIC);
        this.recentTraces = recentTraces;
        opening = Bindings.createBooleanBinding(
                () -> busy.get() && !showsTraceOf(spec()), busy, result, document.specProperty());
    }

    /** Whether what is on show is of the scenario as it is or was before its latest changes, and not of an earlier one. */
    public boolean showsPresent() {
        return showsTraceOf(spec()) && shownOpening.equals(document.opening());
    }

    private boolean showsTraceOf(ScenarioSpec scenario) {
        ScenarioResult shown = result.get();
        return shown != null && shown.comparison().scenario().trace().equals(scenario.trace());
    }

    /** The scenario as edited, which may be ahead of the picture. */
    public ReadOnlyObjectProperty<ScenarioSpec> specProperty() {
        return document.specProperty();
    }

    /** The scenario as edited. */
    public ScenarioSpec spec() {
        return document.spec();
    }

    /** The scenario with its file and its history. */
    public ScenarioDocument document() {
        return document;
    }

    /** The state of the files that what is on show depends on, as it was simulated; none before the first simulation. */
    List<FileStamp> inputs() {
        return inputs;
    }

    /** What the window shows, null before the first simulation has ended. */
    public ReadOnlyObjectProperty<@Nullable ScenarioResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Whether a simulation is on its way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The scenario's trace, if it is too large to be simulated; null if it is not, and while nobody knows. */
    public ReadOnlyObjectProperty<@Nullable HeldTrace> heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** Whether the scenario's trace is being read and simulated for the first time, so that what is on show is another one. */
    public BooleanBinding openingProperty() {
        return opening;
    }

    /** How far the reading of a trace file is; empty where none is read. */
    public Optional<TraceLibrary.Reading> reading() {
        return runner.reading();
    }

    /** Why the scenario as edited cannot be shown, empty if it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Where the user's hand is among the what-if sliders. */
    public WhatIfHand hand() {
        return hand;
    }

    /** The results that need not be simulated again. */
    KeptResults kept() {
        return kept;
    }

    /** What was simulated last and how long it took from the change to the picture. */
    public ReadOnlyStringProperty statusProperty() {
        return status.inFullProperty();
    }

    /** The same without what was simulated, which is a matter of course where room is short. */
    public ReadOnlyStringProperty statusInShortProperty() {
        return status.inShortProperty();
    }

    /** The trace files opened last. */
    public RecentFiles recentTraces() {
        return recentTraces;
    }

    /**
     * Changes the scenario and simulates it, unless it stays the same.
     *
     * @return an empty text, or why the change is refused, in which case all stays as it was
     */
    public String edit(UnaryOperator<ScenarioSpec> change) {
        ScenarioSpec changed;
        try {
            changed = change.apply(spec());
        } catch (IllegalArgumentException refused) {
            return sentence(refused);
        }
        if (!changed.equals(spec())) {
            document.change(changed);
            simulate();
        }
        return "";
    }

    /** Hands traces that cannot be read as they are to somebody who can ask about them. */
    public void setUnreadTraces(UnreadTraces handler) {
        unread = handler;
    }

    /** Opens a trace file in place of the present trace; one of a lesson goes, and the lesson with it. */
    public void openTrace(Path file) {
        openTrace(TraceSource.file(file.toString()));
    }

    /** Opens a trace file, read in a certain way, in place of the present trace. */
    public void openTrace(TraceSource file) {
        // Under the lesson's scenario it would go with the lesson.
        document.comeBack();
        Path name = Path.of(file.location()).getFileName();
        replace(unlimited(file)
                .withTrace(file)
                .named(ScenarioNames.withoutEnding(name == null ? file.location() : name.toString())));
    }

    /** Opens a sample trace in place of the present trace. */
    public void openSample(String fileName) {
        document.comeBack();
        TraceSource sample = TraceSource.sample(fileName);
        replace(unlimited(sample).withTrace(sample).named(ScenarioNames.withoutEnding(fileName)));
    }

    /** How many requests are played is a choice for the trace at hand. */
    private ScenarioSpec unlimited(TraceSource next) {
        return next.location().equals(spec().trace().location()) ? spec() : spec().withLimit(0);
    }

    /** Takes over another scenario and simulates it, even if it is the same: a file of it may have changed. */
    public void replace(ScenarioSpec scenario) {
        document.replace(scenario);
        simulate();
    }

    /** Takes over a scenario of another file, or of none, and simulates it. */
    public void open(ScenarioSpec scenario, Optional<Path> file) {
        document.open(scenario, file);
        simulate();
    }

    /** Shows a scenario of a lesson and simulates it; the user's own one waits until {@link #comeBack}. */
    void visit(ScenarioSpec guest) {
        document.visit(guest);
        simulate();
    }

    /** Brings the user's own scenario back from a lesson and simulates it. */
    void comeBack() {
        stepped(document.comeBack());
    }

    /** The scenario is now in a file under a name; if that is a new one, what is on show gets it, too. */
    public void savedAs(Path file, String name) {
        ScenarioSpec before = spec();
        ScenarioResult shown = result.get();
        document.savedAs(file, name);
        boolean isOnShow =
                shown != null && !busy.get() && shown.comparison().scenario().equals(before);
        if (!name.equals(before.name()) && isOnShow) {
            ScenarioResult renamed = Objects.requireNonNull(shown).named(name);
            target.show(renamed.comparison());
            result.set(renamed);
        } else if (!name.equals(before.name())) {
            simulate();
        }
    }

    /** Takes back the last change and simulates what was before; says whether there was one. */
    public boolean undo() {
        return stepped(document.undo());
    }

    /** Makes the change again that was taken back last; says whether there was one. */
    public boolean redo() {
        return stepped(document.redo());
    }

    private boolean stepped(boolean changed) {
        if (changed) {
            simulate();
        }
        return changed;
    }

    /** Simulates the scenario as it stands. */
    public void simulate() {
        ScenarioSpec wanted = spec();
        busy.set(true);
        simulations.submit(
                new LatestWins.KnownJob<>() {
                    @Override
                    public KeptResults.Answer run(BooleanSupplier cancelled) throws ScenarioException {
                        return kept.of(wanted, cancelled);
                    }

                    @Override
                    public KeptResults.@Nullable Answer atHand() {
                        return kept.known(wanted);
                    }
                },
                new Arrival(wanted));
    }

    /** Gives up a trace that is being opened, and goes back to the one on show. */
    public void cancelOpening() {
        if (!opening.get()) {
            return;
        }
        simulations.cancel();
        busy.set(false);
        held.set(null);
        String name = spec().name();
        ScenarioResult shown = result.get();
        if (shown == null || isLeftFromLesson()) {
            problem.set("Opening " + name + " was cancelled; open a trace.");
            status.say("not simulated");
        } else {
            document.withdrawTo(shown.comparison().scenario());
        }
        messages.info(TRACE_TOPIC, "Opening " + name + " was cancelled.");
    }

    /** Whether the picture is one of a lesson that has ended: it is nothing to go on with, least of all in the user's own file. */
    private boolean isLeftFromLesson() {
        return shownGuest && !document.visitedProperty().get();
    }

    /** Simulates no more than the first requests of a trace that is too large. */
    public void simulateFirst(int requests) {
        edit(scenario -> scenario.withLimit(requests));
    }

    /** Stops what runs in the background; its result will not be shown. */
    public void close() {
        simulations.cancel();
        kept.forget();
    }

    /** What becomes of one simulation. */
    private final class Arrival implements LatestWins.Receiver<KeptResults.Answer> {
        private final ScenarioSpec wanted;
        private final Object opening = document.opening();
        private final boolean guest = document.visitedProperty().get();

        Arrival(ScenarioSpec wanted) {
            this.wanted = wanted;
        }

        @Override
        public void succeeded(KeptResults.Answer answer, double millis) {
            ScenarioResult next = answer.result();
            target.show(next.comparison());
            held.set(null);
            shownOpening = opening;
            shownGuest = guest;
            inputs = answer.inputs();
            result.set(next);
            if (answer.again()) {
                status.shownAgain(next.comparison());
            } else {
                status.simulated(next.comparison(), millis);
            }
            problem.set("");
            messages.resolve(TOPIC);
            remember(next.trace().report());
            warnOfForks(next);
            busy.set(!simulations.isIdle());
        }

        /** The run may have become too short for a fork, which stays: it may become longer again. */
        private void warnOfForks(ScenarioResult next) {
            List<String> late = ForkMoments.refusals(next.comparison());
            if (late.isEmpty()) {
                messages.clear(FORK_TOPIC);
            } else {
                messages.warn(FORK_TOPIC, late.get(0));
            }
        }

        /** The trace stays, as it can be edited; what was on show is not its picture. */
        private void hold(TraceTooLargeException tooLarge, String sentence) {
            TraceSummary summary = tooLarge.summary().orElseThrow();
            // The sentence stands in place of the picture.
            problem.set("");
            status.say("not simulated: too many requests");
            messages.resolve(TOPIC);
            remember(summary.report());
            held.set(new HeldTrace(wanted.trace(), summary, sentence, tooLarge.fitting()));
        }

        private void remember(Optional<ImportReport> report) {
            if (wanted.trace().kind() == SourceKind.FILE) {
                recentTraces.add(Path.of(wanted.trace().location()));
            }
            report.ifPresent(read -> notices.report(read, spec().name()));
        }

        private boolean asks(Throwable failure, String sentence) {
            Throwable cause = failure.getCause();
            return wanted.trace().kind() == SourceKind.FILE
                    && cause instanceof TraceFormatException
                    && unread.ask(wanted.trace(), ((TraceFormatException) cause).kind(), sentence);
        }

        @Override
        public void failed(Throwable failure) {
            busy.set(!simulations.isIdle());
            if (failure instanceof CancellationException) {
                return;
            }
            String sentence = sentence(failure);
            if (failure instanceof TraceTooLargeException
                    && ((TraceTooLargeException) failure).summary().isPresent()) {
                hold((TraceTooLargeException) failure, sentence);
                return;
            }
            held.set(null);
            ScenarioResult shown = result.get();
            if (shown != null
                    && !isLeftFromLesson()
                    && !shown.comparison().scenario().trace().equals(wanted.trace())) {
                // What cannot be opened is not kept: the trace on the screen is the one to go on with.
                ScenarioSpec before = shown.comparison().scenario();
                document.withdrawTo(spec().withTrace(before.trace()).named(before.name()));
                if (!spec().equals(before)) {
                    // Whatever else was asked for together with that trace.
                    simulate();
                }
                if (!asks(failure, sentence)) {
                    messages.error(TRACE_TOPIC, sentence);
                }
            } else {
                if (!asks(failure, sentence)) {
                    messages.error(TOPIC, sentence);
                }
                problem.set(sentence);
                status.say(shown == null ? "not simulated" : "not simulated; the run before is shown");
            }
        }
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if ((failure instanceof ScenarioException || failure instanceof IllegalArgumentException) && message != null) {
            return message;
        }
        if (failure instanceof OutOfMemoryError) {
            return "There is not enough memory for this comparison; compare fewer policies, cut the trace with a limit, or"
                    + " give Java more memory with the option -Xmx.";
        }
        return FailureText.ofDefect(failure, "The simulation broke off", "the scenario") + " The last picture stays.";
    }
}
