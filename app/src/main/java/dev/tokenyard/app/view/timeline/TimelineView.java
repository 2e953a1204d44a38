package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.view.parts.Part;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The bottom of the window: transport, strips that share the time axis, and the overview of the whole run. */
public final class TimelineView extends VBox {
    private final TimelineViewModel model;
    private final TransportBar transport;
    private final StripsView strips;
    private final OverviewView overview;

    /**
     * Builds the region; it follows nothing before {@link #activate()}.
     *
     * @param model what it shows
     * @param theme the colours to draw with
     */
    public TimelineView(TimelineViewModel model, ObservableValue<Theme> theme) {
        this.model = model;
        transport = new TransportBar(model);
        strips = new StripsView(model, theme);
        overview = new OverviewView(model, theme);
        getStyleClass().addAll("timeline", "panel", "edge-top");
        getStylesheets()
                .add(Objects.requireNonNull(TimelineView.class.getResource("timeline.css"))
                        .toExternalForm());
        VBox.setVgrow(strips, Priority.ALWAYS);
        strips.managedProperty().bind(strips.visibleProperty());
        // Without strips there is nothing that could use more room.
        strips.visibleProperty()
                .addListener((property, before, shown) -> setMaxHeight(shown ? USE_COMPUTED_SIZE : USE_PREF_SIZE));
        getChildren().addAll(transport, strips, overview);
    }

    /** Whether there are strips between the transport and the overview. */
    public BooleanProperty stripsShownProperty() {
        return strips.visibleProperty();
    }

    /** What its parts are, and where in the window. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of("Transport", "play, step to the next event, speed", transport));
        if (strips.isVisible()) {
            parts.addAll(strips.parts());
        }
        parts.add(Part.of("Overview", "the whole run: arrivals, and violations as ticks; drag the frame", overview));
        return parts;
    }

    /** Where in the window the controls of the clock are. */
    public Bounds controls() {
        return transport.controls();
    }

    /** Begins to follow the model, which begins to follow the comparison. */
    public void activate() {
        model.activate();
        transport.activate();
        strips.activate();
        overview.activate();
    }

    /** Stops following. */
    public void deactivate() {
        overview.deactivate();
        strips.deactivate();
        transport.deactivate();
        model.deactivate();
    }
}
