package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.Fork;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.policies.PolicyFamily;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The policies that there are; those checked are compared. */
final class PolicySection extends Section {
    private final ObservableValue<Theme> theme;
    private final List<PolicyRow> rows;
    private final HindsightRow hindsight;
    private final VBox forks = new VBox();
    /** What the rows of forks were made from. */
    private List<Object> forksShown = List.of();

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
        forks.managedProperty().bind(forks.visibleProperty());
        forks.setId("forks");
        content().getChildren().addAll(hindsight, forks);
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
        model.heldProperty().addListener((property, before, now) -> refresh(model.spec()));
    }

    @Override
    void show(ScenarioSpec spec) {
        hindsight.show(spec);
        // The figures of another scenario are none of one that is still being opened, or too large to be simulated.
        boolean own = model().showsPresent() && model().heldProperty().get() == null;
        Map<String, Double> shares =
                sharesByPolicy(own ? model().resultProperty().get() : null);
        showForks(spec, shares);
        for (PolicyRow row : rows) {
            int lane = ScenarioEdits.indexOf(spec.policies(), row.card().id());
            row.show(
                    lane < 0 ? null : theme.getValue().policy(lane),
                    shares.getOrDefault(row.card().id(), Double.NaN),
                    lane < 0 ? Map.of() : spec.policies().get(lane).knobs());
        }
    }

    private void showForks(ScenarioSpec spec, Map<String, Double> shares) {
        // Rows are made anew only where they differ, so that a field keeps the focus.
        List<Object> wanted = List.of(spec.forks(), spec.policies().size(), shares, theme.getValue());
        if (wanted.equals(forksShown)) {
            return;
        }
        forksShown = wanted;
        forks.setVisible(!spec.forks().isEmpty());
        forks.getChildren().clear();
        if (spec.forks().isEmpty()) {
            return;
        }
        Label heading = new Label("Forks");
        heading.getStyleClass().addAll("small", "secondary", "policy-family");
        forks.getChildren().add(heading);
        Map<String, String> titles = ForkEdits.titles(spec);
        RunClock clock = spec.cluster().isTheory() ? RunClock.ROUNDS : RunClock.SECONDS;
        int colour = spec.policies().size();
        for (Fork fork : spec.forks()) {
            forks.getChildren()
                    .add(new ForkRow(
                            fork,
                            titles.getOrDefault(fork.id(), fork.id()),
                            "from " + clock.moment(Ticks.fromSeconds(fork.atSeconds())),
                            theme.getValue().policy(colour++),
                            shares.getOrDefault(fork.id(), Double.NaN),
                            this::edit));
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
