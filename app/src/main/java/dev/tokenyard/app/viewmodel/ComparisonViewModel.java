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

    /** Takes over a new comparison; the clock stays where it is, a request that no longer exists is deselected. */
    public void show(Comparison next) {
        int requests = next.trace().size();
        if (selection.requestProperty().get() >= requests) {
            selection.requestProperty().set(SelectionViewModel.NONE);
        }
        selection.hoveredRequestProperty().set(SelectionViewModel.NONE);
        comparison.set(next);
        playback.setEndTick(next.endTick());
    }
}
