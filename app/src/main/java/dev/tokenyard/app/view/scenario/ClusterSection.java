package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The serving side: the kinds of instances, how they batch, what routes to them, and what steps cost. */
final class ClusterSection extends Section {
    private final HardwareCatalog catalog;
    private final ClusterBuilder clusters;
    private final VBox groups = new VBox();
    private final List<GroupCard> cards = new ArrayList<>();
    private final EngineCard engine = new EngineCard(this::edit);

    ClusterSection(ScenarioViewModel model, HardwareCatalog catalog, ClusterBuilder clusters) {
        super("Cluster", model);
        this.catalog = catalog;
        this.clusters = clusters;
        Button add = new Button("add", new FontIcon(Feather.PLUS));
        add.setId("add-group");
        add.getStyleClass().addAll("flat", "section-action");
        add.setAccessibleText("Add instances of another kind");
        add.setTooltip(new Tooltip("Add instances of another kind"));
        add.setOnAction(event -> edit(ScenarioEdits::addGroup));
        addToHeader(add);
        groups.getStyleClass().add("cluster-cards");
        VBox all = new VBox(groups, engine);
        all.getStyleClass().add("cluster-cards");
        content().getChildren().addAll(all, standingProblem(model));
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
        List<InstanceGroup> shown = spec.cluster().groups();
        while (cards.size() > shown.size()) {
            groups.getChildren().remove(cards.remove(cards.size() - 1));
        }
        while (cards.size() < shown.size()) {
            GroupCard card = new GroupCard(cards.size(), catalog, clusters, this::edit);
            cards.add(card);
            groups.getChildren().add(card);
        }
        for (int g = 0; g < cards.size(); g++) {
            cards.get(g).show(shown.get(g), shown.size() > 1);
        }
        engine.show(spec.cluster());
    }
}
