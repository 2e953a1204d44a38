package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.ScenarioDifference;
import dev.tokenyard.app.session.ScenarioSpec;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
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
    private final ReadOnlyStringWrapper undoable = new ReadOnlyStringWrapper(this, "undoable", "");
    private final ReadOnlyStringWrapper redoable = new ReadOnlyStringWrapper(this, "redoable", "");
    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Change> undone = new ArrayDeque<>();
    private long lastChangeNanos;
    private boolean mergeable;

    /** A scenario and its file. */
    private record State(ScenarioSpec spec, Optional<Path> file) {}

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

    /** The change that would be undone, a phrase such as "the arrival rate"; empty for none. */
    public ReadOnlyStringProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** The change that would be made again; empty for none. */
    public ReadOnlyStringProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** It is now in a file. */
    public void savedTo(Path path) {
        file.set(Optional.of(path));
        mergeable = false;
    }

    /** Takes over a changed scenario, which is to go to the same file. */
    void change(ScenarioSpec changed) {
        String what = ScenarioDifference.between(spec(), changed);
        record(what, new State(changed, file.get()), ScenarioDifference.isGradual(what));
    }

    /** Takes over another scenario, which belongs to another file or to none. */
    void open(ScenarioSpec other, Optional<Path> itsFile) {
        String what = other.name().equals(spec().name()) ? "the scenario" : "the opening of " + other.name();
        record(what, new State(other, itsFile), false);
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
        State state = new State(possible, file.get());
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
        return new State(spec(), file.get());
    }

    private void show(State state) {
        file.set(state.file());
        undoable.set(done.isEmpty() ? "" : done.getLast().what());
        redoable.set(undone.isEmpty() ? "" : undone.getLast().what());
        spec.set(state.spec());
    }
}
