package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks which lane shall be left at a moment, and what goes on from its state. */
final class ForkSheet extends VBox {
    private final ComboBox<Lane> parent;
    private final ComboBox<PolicyFactory> policy;
    private final Label problem = new Label();

    /** Makes the fork. */
    @FunctionalInterface
    interface Forking {
        /**
         * Makes a fork.
         *
         * @param parent the lane that is left
         * @param policy what goes on
         * @return an empty text, or why it is refused
         */
        String fork(Lane parent, PolicyFactory policy);
    }

    /**
     * A sheet.
     *
     * @param comparison what is on show, with a lane that can be left
     * @param lane the lane to begin with
     * @param tick the moment
     */
    ForkSheet(Comparison comparison, int lane, long tick, Forking forking, Runnable cancels) {
        getStyleClass().add("fork-sheet");
        setId("fork-sheet");
        List<Lane> lanes = forkable(comparison);
        Label intro = new Label("From " + RunClock.of(comparison).moment(tick)
                + " on, in a lane of its own: the same queue, batch and memory,"
                + " but another policy. Before that moment both lanes are the same.");
        intro.setWrapText(true);
        intro.getStyleClass().add("secondary");
        parent = new ComboBox<>();
        parent.setConverter(new ChoiceNames<>(each -> each.card().title()));
        parent.getItems().setAll(lanes);
        Lane chosen = comparison.lanes().get(lane);
        parent.setValue(lanes.contains(chosen) ? chosen : lanes.get(0));
        policy = new ComboBox<>();
        policy.setConverter(new ChoiceNames<>(each -> each.card().title()));
        policy.getItems().setAll(PolicyCatalog.all());
        policy.setValue(suggestion(parent.getValue()));
        GridPane fields = new GridPane();
        fields.getStyleClass().add("fork-fields");
        fields.addRow(0, label("Leave", parent, "fork-parent"), parent);
        fields.addRow(1, label("Go on with", policy, "fork-policy"), policy);
        problem.getStyleClass().addAll("field-problem", "violation");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        Button fork = new Button("Fork");
        fork.setId("fork-now");
        fork.setDefaultButton(true);
        fork.getStyleClass().add("primary");
        fork.setOnAction(event -> problem.setText(forking.fork(parent.getValue(), policy.getValue())));
        Button cancel = new Button("Cancel");
        cancel.setOnAction(event -> cancels.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(gap, cancel, fork);
        buttons.getStyleClass().add("sheet-buttons");
        getChildren().addAll(intro, fields, problem, buttons);
    }

    /** What takes the keys at first. */
    Node field() {
        return policy;
    }

    /** The lanes that can be left. */
    static List<Lane> forkable(Comparison comparison) {
        return IntStream.range(0, comparison.lanes().size())
                .filter(comparison::canFork)
                .mapToObj(comparison.lanes()::get)
                .toList();
    }

    /** Another policy than the lane's, in the order of the catalogue. */
    private static PolicyFactory suggestion(Lane lane) {
        return PolicyCatalog.all().stream()
                .filter(policy -> !lane.card().title().endsWith(policy.card().title()))
                .findFirst()
                .orElseThrow();
    }

    private static Label label(String words, ComboBox<?> field, String id) {
        field.setId(id);
        field.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(field, Priority.ALWAYS);
        return new SheetLabel(words, field);
    }
}
