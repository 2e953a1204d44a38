package dev.tokenyard.app.view.compare;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What stands beside charts that are simulated point by point: how far they are, and how to stop and go on. */
public final class RunControls {
    private RunControls() {}

    /**
     * Progress with a button that stops it, while something is simulated.
     *
     * @param barId the id of the bar
     * @param stopId the id of the button
     * @param what what the bar shows, for those who do not see it
     */
    public static HBox progress(
            String barId,
            String stopId,
            String what,
            ObservableValue<Number> share,
            ObservableValue<Boolean> running,
            Runnable stops) {
        ProgressBar bar = new ProgressBar();
        bar.setId(barId);
        bar.progressProperty().bind(share);
        bar.setAccessibleText(what);
        bar.setMinWidth(Region.USE_PREF_SIZE);
        Button stop = new Button("Stop");
        stop.setId(stopId);
        stop.getStyleClass().add("flat");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setOnAction(event -> stops.run());
        HBox progress = new HBox(bar, stop);
        progress.getStyleClass().add("sweep-progress");
        progress.setMinWidth(Region.USE_PREF_SIZE);
        progress.visibleProperty().bind(running);
        progress.managedProperty().bind(progress.visibleProperty());
        return progress;
    }

    /** Simulates what is missing because the user stopped it. */
    public static Button again(String id, ObservableValue<Boolean> stopped, Runnable restarts) {
        Button again = new Button("Simulate");
        again.setId(id);
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(event -> restarts.run());
        again.visibleProperty().bind(stopped);
        again.managedProperty().bind(again.visibleProperty());
        return again;
    }
}
