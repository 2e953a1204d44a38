package dev.tokenyard.app.gallery;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.SpeedBenchmark;
import dev.tokenyard.app.session.WindowReport;
import dev.tokenyard.app.view.stage.StageView;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.SnapshotParameters;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a user waits for: from a change of the scenario to the new picture. The whole window runs at 1280 x 800
 * without a display, drawn in software; a picture counts as there once all of the window has been rendered to pixels with
 * the new comparison, for which it is drawn a second time beside the frame on the screen.
 */
public final class PictureBenchmark implements SpeedBenchmark.WhatIf {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int WARM_UP_MOVES = 80;
    private static final int MEASURED_MOVES = 25;
    /** No value comes twice, as the runs of one that does are kept. */
    private static final double FIRST = 1.001;

    private static final double MOMENT_SHARE = 0.4;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public WindowReport window(int requests, double soakSeconds, Consumer<String> progress) {
        return WindowBenchmark.run(requests, soakSeconds, progress);
    }

    @Override
    public double[] millis(Trace trace, List<String> policyIds) {
        FxCalls.startHeadless();
        try (ExecutorService background = Executors.newCachedThreadPool()) {
            Path file = Files.createTempFile("tokenyard-bench", ".csv");
            try {
                TraceCsvWriter.write(trace, List.of(), file);
                return measure(scenario(file, policyIds), background);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static ScenarioSpec scenario(Path trace, List<String> policyIds) {
        return ScenarioDefaults.opening()
                .withTrace(TraceSource.file(trace.toString()))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withPolicies(policyIds.stream().map(PolicyChoice::of).toList());
    }

    private static double[] measure(ScenarioSpec scenario, ExecutorService background) {
        HeadlessExplorer explorer = FxCalls.call(
                () -> new HeadlessExplorer(scenario, Theme.DARK, WIDTH, HEIGHT, background, Platform::runLater));
        // The first picture sets the clock to a moment at which there is much to draw.
        move(explorer, FIRST);
        FxCalls.run(() -> explorer.models().timeline().seek((long)
                (MOMENT_SHARE * explorer.models().comparison().playback().endTick())));
        for (int i = 0; i < WARM_UP_MOVES; i++) {
            move(explorer, 1 - 0.002 * i);
        }
        double[] millis = new double[MEASURED_MOVES];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = move(explorer, FIRST + 0.002 * (i + 1));
        }
        FxCalls.run(explorer::close);
        return millis;
    }

    /** Moves the slider and waits for the picture; returns milliseconds. */
    private static double move(HeadlessExplorer explorer, double rateScale) {
        CompletableFuture<Long> pictureNanos = new CompletableFuture<>();
        long start = FxCalls.call(() -> {
            // The stage is the last to be ready: it goes through the runs before it shows them.
            StageView stage = explorer.stage();
            stage.shownProperty().addListener(new ChangeListener<@Nullable Comparison>() {
                @Override
                public void changed(
                        ObservableValue<? extends @Nullable Comparison> property,
                        @Nullable Comparison before,
                        @Nullable Comparison now) {
                    property.removeListener(this);
                    explorer.content()
                            .snapshot(
                                    rendered -> {
                                        pictureNanos.complete(System.nanoTime());
                                        return null;
                                    },
                                    new SnapshotParameters(),
                                    null);
                }
            });
            long now = System.nanoTime();
            explorer.models().scenario().edit(ScenarioEdits.rateScale(rateScale));
            return now;
        });
        return (pictureNanos.join() - start) / NANOS_PER_MILLI;
    }
}
