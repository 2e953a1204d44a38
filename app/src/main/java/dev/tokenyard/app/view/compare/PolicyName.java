package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.WholeWords;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;

/** The name of a policy beside the colour of its lane, on the first of as many lines as the figures of its row have. */
final class PolicyName extends VBox {
    private static final double DOT_RADIUS = 4.5;
    /** Below the name, not below the dot before it. */
    private static final double INDENT = 2 * DOT_RADIUS + 8;

    private final ObservableValue<Theme> theme;
    private final Circle dot = new Circle(DOT_RADIUS);
    private final Label name = new Label();
    private final FontIcon mark = new FontIcon("fth-alert-triangle");
    private final Label first = below();
    private final Label second = below();

    PolicyName(ObservableValue<Theme> theme) {
        this.theme = theme;
        name.getStyleClass().add("strong");
        WholeWords.showUnder(name);
        mark.getStyleClass().add("warning-mark");
        HBox line = new HBox(dot, name, mark);
        line.getStyleClass().add("policy-line");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, first, second);
    }

    private static Label below() {
        Label label = new Label();
        label.getStyleClass().addAll("secondary", "small");
        label.setPadding(new Insets(0, 0, 0, INDENT));
        return label;
    }

    void show(MetricRow row) {
        dot.fillProperty().bind(theme.map(worn -> worn.policy(row.colour())));
        name.setText(row.policy());
        boolean warned = !row.warnings().isEmpty();
        mark.setVisible(warned);
        mark.setManaged(warned);
        first.setText(row.isBaseline() ? "baseline" : "");
        first.setManaged(row.linesBelow() > 0);
        first.setVisible(row.linesBelow() > 0);
        second.setManaged(row.linesBelow() > 1);
        second.setVisible(row.linesBelow() > 1);
    }
}
