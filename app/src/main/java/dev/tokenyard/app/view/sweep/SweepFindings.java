package dev.tokenyard.app.view.sweep;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.sweep.GoalKnee;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.LatencyKnee;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepPoint;
import dev.tokenyard.app.session.sweep.SweepWords;
import dev.tokenyard.app.view.compare.ChartScroll;
import dev.tokenyard.app.view.scenario.Rows;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.GpuViewModel;
import dev.tokenyard.app.viewmodel.SweepViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/** What a sweep says, in words: the knees, how many GPUs the goal takes, and the point that was clicked. */
final class SweepFindings extends StackPane {
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double DOT_RADIUS = 4;
    private static final double FADED = 0.5;
    private static final double TOOLTIP_WIDTH = 360;

    private final SweepViewModel model;
    private final ObservableValue<Theme> theme;
    private final ObjectProperty<@Nullable String> lit;
    private final SectionHeading kneeHeading = new SectionHeading("");
    private final VBox knees = lines("sweep-knees");
    private final VBox bends = lines("sweep-bends");
    private final SectionHeading bendHeading = new SectionHeading("Where the latency bends");
    private final SectionHeading gpuHeading = new SectionHeading("");
    private final VBox answers = lines("sweep-gpus");
    private final Label gpuProblem = quiet("sweep-gpu-problem");
    private final Label point = new Label();
    private final Button stage = new Button("Show on the stage");

    SweepFindings(
            SweepViewModel model,
            ObservableValue<Theme> theme,
            ObjectProperty<@Nullable String> lit,
            Runnable showStage) {
        this.model = model;
        this.theme = theme;
        this.lit = lit;
        getStyleClass().addAll("card", "sweep-findings");
        point.setId("sweep-point");
        point.setWrapText(true);
        stage.setId("sweep-stage");
        stage.setMinWidth(USE_PREF_SIZE);
        stage.setOnAction(event -> showStage.run());
        Rows.explain(stage, "sweep-stage", "The scenario has the value of the point already.");
        HBox chosen = new HBox(point, gap(), stage);
        chosen.getStyleClass().add("sweep-chosen");
        chosen.visibleProperty().bind(point.textProperty().isNotEmpty());
        chosen.managedProperty().bind(chosen.visibleProperty());
        VBox content = new VBox(chosen, kneeHeading, knees, bendHeading, bends, gpuLine(), answers, gpuProblem);
        content.getStyleClass().add("sweep-words");
        getChildren().add(ChartScroll.of(content));
        GpuViewModel gpus = model.gpus();
        model.sweepProperty().subscribe(sweep -> showSweep());
        model.settingsProperty().subscribe(now -> showSweep());
        gpus.answersProperty().subscribe(now -> showAnswers());
        theme.subscribe(worn -> {
            showSweep();
            showAnswers();
        });
        gpus.staleProperty().subscribe(now -> answers.setOpacity(now ? FADED : 1));
        gpus.problemProperty().subscribe(words -> {
            gpuProblem.setText(words);
            gpuProblem.setManaged(!words.isEmpty());
        });
        model.staleProperty().subscribe(now -> {
            knees.setOpacity(now ? FADED : 1);
            bends.setOpacity(now ? FADED : 1);
        });
        lit.subscribe(title -> List.of(knees, bends, answers)
                .forEach(list -> list.getChildren()
                        .forEach(line -> line.pseudoClassStateChanged(
                                LIT,
                                line.getUserData() != null && line.getUserData().equals(title)))));
    }

    /** Tells of a point that was clicked. */
    void choose(SweepPoint clicked, String words) {
        point.setText(words);
        point.setAccessibleText(words + ". " + clicked.replications().runs().size() + " seeds.");
    }

    private HBox gpuLine() {
        GpuViewModel gpus = model.gpus();
        Button find = new Button("Find out");
        Rows.explain(
                find,
                "sweep-find-gpus",
                "Doubles the number of instances until the goal is met, and bisects between the last two.");
        find.setMinWidth(USE_PREF_SIZE);
        find.setOnAction(event -> gpus.search());
        find.visibleProperty().bind(gpus.searchingProperty().not());
        find.managedProperty().bind(find.visibleProperty());
        Button stop = new Button("Stop");
        stop.setId("sweep-stop-gpus");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(event -> gpus.cancel());
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText("Searching");
        // An animation that nobody sees would still cost frames.
        bar.progressProperty()
                .bind(gpus.searchingProperty().map(now -> now ? ProgressBar.INDETERMINATE_PROGRESS : 0.0));
        HBox running = new HBox(bar, stop);
        running.getStyleClass().add("sweep-progress");
        running.visibleProperty().bind(gpus.searchingProperty());
        running.managedProperty().bind(running.visibleProperty());
        HBox line = new HBox(gpuHeading, gap(), find, running);
        line.getStyleClass().add("sweep-question");
        return line;
    }

    private void showSweep() {
        String goal = SweepWords.goal(model.settingsProperty().get().goal());
        kneeHeading.setWords("Load up to which " + goal + " are met");
        gpuHeading.setWords("How many GPUs for " + goal + "?");
        Sweep sweep = model.sweepProperty().get();
        List<Label> found = new ArrayList<>();
        List<Label> bent = new ArrayList<>();
        if (sweep != null && sweep.plan().knob().isLoad()) {
            for (int i = 0; i < sweep.knees().size(); i++) {
                GoalKnee knee = sweep.knees().get(i);
                found.add(line(knee.title(), i, SweepWords.of(knee, sweep), SweepWords.kneeMethod(sweep)));
            }
            MetricColumn latency =
                    SweepFigures.latencyFor(model.figure(sweep), sweep.plan().scenario());
            for (LatencyKnee bend : LatencyKnee.of(sweep, latency)) {
                bent.add(line(
                        bend.title(),
                        bend.series(),
                        latency.name() + ": " + SweepWords.of(bend, sweep),
                        SweepWords.latencyKneeMethod()));
            }
            if (found.isEmpty()) {
                found.add(muted("Looked for once the points are there."));
            }
        } else {
            found.add(muted("Vary the arrival rate to find it."));
        }
        knees.getChildren().setAll(found);
        bends.getChildren().setAll(bent);
        bends.setManaged(!bent.isEmpty());
        bendHeading.setVisible(!bent.isEmpty());
        bendHeading.setManaged(!bent.isEmpty());
    }

    private void showAnswers() {
        List<GpuAnswer> known = model.gpus().answersProperty().get();
        List<Label> told = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            GpuAnswer answer = known.get(i);
            String method = SweepWords.gpuMethod(answer, model.gpus().seeds());
            told.add(line(answer.title(), i, SweepWords.of(answer), method));
            if (answer.complete()) {
                // Figures are not torn from their unit.
                Label tried = muted(SweepWords.tried(answer).replace(" %", "\u00a0%"));
                tried.getStyleClass().addAll("small", "sweep-tried");
                told.add(tried);
            }
        }
        answers.getChildren().setAll(told);
    }

    private Label line(String title, int colour, String words, String help) {
        // Set and not bound: lines come and go, and the theme would keep hold of all that there ever were.
        Circle dot = new Circle(DOT_RADIUS, theme.getValue().policy(colour));
        Label line = new Label(words, dot);
        line.setWrapText(true);
        line.setUserData(title);
        line.getStyleClass().add("sweep-line");
        Tooltip tooltip = new Tooltip(help);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        line.setTooltip(tooltip);
        line.setAccessibleHelp(help);
        line.setOnMouseEntered(event -> lit.set(title));
        line.setOnMouseExited(event -> lit.set(null));
        return line;
    }

    private static Label muted(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("secondary");
        label.setWrapText(true);
        return label;
    }

    private static Label quiet(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("violation");
        label.setWrapText(true);
        label.setManaged(false);
        return label;
    }

    private static VBox lines(String id) {
        VBox lines = new VBox();
        lines.setId(id);
        lines.getStyleClass().add("sweep-lines");
        return lines;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
