package dev.tokenyard.app.view.recording;

import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.viewmodel.TimeText;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line above a film: which scenario it is, the moment, and how fast time passes. */
final class FilmCaption extends HBox {
    private final Label moment = new Label();

    FilmCaption(Comparison comparison, RecordingPlan plan) {
        Label name = new Label(comparison.scenario().name());
        name.getStyleClass().add("lane-name");
        name.setMinWidth(0);
        Label speed =
                new Label(plan.speed() == 1 ? "real time" : String.format(Locale.ROOT, "%s×", shortest(plan.speed())));
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

    private static String shortest(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    void show(long tick) {
        moment.setText(TimeText.clock(tick));
    }
}
