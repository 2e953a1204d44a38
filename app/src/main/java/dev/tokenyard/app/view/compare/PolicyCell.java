package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.shape.Circle;

/** The name of a policy beside the colour of its lane. */
final class PolicyCell extends TableCell<MetricRow, MetricRow> {
    private static final double DOT_RADIUS = 4.5;

    private final Circle dot = new Circle(DOT_RADIUS);
    private final ObservableValue<Theme> theme;

    PolicyCell(ObservableValue<Theme> theme) {
        this.theme = theme;
        getStyleClass().add("name");
        setGraphicTextGap(8);
    }

    @Override
    protected void updateItem(MetricRow row, boolean empty) {
        super.updateItem(row, empty);
        dot.fillProperty().unbind();
        if (empty || row == null) {
            setGraphic(null);
            setText(null);
            return;
        }
        dot.fillProperty().bind(theme.map(worn -> worn.policy(row.lane())));
        setGraphic(dot);
        setText(row.policy());
    }
}
