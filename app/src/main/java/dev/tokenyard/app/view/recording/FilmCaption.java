package dev.tokenyard.app.view.recording;

import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.RunClock;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line above a film: which scenario it is, the moment, and how fast time passes. */
final class FilmCaption extends HBox {
    private final RunClock clock;
    private final Label moment = new Label();

    FilmCaption(Comparison comparison, RecordingPlan plan) {
        clock = RunClock.of(comparison);
        Label name = new Label(comparison.scenario().name());
        name.getStyleClass().add("lane-name");
        name.setMinWidth(0);
        Label speed = new Label(pace(clock, plan.speed()));
        speed.getStyleClass().add("secondary");
        moment.getStyleClass().add("figure");
        moment.setMinWidth(Region.USE_PREF_SIZE);
        speed.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(12);
        setPadding(new Insets(6, 12, 6, 12));
        getChildren().addAll(name, gap, speed, moment);
    }

    /** How fast time passes; rounds have no real time. */
    static String pace(RunClock clock, double speed) {
        if (clock == RunClock.ROUNDS) {
            return FieldText.number(speed) + (speed == 1 ? " round" : " rounds") + " per second";
        }
        return speed == 1 ? "real time" : FieldText.number(speed) + "×";
    }

    void show(long tick) {
        moment.setText(clock.moment(tick));
    }
}
