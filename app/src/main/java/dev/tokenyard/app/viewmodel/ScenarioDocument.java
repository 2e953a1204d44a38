package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ScenarioDifference;
import dev.tokenyard.app.session.ScenarioSpec;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The scenario as the user edits it, the file that it belongs to, and what both were before. Changes of the same part that
 * follow each other closely, such as the steps of a slider under the hand, are one change to undo.
 *
 * <p>Scenarios of a lesson are guests: while one {@linkplain #visit visits}, the user's own scenario, its file and its history
 * wait, and come back with {@link #comeBack} as they were. A guest has a history of its own and no file, so that saving asks for
 * one. What the user made of guests is not lost: it lies in the history behind the own scenario that came back, so that undoing
 * leads to it, the last one first, and then to the own one again. For the FX thread.
 */
public final class ScenarioDocument {
    /** How many changes can be undone. */
    public static final int MOST_CHANGES = 200;

    /** The change from what was made of guests to the own scenario, by which undoing leads there. */
    static final String WAY_BACK = "the way back from the lesson";

    /** Changes of one part with less than this between them are one, in nanoseconds. */
    private static final long PAUSE_NANOS = 800_000_000L;

    private final LongSupplier nanoClock;
    private final ReadOnlyObjectWrapper<ScenarioSpec> spec;
    private final ReadOnlyObjectWrapper<Optional<Path>> file =
            new ReadOnlyObjectWrapper<>(this, "file", Optional.empty());
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed", false);
    private final ReadOnlyStringWrapper undoable = new ReadOnlyStringWrapper(this, "undoable", "");
    private final ReadOnlyStringWrapper redoable = new ReadOnlyStringWrapper(this, "redoable", "");
    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Change> undone = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper visited = new ReadOnlyBooleanWrapper(this, "visited", false);
    /** What the user made of guests that have gone, and never saved. */
    private final Set<State> leftBehind = new LinkedHashSet<>();

    private @Nullable Own own;
    private long lastChangeNanos;
    private boolean mergeable;
    private Home home;

    /**
     * Where a scenario belongs from its opening on, whatever is changed of it: all states between two openings share one, so
     * that undoing a change never leads to another file.
     */
    private static final class Home {
        private Optional<Path> file;
        /** What was opened or saved last; null where that was kept for the user's sake and in no file of the user's. */
        private @Nullable ScenarioSpec kept;

        Home(Optional<Path> file, ScenarioSpec kept) {
            this.file = file;
            this.kept = kept;
        }

        boolean holds(ScenarioSpec spec) {
            return spec.equals(kept);
        }
    }

    /** A scenario and where it belongs. */
    private record State(ScenarioSpec spec, Home home) {}

    /** The user's own scenario with its history, while a guest is on show; and what the user made of those that have gone. */
    private record Own(State state, List<Change> done, List<Change> undone, List<State> made) {
        Own(State state, Collection<Change> done, Collection<Change> undone) {
            this(state, List.copyOf(done), List.copyOf(undone), new ArrayList<>());
        }

        /** The same scenario twice, as after undoing the way on, is made once. */
        void make(State guest) {
            made.remove(guest);
            made.add(guest);
        }
    }

    /** What led from one state to the next, in words. */
    private record Change(String what, State before, State after) {
        Change followedBy(State next) {
            return new Change(what, before, next);
        }

        Change with(UnaryOperator<State> replacement) {
            return new Change(what, replacement.apply(before), replacement.apply(after));
        }
    }

    /**
     * A document that belongs to no file.
     *
     * @param initial the scenario to begin with
     * @param nanoClock nanoseconds from any origin
     */
    ScenarioDocument(ScenarioSpec initial, LongSupplier nanoClock) {
        spec = new ReadOnlyObjectWrapper<>(this, "spec", initial);
        home = new Home(Optional.empty(), initial);
        this.nanoClock = nanoClock;
    }

    /** The scenario. */
    public ReadOnlyObjectProperty<ScenarioSpec> specProperty() {
        return spec.getReadOnlyProperty();
    }

    /** The scenario. */
    public ScenarioSpec spec() {
        return spec.get();
    }

    /** The file that it came from or was saved to last, to which it is saved again; undoing its opening takes that back. */
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** Whether it is another than when it was opened or saved last. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** The change that would be undone, a phrase such as "the arrival rate"; empty for none. */
    public ReadOnlyStringProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** The change that would be made again; empty for none. */
    public ReadOnlyStringProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** Whether a lesson's scenario is on show in place of the user's own. */
    public ReadOnlyBooleanProperty visitedProperty() {
        return visited.getReadOnlyProperty();
    }

    /** Stays the same from one opening to the next, whatever is changed of the scenario. */
    Object opening() {
        return home;
    }

    /** The user's own scenario, whether on show or waiting. */
    public ScenarioSpec ownSpec() {
        return ownState().spec();
    }

    /** The file of the user's own scenario. */
    public Optional<Path> ownFile() {
        return ownState().home().file;
    }

    /** Whether the user's own scenario is as it was when it was opened or saved last. */
    boolean isOwnSaved() {
        State state = ownState();
        return state.home().holds(state.spec());
    }

    private State ownState() {
        return own == null ? present() : own.state();
    }

    /** What the user made of scenarios of lessons and has not saved, in the order in which it was made. */
    public List<ScenarioSpec> unsavedGuests() {
        Set<State> unsaved = new LinkedHashSet<>(leftBehind);
        if (own != null) {
            unsaved.addAll(own.made());
            unsaved.add(present());
        }
        return unsaved.stream()
                .filter(state -> !state.home().holds(state.spec()))
                .map(State::spec)
                .distinct()
                .toList();
    }

    /** It is now in a file, and so is whatever undoing and redoing make of it until another one is opened. */
    public void savedTo(Path path) {
        savedAs(path, spec().name());
    }

    /** Likewise, under a name of its own; so are its states of before and after that had the name which it has now. */
    void savedAs(Path path, String name) {
        String former = spec().name();
        UnaryOperator<State> rename =
                state -> state.home() == home && state.spec().name().equals(former)
                        ? new State(state.spec().named(name), home)
                        : state;
        for (Deque<Change> changes : List.of(done, undone)) {
            List<Change> renamed =
                    changes.stream().map(change -> change.with(rename)).toList();
            changes.clear();
            changes.addAll(renamed);
        }
        List<State> left = leftBehind.stream().map(rename).toList();
        leftBehind.clear();
        leftBehind.addAll(left);
        if (own != null) {
            own.made().replaceAll(rename);
        }
        home.file = Optional.of(path);
        ScenarioSpec kept = spec().named(name);
        home.kept = kept;
        mergeable = false;
        show(new State(kept, home));
    }

    /** It is in no file of the user's, whatever it says, until it is saved: as where it was left so and is gone on with. */
    public void markUnsaved() {
        home.kept = null;
        show(present());
    }

    /** Takes over a changed scenario, which is to go to the same file. */
    void change(ScenarioSpec next) {
        String what = ScenarioDifference.between(spec(), next);
        record(what, present(), new State(next, home), ScenarioDifference.isGradual(what));
    }

    /** Takes over a scenario with another trace, which is to go to the same file. */
    void replace(ScenarioSpec other) {
        record(opening(other, present()), present(), new State(other, home), false);
    }

    /** Takes over another scenario, which belongs to another file or to none; a guest goes. */
    void open(ScenarioSpec other, Optional<Path> itsFile) {
        State from = dismissGuest();
        boolean same = other.equals(from.spec()) && itsFile.equals(from.home().file);
        if (same) {
            // Nothing to record, but a guest may stand in its place.
            show(from);
        } else {
            record(opening(other, from), from, new State(other, new Home(itsFile, other)), false);
        }
    }

    /** Shows a scenario of a lesson; the user's own one waits until {@link #comeBack}. */
    void visit(ScenarioSpec guest) {
        State before = present();
        State next = new State(guest, new Home(Optional.empty(), guest));
        if (own == null) {
            own = new Own(before, done, undone);
            done.clear();
        } else if (changed.get()) {
            own.make(before);
            push(new Change("the way on in the lesson", before, next));
        } else if (!done.isEmpty()) {
            done.addLast(done.removeLast().followedBy(next));
        }
        undone.clear();
        mergeable = false;
        show(next);
    }

    /** Brings the user's own scenario back with its history; says whether a guest was on show. */
    boolean comeBack() {
        if (own == null) {
            return false;
        }
        State ownState = own.state();
        State last = dismissGuest();
        if (!last.equals(ownState)) {
            push(new Change(WAY_BACK, last, ownState));
        }
        show(ownState);
        return true;
    }

    /** Lets the user's own history go on, with what was made of guests at its end; the state that it now ends with. */
    private State dismissGuest() {
        Own back = own;
        if (back == null) {
            return present();
        }
        if (changed.get()) {
            back.make(present());
        }
        own = null;
        mergeable = false;
        done.clear();
        done.addAll(back.done());
        undone.clear();
        State last = back.state();
        if (back.made().isEmpty()) {
            undone.addAll(back.undone());
        }
        for (State made : back.made()) {
            push(new Change("your changes to the lesson's scenario", last, made));
            leftBehind.add(made);
            last = made;
        }
        return last;
    }

    private static String opening(ScenarioSpec other, State from) {
        return other.name().equals(from.spec().name()) ? "the scenario" : "the opening of " + other.name();
    }

    private void record(String what, State present, State next, boolean merge) {
        if (next.equals(present)) {
            return;
        }
        long now = nanoClock.getAsLong();
        Change last = done.peekLast();
        if (merge && mergeable && last != null && last.what().equals(what) && now - lastChangeNanos < PAUSE_NANOS) {
            done.removeLast();
            done.addLast(last.followedBy(next));
        } else {
            push(new Change(what, present, next));
        }
        undone.clear();
        lastChangeNanos = now;
        mergeable = merge;
        show(next);
    }

    private void push(Change change) {
        done.addLast(change);
        if (done.size() > MOST_CHANGES) {
            done.removeFirst();
        }
    }

    /**
     * Goes on with another scenario because the present one cannot be had. Changes that led away from it are forgotten, as if
     * they had not been asked for; if none did, it takes the place of the present one.
     */
    void withdrawTo(ScenarioSpec possible) {
        mergeable = false;
        if (own != null && own.state().spec().equals(possible)) {
            comeBack();
            return;
        }
        boolean known = done.stream().anyMatch(change -> change.before().spec().equals(possible));
        State state = new State(possible, home);
        while (known && !done.isEmpty()) {
            Change last = done.removeLast();
            if (last.before().spec().equals(possible)) {
                show(last.before());
                return;
            }
        }
        if (!done.isEmpty()) {
            done.addLast(done.removeLast().followedBy(state));
        }
        show(state);
    }

    /** Goes back to what was before the last change, or from a guest that has not been changed; says whether there was any. */
    boolean undo() {
        Change last = done.pollLast();
        if (last == null) {
            return comeBack();
        }
        undone.addLast(last);
        mergeable = false;
        show(last.before());
        return true;
    }

    /** Makes the change again that was undone last; says whether there was one. */
    boolean redo() {
        Change next = undone.pollLast();
        if (next == null) {
            return false;
        }
        done.addLast(next);
        mergeable = false;
        show(next.after());
        return true;
    }

    private State present() {
        return new State(spec(), home);
    }

    private void show(State state) {
        home = state.home();
        file.set(home.file);
        changed.set(!home.holds(state.spec()));
        undoable.set(
                done.isEmpty()
                        ? (own == null ? "" : "the opening of the lesson")
                        : done.getLast().what());
        redoable.set(undone.isEmpty() ? "" : undone.getLast().what());
        spec.set(state.spec());
        visited.set(own != null);
    }
}
