package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.app.zoom.ZoomPane;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WritableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * How large all is: as the user prefers, or while the window is shown to an audience as large as leaves room for the lanes; but
 * never so large that the least layout of the window does not fit it.
 */
final class Presentation {
    /** The least layout in which all parts of the window can be reached. */
    static final double LEAST_WIDTH = 984;

    static final double LEAST_HEIGHT = 540;

    /** Narrower than this, in the units of the layout, lanes are cramped. */
    private static final double LANES_WIDTH = 960;

    /** Of header, legend, transport and overview. */
    private static final double FRAME_HEIGHT = 190;

    /** Of the strips over time. */
    private static final double STRIPS_HEIGHT = 160;

    private static final double LANE_HEIGHT = 115;
    /** Of a lesson in play. */
    private static final double BAND_HEIGHT = 110;

    private static final double MOST = 2;
    /** What is less is not large to an audience. */
    private static final double LARGE = 1.3;

    private static final String TOPIC = "size";

    private final MessagesViewModel messages;
    private final ReadOnlyBooleanWrapper strips = new ReadOnlyBooleanWrapper(this, "strips", true);
    private final PreferencesViewModel preferences;
    private final ObservableValue<@Nullable Comparison> comparison;
    private final ObservableValue<LessonsViewModel.@Nullable Play> lesson;
    private final ZoomPane window;

    Presentation(WindowModels models, ZoomPane window) {
        messages = models.messages();
        preferences = models.preferences();
        comparison = models.comparison().comparisonProperty();
        lesson = models.lessons().playProperty();
        this.window = window;
        preferences.presentingProperty().addListener(changed -> fit());
        preferences.scaleProperty().addListener((property, before, now) -> {
            fit();
            sayWhatFits();
        });
        window.widthProperty().addListener(changed -> fit());
        window.heightProperty().addListener(changed -> fit());
        comparison.addListener(changed -> fit());
        lesson.addListener(changed -> fit());
        fit();
    }

    /** Begins, or ends. */
    void toggle() {
        WritableBooleanValue presenting = preferences.presentingProperty();
        presenting.set(!presenting.get());
    }

    /** Whether there is room for the strips over time; there is none where they would keep the lanes small for an audience. */
    ReadOnlyBooleanProperty stripsProperty() {
        return strips.getReadOnlyProperty();
    }

    private void fit() {
        double scale = Math.min(preferences.scaleProperty().get(), most());
        boolean presenting = preferences.presentingProperty().get();
        strips.set(!presenting || room(STRIPS_HEIGHT) >= Math.min(LARGE, room(0)));
        window.zoomProperty()
                .set(presenting ? Math.max(scale, Math.min(MOST, room(strips.get() ? STRIPS_HEIGHT : 0))) : scale);
    }

    /** How large the least layout can be, or as usual: a smaller window is not made up for by smaller type. */
    private double most() {
        return Math.max(1, Math.min(window.getWidth() / LEAST_WIDTH, window.getHeight() / LEAST_HEIGHT));
    }

    /** How large lanes can be that are not cramped. */
    private double room(double stripsHeight) {
        Comparison shown = comparison.getValue();
        int lanes = shown == null ? 1 : shown.lanes().size();
        double height =
                FRAME_HEIGHT + stripsHeight + lanes * LANE_HEIGHT + (lesson.getValue() == null ? 0 : BAND_HEIGHT);
        return Math.min(window.getWidth() / LANES_WIDTH, window.getHeight() / height);
    }

    private void sayWhatFits() {
        double wanted = preferences.scaleProperty().get();
        if (wanted > most()) {
            messages.info(
                    TOPIC,
                    String.format(
                            Locale.ROOT,
                            "At %.0f %% not all would fit this window, so all is shown at %.0f %%; a larger window has more"
                                    + " room.",
                            100 * wanted,
                            100 * most()));
        } else {
            messages.clear(TOPIC);
        }
    }
}
