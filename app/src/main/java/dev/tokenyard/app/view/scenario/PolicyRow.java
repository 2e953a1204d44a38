package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.sim.policy.PolicyCard;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** A policy of the catalogue: whether it is compared, how it fares, and its knobs while it is. */
final class PolicyRow extends VBox {
    private static final double DOT_RADIUS = 4.5;
    private static final double TOOLTIP_WIDTH = 340;

    private final PolicyCard card;
    private final Section.Editor editor;
    private final CheckBox chosen;
    private final Circle dot = new Circle(DOT_RADIUS);
    private final Label figure = Rows.figure();
    private final KnobFields knobs;
    private boolean refreshing;

    /**
     * A row.
     *
     * @param editor applies a change, and says whether it was accepted
     */
    PolicyRow(PolicyCard card, Section.Editor editor) {
        this.card = card;
        this.editor = editor;
        chosen = new CheckBox(card.title());
        // A title may have an underscore.
        chosen.setMnemonicParsing(false);
        chosen.setId("policy-" + card.id());
        chosen.selectedProperty().addListener((property, before, now) -> choose(now));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(chosen, gap, figure, dot);
        row.getStyleClass().add("policy-row");
        Tooltip tooltip = new Tooltip(about(card));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        tooltip.setShowDelay(Duration.millis(400));
        tooltip.setShowDuration(Duration.seconds(40));
        Tooltip.install(row, tooltip);
        chosen.setAccessibleHelp(about(card));
        knobs = new KnobFields(
                card.id(),
                card.title(),
                card.knobs(),
                (knob, value) -> editor.edit(() -> ScenarioEdits.knob(card, knob, value.get())));
        knobs.getStyleClass().add("policy-knobs");
        getChildren().addAll(row, knobs);
    }

    /** The policy. */
    PolicyCard card() {
        return card;
    }

    /**
     * Shows the present state.
     *
     * @param colour the colour of its lane, null if it is not compared
     * @param sloShare share of requests that met their objectives, NaN if it was not simulated
     * @param values the knobs that are not at their defaults
     */
    void show(@Nullable Color colour, double sloShare, Map<String, Double> values) {
        refreshing = true;
        chosen.setSelected(colour != null);
        refreshing = false;
        dot.setFill(colour == null ? Color.TRANSPARENT : colour);
        figure.setText(colour == null || Double.isNaN(sloShare) ? "" : FigureFormat.percent(sloShare) + " met");
        knobs.setVisible(colour != null && !knobs.isEmpty());
        knobs.show(values);
    }

    private void choose(boolean wanted) {
        if (!refreshing && !editor.edit(() -> ScenarioEdits.choose(card.id(), wanted))) {
            refreshing = true;
            chosen.setSelected(!wanted);
            refreshing = false;
        }
    }

    private static String about(PolicyCard card) {
        String departures = card.departures().isEmpty() ? "" : "\n\nDepartures: " + card.departures();
        return card.idea() + "\n\n" + card.citation() + "\nForesight: "
                + card.foresight().label() + departures;
    }
}
