package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/** Says how long it took from the start of the process to what a user sees first. */
final class StartupTime {
    /** The environment variable that asks for it. */
    static final String VARIABLE = "TOKENYARD_STARTUP";

    private final PrintStream out;
    private final Scene scene;

    private StartupTime(PrintStream out, Scene scene) {
        this.out = out;
        this.scene = scene;
    }

    /** Reports the first frame, the first lanes and the first frame in which they move. */
    static void report(Explorer explorer, PrintStream out) {
        StartupTime times = new StartupTime(out, explorer.window().scene());
        times.say("window laid out");
        times.afterNextFrame("first frame");
        explorer.models()
                .comparison()
                .comparisonProperty()
                .addListener((property, before, now) -> times.say("simulated"));
        PlaybackViewModel playback = explorer.models().comparison().playback();
        playback.tickProperty().addListener(new ChangeListener<Number>() {
            @Override
            public void changed(ObservableValue<? extends Number> property, Number before, Number now) {
                if (playback.playingProperty().get()) {
                    property.removeListener(this);
                    times.afterNextFrame("first moving frame");
                }
            }
        });
    }

    private void afterNextFrame(String what) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                say(what);
            }
        });
    }

    private void say(String what) {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        out.println("tokenyard: " + what + " after "
                + Duration.between(start, Instant.now()).toMillis() + " ms");
    }
}
