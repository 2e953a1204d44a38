package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.view.parts.Part;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.layout.BorderPane;

/** The stage with the place of a lane that is still to come below it. */
public final class StageRegion extends BorderPane {
    private final StageView stage;

    /**
     * A region around a stage.
     *
     * @param stage the lanes
     * @param hindsight the lane that may be to come
     * @param comparison what the stage shows
     * @param theme the colours
     */
    public StageRegion(
            StageView stage,
            HindsightViewModel hindsight,
            ComparisonViewModel comparison,
            ObservableValue<Theme> theme) {
        this.stage = stage;
        setCenter(stage);
        setBottom(new PendingLane(hindsight, comparison, theme));
    }

    /** What the parts of the stage are, and where in the window. */
    public List<Part> parts() {
        return stage.parts();
    }

    /** Where in the window the lanes' names and figures are. */
    public List<Bounds> figures() {
        return stage.figures();
    }

    /** The keys of the stage are for its lanes. */
    @Override
    public void requestFocus() {
        stage.requestFocus();
    }
}
