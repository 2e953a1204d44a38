package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioNotes;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.sim.cost.StepTimeModels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The serving side: the kinds of instances, how they batch, what routes to them, and what steps cost. */
final class ClusterSection extends Section {
    private final Supplier<ClusterBuilder> clusters;
    private final VBox groups = new VBox();
    private final List<GroupCard> cards = new ArrayList<>();
    private final EngineCard engine;

    ClusterSection(ScenarioViewModel model, Supplier<ClusterBuilder> clusters, ScenarioActions actions) {
        super("Cluster", model);
        this.clusters = clusters;
        engine = new EngineCard(this::edit, actions::chooseStepTimes);
        groups.getStyleClass().add("cluster-cards");
        VBox all = new VBox(groups, engine);
        all.getStyleClass().add("cluster-cards");
        content().getChildren().addAll(all, standingProblem(model));
        addToHeader(action(
                "import",
                Feather.FILE_PLUS,
                "add-catalog",
                "Add GPUs and models from a JSON file",
                actions::chooseCatalog));
        addToHeader(action(
                "add",
                Feather.PLUS,
                "add-group",
                "Add instances of another kind",
                () -> edit(ScenarioEdits::addGroup)));
    }

    private static Button action(String text, Feather icon, String id, String help, Runnable does) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "section-action");
        button.setAccessibleText(help);
        button.setTooltip(new Tooltip(help));
        button.setOnAction(event -> does.run());
        return button;
    }

    /** Why the scenario cannot be run; most often the model does not fit the GPU, so it stands here. */
    private static Label standingProblem(ScenarioViewModel model) {
        Label problem = new Label();
        problem.setId("scenario-problem");
        problem.getStyleClass().addAll("small", "violation", "field-problem");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }

    @Override
    void show(ScenarioSpec spec) {
        ClusterSpec cluster = spec.cluster();
        List<InstanceGroup> shown = cluster.groups();
        while (cards.size() > shown.size()) {
            groups.getChildren().remove(cards.remove(cards.size() - 1));
        }
        while (cards.size() < shown.size()) {
            GroupCard card = new GroupCard(cards.size(), clusters, this::edit);
            cards.add(card);
            groups.getChildren().add(card);
        }
        boolean calibrated = cluster.stepTime().equals(StepTimeModels.ROOFLINE) && !cluster.isTheory();
        List<String> evicting = ScenarioNotes.whoEvictsToHost(spec);
        for (int g = 0; g < cards.size(); g++) {
            cards.get(g).show(shown.get(g), cluster, evicting, calibrated);
        }
        engine.show(cluster);
    }
}
