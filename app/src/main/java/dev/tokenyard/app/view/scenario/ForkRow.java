package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.Fork;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.PolicyCard;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A fork: what it leaves and when, how it fares, the knobs of its policy, and a button that takes it out. */
final class ForkRow extends VBox {
    private static final double DOT_RADIUS = 4.5;

    /**
     * A row.
     *
     * @param title the name of its lane
     * @param when the moment at which it leaves its parent, in words
     * @param sloShare share of requests that met their objectives, NaN if it was not simulated
     */
    ForkRow(Fork fork, String title, String when, Color colour, double sloShare, Section.Editor editor) {
        PolicyCard card = PolicyCatalog.byId(fork.policy().id()).card();
        Label name = new Label(title);
        name.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label figure = Rows.figure();
        figure.setText(Double.isNaN(sloShare) ? "" : FigureFormat.percent(sloShare) + " met");
        Button remove = new Button("", new FontIcon(Feather.X));
        remove.getStyleClass().addAll("flat", "fork-remove");
        remove.setId("remove-" + fork.id());
        remove.setAccessibleText("Remove the fork " + title + " " + when);
        remove.setOnAction(event -> editor.edit(() -> ForkEdits.remove(fork.id())));
        HBox row = new HBox(name, gap, figure, new Circle(DOT_RADIUS, colour), remove);
        row.getStyleClass().addAll("policy-row", "fork-row");
        Label moment = new Label(when);
        moment.getStyleClass().addAll("small", "secondary");
        getChildren().addAll(row, moment);
        KnobFields knobs = new KnobFields(
                fork.id(),
                title,
                card.knobs(),
                (knob, value) -> editor.edit(() -> ForkEdits.knob(fork.id(), knob, value.get())));
        if (!knobs.isEmpty()) {
            knobs.getStyleClass().add("policy-knobs");
            knobs.show(fork.policy().knobs());
            getChildren().add(knobs);
        }
    }
}
