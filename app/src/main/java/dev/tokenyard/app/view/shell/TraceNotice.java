package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.TraceLibrary.Reading;
import dev.tokenyard.app.view.theme.Spacing;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel.HeldTrace;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * What stands in place of the pages while they would show another trace than the scenario's: how far its reading and its first
 * simulation are, or that it is too large to be simulated.
 */
final class TraceNotice extends StackPane {
    private static final double WIDTH = 460;
    /** What is over sooner is not worth a word. */
    private static final Duration PATIENCE = Duration.millis(400);

    private static final Duration TICK = Duration.millis(100);
    private static final double MEGABYTE = 1e6;

    private final ScenarioViewModel scenario;
    private final WorkloadViewModel workload;
    private final PagesViewModel pages;
    private final Label heading = new Label();
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button look = new Button("Look at it on the page Workload");
    private final Button first = new Button();
    private final Button cancel = new Button("Cancel");
    private final HBox buttons = new HBox(Spacing.S, look, first, cancel);
    private final Timeline clock = new Timeline(new KeyFrame(TICK, event -> update()));
    private double waited;

    TraceNotice(ScenarioViewModel scenario, WorkloadViewModel workload, PagesViewModel pages) {
        this.scenario = scenario;
        this.workload = workload;
        this.pages = pages;
        setId("trace-notice");
        getStyleClass().addAll("ground", "trace-notice");
        heading.setId("trace-notice-heading");
        heading.getStyleClass().addAll("strong", "notice-heading");
        words.setId("trace-notice-words");
        words.getStyleClass().add("secondary");
        heading.setWrapText(true);
        words.setWrapText(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("How much of the file is read");
        look.setId("trace-notice-look");
        look.setOnAction(event -> pages.pageProperty().set(Page.WORKLOAD));
        first.setId("trace-notice-first");
        cancel.setId("trace-notice-cancel");
        cancel.setOnAction(event -> scenario.cancelOpening());
        buttons.getStyleClass().add("notice-buttons");
        buttons.getChildren().forEach(button -> {
            button.managedProperty().bind(button.visibleProperty());
            ((Region) button).setMinWidth(USE_PREF_SIZE);
        });
        bar.managedProperty().bind(bar.visibleProperty());
        VBox content = new VBox(heading, bar, words, buttons);
        content.getStyleClass().add("notice-content");
        content.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(content);
        clock.setCycleCount(Animation.INDEFINITE);
        setVisible(false);
        scenario.heldProperty().subscribe(held -> update());
        scenario.openingProperty().subscribe(now -> restart());
        workload.currentProperty().subscribe(now -> restart());
        workload.busyProperty().subscribe(now -> restart());
        pages.pageProperty().subscribe(page -> restart());
    }

    /** Whether the page on show has another trace than the scenario. */
    private boolean isWaiting() {
        return switch (pages.pageProperty().get()) {
            case STAGE, COMPARE, PREDICT, SWEEP -> scenario.openingProperty().get();
            case WORKLOAD ->
                !workload.currentProperty().get() && workload.busyProperty().get();
            case EXPERIMENTS, LESSONS -> false;
        };
    }

    private void restart() {
        if (isWaiting() && clock.getStatus() != Animation.Status.RUNNING) {
            waited = 0;
            clock.playFromStart();
        }
        update();
    }

    private void update() {
        Page page = pages.pageProperty().get();
        HeldTrace held = scenario.heldProperty().get();
        if (isWaiting()) {
            waited += TICK.toMillis();
            if (waited > PATIENCE.toMillis()) {
                showProgress(page);
            }
            return;
        }
        clock.stop();
        boolean covers = page == Page.STAGE || page == Page.COMPARE || page == Page.PREDICT || page == Page.SWEEP;
        if (held != null && covers) {
            showHeld(held);
        } else {
            setVisible(false);
        }
    }

    private void showProgress(Page page) {
        Optional<Reading> reading = scenario.reading();
        String name = scenario.spec().name();
        bar.setVisible(true);
        bar.setProgress(reading.map(Reading::share).orElse(-1.0));
        heading.setText((reading.isPresent() ? "Reading " : "Opening ") + name);
        words.setText(reading.map(TraceNotice::amount)
                .orElse(
                        page == Page.WORKLOAD
                                ? "Its requests are being counted and drawn."
                                : "Its requests are being simulated under "
                                        + TimeText.count(
                                                scenario.spec().policies().size(), "policy", "policies")
                                        + "."));
        look.setVisible(page != Page.WORKLOAD);
        first.setVisible(false);
        cancel.setVisible(scenario.openingProperty().get());
        setVisible(true);
    }

    private static String amount(Reading reading) {
        String read = String.format(Locale.ROOT, "%,.0f", reading.bytesRead() / MEGABYTE);
        return reading.totalBytes() > 0
                ? String.format(Locale.ROOT, "%s of %,.0f MB", read, reading.totalBytes() / MEGABYTE)
                : read + " MB";
    }

    private void showHeld(HeldTrace held) {
        bar.setVisible(false);
        heading.setText(held.summary().name() + " is read, but not simulated");
        words.setText(held.sentence());
        look.setVisible(true);
        first.setVisible(true);
        first.setText("Simulate the first " + TimeText.count(held.fitting()));
        first.setOnAction(event -> scenario.simulateFirst(held.fitting()));
        cancel.setVisible(false);
        setVisible(true);
    }
}
