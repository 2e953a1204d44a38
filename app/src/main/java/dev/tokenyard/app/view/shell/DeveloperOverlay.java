package dev.tokenyard.app.view.shell;

import dev.tokenyard.sim.metrics.Distribution;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** How much work the frames take, and memory; for those who work on the program. */
final class DeveloperOverlay extends Label {
    private static final double MEBIBYTE = 1024.0 * 1024;

    private final FrameMeter meter;
    private final Timeline refresh = new Timeline(new KeyFrame(Duration.millis(500), event -> show()));

    DeveloperOverlay(Scene scene) {
        meter = new FrameMeter(scene);
        setId("developer-overlay");
        getStyleClass().add("developer-overlay");
        setMouseTransparent(true);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        refresh.setCycleCount(Animation.INDEFINITE);
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    /** Shows it and measures, or neither. */
    void toggle() {
        setVisible(!isVisible());
        if (isVisible()) {
            meter.start();
            refresh.play();
            show();
        } else {
            refresh.stop();
            meter.stop();
        }
    }

    private void show() {
        Runtime memory = Runtime.getRuntime();
        Distribution work = meter.frames() == 0 ? Distribution.of(0) : meter.workMillis();
        setText(String.format(
                Locale.ROOT,
                "frame work p50 %.1f ms, p99 %.1f ms, worst %.1f ms · %.0f frames/s · heap %.0f of %.0f MiB",
                work.percentile(50),
                work.percentile(99),
                work.percentile(100),
                meter.framesPerSecond(),
                (memory.totalMemory() - memory.freeMemory()) / MEBIBYTE,
                memory.maxMemory() / MEBIBYTE));
        meter.reset();
    }
}
