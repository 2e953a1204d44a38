package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.RunClock;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The marked range of time in words, with a button that turns back to the whole run; gone where none is marked. */
final class RangeChip extends HBox {
    private static final String CLEAR = "Show the whole run again (X)";

    private final Label words = new Label();

    RangeChip(PlaybackViewModel playback) {
        getStyleClass().add("range-chip");
        setId("range-chip");
        setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(USE_PREF_SIZE);
        words.setTooltip(
                new Tooltip("Playing, stepping, the inspector and the pages Compare and Sweep keep to this range. "
                        + RangeWords.DEFINITION));
        Button clear = new Button("", FontIcon.of(Feather.X));
        clear.setId("clear-range");
        clear.getStyleClass().add("flat");
        clear.setTooltip(new Tooltip(CLEAR));
        clear.setAccessibleText(CLEAR);
        clear.setOnAction(event -> playback.clearRange());
        clear.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(words, clear);
        setMinWidth(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(@Nullable TimeRange range, RunClock clock) {
        setVisible(range != null);
        if (range != null) {
            boolean theory = clock == RunClock.ROUNDS;
            words.setText((theory ? "rounds " : "") + RangeWords.moment(range.fromTick(), theory) + " – "
                    + RangeWords.moment(range.toTick(), theory) + " · " + clock.duration(range.ticks()));
        }
    }
}
