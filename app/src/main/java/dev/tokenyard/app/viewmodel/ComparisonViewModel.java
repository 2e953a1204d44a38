package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The comparison that all regions show, and the clock and selection that they share. */
public final class ComparisonViewModel {
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>(this, "comparison");
    private final PlaybackViewModel playback = new PlaybackViewModel();
    private final SelectionViewModel selection = new SelectionViewModel();

    /** The present comparison, null before the first one. To change it, call {@link #show}. */
    public ObjectProperty<@Nullable Comparison> comparisonProperty() {
        return comparison;
    }

    /** The clock. */
    public PlaybackViewModel playback() {
        return playback;
    }

    /** The selection. */
    public SelectionViewModel selection() {
        return selection;
    }

    /**
     * Takes over a new comparison; the clock stays where it is, and a request that no longer exists is deselected. The clock, the
     * chosen request and the range of time belong to their trace: another one begins at its beginning.
     */
    public void show(Comparison next) {
        int requests = next.trace().size();
        if (selection.requestProperty().get() >= requests) {
            selection.requestProperty().set(SelectionViewModel.NONE);
        }
        selection.hoveredRequestProperty().set(SelectionViewModel.NONE);
        followLane(next);
        if (next.lanes().stream()
                .anyMatch(lane -> selection.instanceProperty().get()
                        >= lane.log().instances().size())) {
            selection.instanceProperty().set(SelectionViewModel.NONE);
        }
        Comparison before = comparison.get();
        if (before != null && !before.scenario().trace().equals(next.scenario().trace())) {
            playback.clearRange();
            playback.seek(0);
            selection.requestProperty().set(SelectionViewModel.NONE);
        }
        comparison.set(next);
        playback.setEndTick(next.endTick());
    }

    /**
     * Chooses the next lane; after the last one comes the first.
     *
     * @param step 1 for the next, -1 for the one before
     */
    public void stepLane(int step) {
        Comparison present = comparison.get();
        if (present != null && !present.lanes().isEmpty()) {
            int lanes = present.lanes().size();
            int lane = selection.laneProperty().get();
            int from = lane < 0 ? (step > 0 ? -1 : lanes) : lane;
            selection.laneProperty().set(Math.floorMod(from + step, lanes));
        }
    }

    /**
     * Chooses the next instance of the chosen lane, or the first of all, in place of a request; after the last one comes none.
     *
     * @param step 1 for the next, -1 for the one before
     */
    public void stepInstance(int step) {
        Comparison present = comparison.get();
        if (present == null || present.lanes().isEmpty()) {
            return;
        }
        int lane = Math.max(
                0, Math.min(present.lanes().size() - 1, selection.laneProperty().get()));
        int places = present.lanes().get(lane).log().instances().size() + 1;
        selection.laneProperty().set(lane);
        selection.requestProperty().set(SelectionViewModel.NONE);
        // Counted from 0 for none.
        selection
                .instanceProperty()
                .set(Math.floorMod(selection.instanceProperty().get() + 1 + step, places) - 1);
    }

    /** The chosen lane is the same policy's, wherever it stands now. */
    private void followLane(Comparison next) {
        Comparison before = comparison.get();
        int lane = selection.laneProperty().get();
        if (before != null && lane >= 0 && lane < before.lanes().size()) {
            int now = next.laneOf(before.lanes().get(lane).card().id());
            selection.laneProperty().set(now < 0 ? SelectionViewModel.NONE : now);
        }
    }
}
