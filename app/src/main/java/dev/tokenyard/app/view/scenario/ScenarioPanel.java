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
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The left panel, in which the scenario is set up. Every change is simulated at once; there is nothing to apply. The sliders are
 * always in sight below what is scrolled, unless that would leave it too little room.
 */
public final class ScenarioPanel extends VBox {
    private static final double WIDTH = 276;
    /** In a panel that is lower the sliders are scrolled with the rest. */
    private static final double LEAST_HEIGHT_WITH_SLIDERS = 600;

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
        WhatIfSection sliders = new WhatIfSection(model, () -> clusters);
        List<Section> scrolled = List.of(
                new TraceSection(model, () -> clusters, actions),
                new ClusterSection(model, () -> clusters, actions),
                new SloSection(model, theme),
                new PolicySection(model, hindsight, PolicyCatalog.families(), theme),
                new ChanceSection(model));
        sections = Stream.concat(Stream.of(sliders), scrolled.stream()).toList();
        VBox content = new VBox();
        content.getStyleClass().add("scenario-panel-content");
        content.getChildren().addAll(scrolled);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setId("scenario-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        setVgrow(scroll, Priority.ALWAYS);
        VBox footer = new VBox();
        footer.getStyleClass().add("scenario-panel-footer");
        footer.managedProperty().bind(footer.visibleProperty());
        getChildren().addAll(scroll, footer);
        heightProperty().subscribe(height -> {
            boolean inSight = height.doubleValue() >= LEAST_HEIGHT_WITH_SLIDERS;
            footer.setVisible(inSight);
            List<Node> place = (inSight ? footer : content).getChildren();
            if (!place.contains(sliders)) {
                (inSight ? content : footer).getChildren().remove(sliders);
                place.add(sliders);
            }
        });
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
