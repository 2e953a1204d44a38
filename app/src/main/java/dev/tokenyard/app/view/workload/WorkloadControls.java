package dev.tokenyard.app.view.workload;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.workbench.FitKind;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.app.view.scenario.ClassRule;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.viewmodel.FitText;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;
import dev.tokenyard.sim.trace.TraceStatistics.NameCount;
import dev.tokenyard.sim.workload.WorkloadSpec;
import dev.tokenyard.sim.workload.profile.NameCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is done to the trace, and under it what becomes of the result. */
final class WorkloadControls extends VBox {
    private static final double WIDTH = 264;

    private final WorkloadViewModel model;
    private final WorkloadFiles files;
    private final EditControls edits;
    private final FitControls fit;
    private final ClassRule classes;
    private final Button reset = new Button("reset");
    private final Label refusal = new Label();

    WorkloadControls(WorkloadViewModel model, WorkloadFiles files) {
        this.model = model;
        this.files = files;
        edits = new EditControls(model, files, this::refuse);
        fit = new FitControls(model, this::refuse);
        classes = new ClassRule(rule -> model.edit(now -> now.withClasses(rule)));
        TraceMenu open = new TraceMenu(
                "open",
                Feather.FOLDER,
                "Open a trace",
                files,
                () -> model.scenario().recentTraces().list(),
                source -> {
                    if (source.kind() == SourceKind.SAMPLE) {
                        model.scenario().openSample(source.location());
                    } else {
                        model.scenario().openTrace(Path.of(source.location()));
                    }
                });
        open.setId("workload-open");
        reset.setId("edit-reset");
        reset.getStyleClass().addAll("link", "section-action");
        reset.setTooltip(new Tooltip("Shows the trace as it was recorded"));
        reset.setMinWidth(USE_PREF_SIZE);
        reset.setOnAction(event -> model.reset());
        refusal.setId("edit-refusal");
        refusal.getStyleClass().addAll("small", "violation", "field-problem");
        refusal.setWrapText(true);
        refusal.setVisible(false);
        refusal.managedProperty().bind(refusal.visibleProperty());
        VBox content = new VBox(
                heading("Edit", reset, open), edits, heading("Classes"), classes, heading("Fit"), fit, refusal);
        content.getStyleClass().addAll("panel", "workload-controls-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("panel");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, buttons());
        getStyleClass().addAll("panel", "edge-right", "workload-controls");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        model.editsProperty().subscribe(now -> refresh());
        model.studyProperty().subscribe(study -> refresh());
        model.scenario().specProperty().subscribe(spec -> refresh());
    }

    private static HBox heading(String words, Node... actions) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(new SectionHeading(words), gap);
        line.getChildren().addAll(actions);
        line.getStyleClass().add("section-header");
        return line;
    }

    private VBox buttons() {
        Button use = button(
                "Use in the scenario…",
                "workload-use",
                "Saves the trace and lets the scenario play it. With a fit, a name that ends in .json saves the recipe"
                        + " instead, which each seed draws anew.");
        use.getStyleClass().add("primary");
        use.setOnAction(event -> save(".csv", model::use));
        use.disableProperty().bind(model.readyProperty().not());
        Button csv = button("Save as CSV…", "workload-save-trace", "Saves the requests that the charts show.");
        csv.setOnAction(event -> save(".csv", model::saveTrace));
        csv.disableProperty().bind(model.readyProperty().not());
        Button recipe = button(
                "Save recipe…",
                "workload-save-recipe",
                "Saves the fit as a recipe, from which any number of requests can be drawn.");
        recipe.setOnAction(event -> save(".json", model::saveRecipe));
        recipe.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !canSaveRecipe(), model.readyProperty(), model.studyProperty(), model.editsProperty()));
        HBox pair = new HBox(csv, recipe);
        pair.getStyleClass().add("button-pair");
        VBox buttons = new VBox(use, pair);
        buttons.getStyleClass().add("workload-buttons");
        return buttons;
    }

    private void save(String ending, Consumer<Path> saving) {
        if (model.isUpToDate()) {
            files.fileToSave(model.suggestedName() + ending).ifPresent(saving);
        }
    }

    private boolean canSaveRecipe() {
        WorkloadStudy study = model.studyProperty().get();
        return model.readyProperty().get()
                && study != null
                && study.recipe() != null
                && model.editsProperty().get().fit() != FitKind.OFF;
    }

    private static Button button(String words, String id, String help) {
        Button button = new Button(words);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.getTooltip().setWrapText(true);
        button.getTooltip().setMaxWidth(WIDTH);
        button.setAccessibleHelp(help);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void refresh() {
        WorkloadEdits now = model.editsProperty().get();
        WorkloadStudy study = model.studyProperty().get();
        edits.show(now);
        fit.show(now);
        WorkloadSpec recipe = study == null ? null : study.recipe();
        fit.tell(recipe == null ? List.of() : FitText.lines(recipe, model.clock()));
        classes.show(
                model.scenario().spec(),
                now.classes(),
                study == null ? List.of() : counts(study.after().classes()));
        reset.setVisible(!now.areNone());
    }

    private static List<NameCount> counts(NameCounts classes) {
        List<NameCount> counts = new ArrayList<>();
        classes.top(classes, Integer.MAX_VALUE).forEach(name -> counts.add(new NameCount(name, classes.of(name))));
        if (!counts.isEmpty() && classes.unnamed() > 0) {
            counts.add(new NameCount("none", classes.unnamed()));
        }
        return counts;
    }

    private void refuse(String sentence) {
        refusal.setText(sentence);
        refusal.setVisible(!sentence.isEmpty());
    }
}
