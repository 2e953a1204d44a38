package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.viewmodel.ExperimentSheet;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Remark;
import dev.tokenyard.app.viewmodel.ExperimentsViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * How much of the chosen experiment is run: fields, and a button in whose place progress shows while it runs. Below stands
 * what is wrong with a field, how the last run ended, or what a trial is.
 */
final class RunBar extends VBox {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final String INVALID = "invalid";
    private static final int TRIALS_COLUMNS = 8;
    private static final int SEED_COLUMNS = 8;
    private static final Duration TICK = Duration.millis(250);

    private final ExperimentsViewModel model;
    private final TextField trials;
    private final TextField seed;
    private final Button run = new Button("Run");
    private final Button cancel = new Button("Cancel");
    private final Label share = new Label();
    private final Label elapsed = new Label();
    private final HBox progress;
    private final Label words = new Label();
    private final Timeline clock = new Timeline(new KeyFrame(TICK, event -> showElapsed()));
    private Subscription followed = Subscription.EMPTY;
    private ExperimentSheet sheet;

    RunBar(ExperimentsViewModel model) {
        this.model = model;
        sheet = model.chosenProperty().get();
        getStyleClass().add("run-bar");
        trials = field("experiment-trials", "Trials", TRIALS_COLUMNS);
        seed = field("experiment-seed", "Seed", SEED_COLUMNS);
        run.setId("experiment-run");
        run.getStyleClass().add("primary");
        run.setMinWidth(USE_PREF_SIZE);
        run.setOnAction(event -> model.run());
        progress = progress();
        words.setId("experiment-words");
        words.getStyleClass().addAll("secondary", "run-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        HBox line = new HBox(caption("Trials", trials), trials, caption("Seed", seed), seed, run, progress);
        line.getStyleClass().add("run-line");
        getChildren().addAll(line, words);
        clock.setCycleCount(Animation.INDEFINITE);
        model.chosenProperty().subscribe(this::follow);
        model.runningProperty().subscribe(running -> {
            // The clock stands still unless something runs.
            if (running == null) {
                clock.stop();
            } else {
                clock.play();
            }
            refresh();
        });
        model.progressProperty().subscribe(now -> refresh());
    }

    private TextField field(String id, String name, int columns) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.setPrefColumnCount(columns);
        field.setMinWidth(USE_PREF_SIZE);
        field.setOnAction(event -> model.run());
        return field;
    }

    private static Label caption(String name, TextField field) {
        Label caption = new Label(name);
        caption.setLabelFor(field);
        caption.getStyleClass().add("secondary");
        caption.setMinWidth(USE_PREF_SIZE);
        return caption;
    }

    private HBox progress() {
        ProgressBar bar = new ProgressBar();
        bar.setId("experiment-progress");
        bar.setAccessibleText("Share of the experiment that is done");
        bar.progressProperty().bind(model.progressProperty());
        share.setId("experiment-share");
        share.setMinWidth(USE_PREF_SIZE);
        elapsed.setId("experiment-elapsed");
        elapsed.getStyleClass().add("secondary");
        elapsed.setMinWidth(USE_PREF_SIZE);
        cancel.setId("experiment-cancel");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> model.cancel());
        HBox box = new HBox(cancel, bar, share, elapsed);
        box.getStyleClass().add("run-progress");
        return box;
    }

    /** Takes over the fields of another experiment. */
    private void follow(ExperimentSheet next) {
        followed.unsubscribe();
        sheet = next;
        followed = bind(trials, next.trialsProperty())
                .and(bind(seed, next.seedProperty()))
                .and(next.trialsProblemProperty().subscribe(problem -> refresh()))
                .and(next.seedProblemProperty().subscribe(problem -> refresh()))
                .and(next.remarkProperty().subscribe(remark -> refresh()));
        refresh();
    }

    private static Subscription bind(TextField field, StringProperty text) {
        field.textProperty().bindBidirectional(text);
        return () -> field.textProperty().unbindBidirectional(text);
    }

    private void refresh() {
        ExperimentSheet running = model.runningProperty().get();
        boolean here = running == sheet;
        boolean fine = sheet.settings().isPresent();
        boolean focused = run.isFocused() || cancel.isFocused();
        run.setVisible(!here);
        run.setManaged(!here);
        run.setDisable(running != null || !fine);
        progress.setVisible(here);
        progress.setManaged(here);
        if (focused) {
            // The button in the place of the one that was pressed takes the keys.
            (here ? cancel : run).requestFocus();
        }
        mark(trials, sheet.trialsProblemProperty().get());
        mark(seed, sheet.seedProblemProperty().get());
        share.setText(model.share());
        showElapsed();
        showWords(running);
    }

    private static void mark(TextField field, String problem) {
        field.getStyleClass().remove(INVALID);
        if (!problem.isEmpty()) {
            field.getStyleClass().add(INVALID);
        }
        field.setAccessibleHelp(problem);
    }

    private void showElapsed() {
        elapsed.setText(TimeText.elapsed(model.elapsedSeconds()));
    }

    private void showWords(@Nullable ExperimentSheet running) {
        String wrong = (sheet.trialsProblemProperty().get() + " "
                        + sheet.seedProblemProperty().get())
                .trim();
        Remark remark = sheet.remarkProperty().get();
        String text = "Trials are " + sheet.experiment().trialsHelp() + ".";
        if (!wrong.isEmpty()) {
            text = wrong;
        } else if (running != null && running != sheet) {
            text = "“" + running.experiment().title() + "” is running, " + model.share() + "; one runs at a time.";
        } else if (!remark.words().isEmpty()) {
            text = remark.words();
        }
        words.setText(text);
        words.pseudoClassStateChanged(PROBLEM, !wrong.isEmpty() || text.equals(remark.words()) && remark.isProblem());
    }
}
