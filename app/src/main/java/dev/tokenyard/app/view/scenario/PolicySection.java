package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.policies.PolicyFamily;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** The policies that there are; those checked are compared. */
final class PolicySection extends Section {
    private final ObservableValue<Theme> theme;
    private final List<PolicyRow> rows;
    private final HindsightRow hindsight;

    PolicySection(
            ScenarioViewModel model,
            HindsightViewModel search,
            List<PolicyFamily> families,
            ObservableValue<Theme> theme) {
        super("Policies", model);
        this.theme = theme;
        Label span = new Label("whole run");
        span.getStyleClass().addAll("small", "secondary");
        addToHeader(span);
        hindsight = new HindsightRow(search, this::edit, theme);
        content().getChildren().add(hindsight);
        List<PolicyRow> all = new ArrayList<>();
        for (PolicyFamily family : families) {
            Label heading = new Label(family.title());
            heading.getStyleClass().addAll("small", "secondary", "policy-family");
            content().getChildren().add(heading);
            for (PolicyFactory policy : family.members()) {
                PolicyRow row = new PolicyRow(policy.card(), this::edit);
                all.add(row);
                content().getChildren().add(row);
            }
        }
        rows = List.copyOf(all);
        theme.addListener((property, before, now) -> refresh(model.spec()));
        model.resultProperty().addListener((property, before, now) -> refresh(model.spec()));
    }

    @Override
    void show(ScenarioSpec spec) {
        hindsight.show(spec);
        Map<String, Double> shares = sharesByPolicy(model().resultProperty().get());
        for (PolicyRow row : rows) {
            int lane = ScenarioEdits.indexOf(spec.policies(), row.card().id());
            row.show(
                    lane < 0 ? null : theme.getValue().policy(lane),
                    shares.getOrDefault(row.card().id(), Double.NaN),
                    lane < 0 ? Map.of() : spec.policies().get(lane).knobs());
        }
    }

    private static Map<String, Double> sharesByPolicy(@Nullable ScenarioResult result) {
        Map<String, Double> shares = new HashMap<>();
        if (result != null) {
            List<Lane> lanes = result.comparison().lanes();
            for (int i = 0; i < lanes.size(); i++) {
                shares.put(lanes.get(i).card().id(), result.sloShares().get(i));
            }
        }
        return shares;
    }
}
