package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.Speeds;
import javafx.geometry.Pos;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;

/** The playing speed: a slider over powers of ten that snaps to round speeds, and a field for any other. */
final class SpeedControl extends HBox {
    private final PlaybackViewModel playback;
    private final Slider slider =
            new Slider(Speeds.toPower(PlaybackViewModel.MIN_SPEED), Speeds.toPower(PlaybackViewModel.MAX_SPEED), 0);
    private final TextField field = new TextField();
    private Subscription subscriptions = Subscription.EMPTY;

    SpeedControl(PlaybackViewModel playback) {
        super(6);
        this.playback = playback;
        setAlignment(Pos.CENTER_LEFT);
        slider.setId("speed-slider");
        slider.setPrefWidth(96);
        slider.setAccessibleText("Playing speed, from a hundredth to a thousand times real time");
        slider.setTooltip(new Tooltip("Simulated seconds per second, on a logarithmic scale"));
        slider.setFocusTraversable(false);
        field.setId("speed-field");
        field.getStyleClass().add("speed-field");
        field.setPrefColumnCount(4);
        field.setAccessibleText("Playing speed");
        field.setTooltip(new Tooltip("Type a speed from 0.01 to 1000 and press Enter"));
        getChildren().addAll(slider, field);
    }

    void activate() {
        deactivate();
        subscriptions = Subscription.combine(
                playback.speedProperty().subscribe(this::showSpeed),
                slider.valueProperty().subscribe(this::slid),
                field.focusedProperty().subscribe(focused -> {
                    if (!focused) {
                        typed();
                    }
                }));
        field.setOnAction(event -> typed());
        showSpeed();
    }

    void deactivate() {
        subscriptions.unsubscribe();
        subscriptions = Subscription.EMPTY;
        field.setOnAction(null);
    }

    private void showSpeed() {
        double speed = playback.speedProperty().get();
        field.setText(Speeds.format(speed));
        if (!slider.isValueChanging() && Speeds.fromPower(slider.getValue()) != speed) {
            slider.setValue(Speeds.toPower(speed));
        }
    }

    private void slid() {
        double power = Speeds.toPower(playback.speedProperty().get());
        // The slider also moves because a speed was typed, which must not be rounded.
        if (Math.abs(slider.getValue() - power) > 1e-9) {
            playback.setSpeed(Speeds.fromPower(slider.getValue()));
        }
    }

    private void typed() {
        Speeds.parse(field.getText()).ifPresent(playback::setSpeed);
        showSpeed();
    }
}
