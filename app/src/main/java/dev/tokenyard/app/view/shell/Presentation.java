package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WritableBooleanValue;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Shows the window to an audience: as large as leaves room for the lanes, while the window leaves its panels away. Also keeps
 * it at the size that the user prefers.
 */
final class Presentation {
    /** Narrower than this, in the units of the layout, lanes are cramped. */
    private static final double LEAST_WIDTH = 1000;

    /** Of header and timeline, and of a lane. */
    private static final double FRAME_HEIGHT = 330;

    private static final double LANE_HEIGHT = 115;
    /** Of a lesson in play. */
    private static final double BAND_HEIGHT = 110;

    private static final double MOST = 2;

    private final PreferencesViewModel preferences;
    private final ObservableValue<@Nullable Comparison> comparison;
    private final ObservableValue<LessonsViewModel.@Nullable Play> lesson;
    private final Scene scene;
    private final DoubleProperty zoom;

    Presentation(WindowModels models, Scene scene, DoubleProperty zoom) {
        preferences = models.preferences();
        comparison = models.comparison().comparisonProperty();
        lesson = models.lessons().playProperty();
        this.scene = scene;
        this.zoom = zoom;
        preferences.presentingProperty().addListener(changed -> fit());
        preferences.scaleProperty().addListener(changed -> fit());
        scene.widthProperty().addListener(changed -> fit());
        scene.heightProperty().addListener(changed -> fit());
        comparison.addListener(changed -> fit());
        lesson.addListener(changed -> fit());
        fit();
    }

    /** Begins, or ends. */
    void toggle() {
        WritableBooleanValue presenting = preferences.presentingProperty();
        presenting.set(!presenting.get());
    }

    private void fit() {
        double scale = preferences.scaleProperty().get();
        if (preferences.presentingProperty().get()) {
            Comparison shown = comparison.getValue();
            int lanes = shown == null ? 1 : shown.lanes().size();
            double height = FRAME_HEIGHT + lanes * LANE_HEIGHT + (lesson.getValue() == null ? 0 : BAND_HEIGHT);
            double room = Math.min(scene.getWidth() / LEAST_WIDTH, scene.getHeight() / height);
            zoom.set(Math.max(scale, Math.min(MOST, room)));
        } else {
            zoom.set(scale);
        }
    }
}
