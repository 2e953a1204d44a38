package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ScenarioDifference;
import dev.tokenyard.app.session.ScenarioSpec;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The scenario as the user edits it, the file that it belongs to, and what both were before. Changes of the same part that
 * follow each other closely, such as the steps of a slider under the hand, are one change to undo. For the FX thread.
 */
public final class ScenarioDocument {
    /** How many changes can be undone. */
    public static final int MOST_CHANGES = 200;

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
    private long lastChangeNanos;
    private boolean mergeable;
    private Home home;

    /**
     * Where a scenario belongs from its opening on, whatever is changed of it: all states between two openings share one, so
     * that undoing a change never leads to another file.
     */
    private static final class Home {
        private Optional<Path> file;
        private ScenarioSpec kept;

        Home(Optional<Path> file, ScenarioSpec kept) {
            this.file = file;
            this.kept = kept;
        }
    }

    /** A scenario and where it belongs. */
    private record State(ScenarioSpec spec, Home home) {}

    /** What led from one state to the next, in words. */
    private record Change(String what, State before, State after) {
        Change followedBy(State next) {
            return new Change(what, before, next);
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

    /** It is now in a file, and so is whatever undoing and redoing make of it until another one is opened. */
    public void savedTo(Path path) {
        home.file = Optional.of(path);
        home.kept = spec();
        mergeable = false;
        show(present());
    }

    /** Takes over a changed scenario, which is to go to the same file. */
    void change(ScenarioSpec next) {
        String what = ScenarioDifference.between(spec(), next);
        record(what, new State(next, home), ScenarioDifference.isGradual(what));
    }

    /** Takes over a scenario with another trace, which is to go to the same file. */
    void replace(ScenarioSpec other) {
        record(opening(other), new State(other, home), false);
    }

    /** Takes over another scenario, which belongs to another file or to none. */
    void open(ScenarioSpec other, Optional<Path> itsFile) {
        boolean same = other.equals(spec()) && itsFile.equals(home.file);
        record(opening(other), new State(other, same ? home : new Home(itsFile, other)), false);
    }

    private String opening(ScenarioSpec other) {
        return other.name().equals(spec().name()) ? "the scenario" : "the opening of " + other.name();
    }

    private void record(String what, State next, boolean merge) {
        State present = present();
        if (next.equals(present)) {
            return;
        }
        long now = nanoClock.getAsLong();
        Change last = done.peekLast();
        if (merge && mergeable && last != null && last.what().equals(what) && now - lastChangeNanos < PAUSE_NANOS) {
            done.removeLast();
            done.addLast(last.followedBy(next));
        } else {
            done.addLast(new Change(what, present, next));
        }
        if (done.size() > MOST_CHANGES) {
            done.removeFirst();
        }
        undone.clear();
        lastChangeNanos = now;
        mergeable = merge;
        show(next);
    }

    /**
     * Goes on with another scenario because the present one cannot be had. Changes that led away from it are forgotten, as if
     * they had not been asked for; if none did, it takes the place of the present one.
     */
    void withdrawTo(ScenarioSpec possible) {
        mergeable = false;
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

    /** Goes back to what was before the last change; says whether there was one. */
    boolean undo() {
        Change last = done.pollLast();
        if (last == null) {
            return false;
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
        changed.set(!state.spec().equals(home.kept));
        undoable.set(done.isEmpty() ? "" : done.getLast().what());
        redoable.set(undone.isEmpty() ? "" : undone.getLast().what());
        spec.set(state.spec());
    }
}
