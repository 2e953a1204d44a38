package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterBuilder;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UserCatalog;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The left panel, in which the scenario is set up. Every change is simulated at once; there is nothing to apply. */
public final class ScenarioPanel extends ScrollPane {
    private static final double WIDTH = 276;

    private final List<Section> sections;
    private final ClusterBuilder programs;
    private ClusterBuilder clusters;
    private UserCatalog catalogOfClusters = UserCatalog.NONE;

    /**
     * A panel.
     *
     * @param model the scenario
     * @param hindsight the search for its hindsight optimum
     * @param catalog GPUs and models to choose from
     * @param theme colours of classes and policies
     * @param actions opens files and shows how they were read
     */
    public ScenarioPanel(
            ScenarioViewModel model,
            HindsightViewModel hindsight,
            HardwareCatalog catalog,
            ObservableValue<Theme> theme,
            ScenarioActions actions) {
        programs = new ClusterBuilder(catalog);
        clusters = programs;
        sections = List.of(
                new TraceSection(model, () -> clusters, actions),
                new ClusterSection(model, () -> clusters, actions),
                new SloSection(model, theme),
                new PolicySection(model, hindsight, PolicyCatalog.families(), theme),
                new WhatIfSection(model, () -> clusters),
                new ChanceSection(model));
        VBox content = new VBox();
        content.getStyleClass().addAll("panel", "scenario-panel-content");
        content.getChildren().addAll(sections);
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("panel", "edge-right", "scenario-panel");
        setId("scenario-panel");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        model.specProperty().addListener((property, before, spec) -> refresh(spec));
        refresh(model.spec());
    }

    private void refresh(ScenarioSpec spec) {
        if (!spec.catalog().equals(catalogOfClusters)) {
            clusters = programs.with(spec.catalog());
            catalogOfClusters = spec.catalog();
        }
        sections.forEach(section -> section.refresh(spec));
    }
}
