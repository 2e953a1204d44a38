package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.WholeWords;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;

/** The name of a policy beside the colour of its lane. */
final class PolicyCell extends TableCell<MetricRow, MetricRow> {
    static final double DOT_RADIUS = 4.5;
    private static final double WARNING_WIDTH = 420;

    private final Circle dot = new Circle(DOT_RADIUS);
    private final Label name = new Label();
    private final Label role = new Label("baseline");
    private final VBox names = new VBox(name, role);
    private final FontIcon mark = new FontIcon("fth-alert-triangle");
    private final HBox box = new HBox(dot, names, mark);
    private final Tooltip warnings = new Tooltip();
    private final ObservableValue<Theme> theme;

    PolicyCell(ObservableValue<Theme> theme) {
        this.theme = theme;
        name.getStyleClass().add("strong");
        WholeWords.showUnder(name);
        role.getStyleClass().addAll("secondary", "small");
        names.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("policy-line");
        mark.getStyleClass().add("warning-mark");
        warnings.setWrapText(true);
        warnings.setMaxWidth(WARNING_WIDTH);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(MetricRow row, boolean empty) {
        super.updateItem(row, empty);
        dot.fillProperty().unbind();
        if (empty || row == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        dot.fillProperty().bind(theme.map(worn -> worn.policy(row.colour())));
        name.setText(row.policy());
        role.setVisible(row.isBaseline());
        role.setManaged(row.isBaseline());
        String words = row.warnings();
        warnings.setText(words);
        setTooltip(words.isEmpty() ? null : warnings);
        mark.setVisible(!words.isEmpty());
        mark.setManaged(!words.isEmpty());
        setGraphic(box);
        setAccessibleText(
                row.policy() + (row.isBaseline() ? ", baseline" : "") + (words.isEmpty() ? "" : ". Warning: " + words));
    }
}
