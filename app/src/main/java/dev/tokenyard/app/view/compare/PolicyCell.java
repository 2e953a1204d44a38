package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

/** The name of a policy in the table; what a reader must know before believing its row is said under the pointer. */
final class PolicyCell extends TableCell<MetricRow, MetricRow> {
    private static final double WARNING_WIDTH = 420;

    private final PolicyName name;
    private final Tooltip warnings = new Tooltip();

    PolicyCell(ObservableValue<Theme> theme) {
        name = new PolicyName(theme);
        warnings.setWrapText(true);
        warnings.setMaxWidth(WARNING_WIDTH);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(MetricRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        name.show(row);
        String words = row.warnings();
        warnings.setText(words);
        setTooltip(words.isEmpty() ? null : warnings);
        setGraphic(name);
        setAccessibleText(
                row.policy() + (row.isBaseline() ? ", baseline" : "") + (words.isEmpty() ? "" : ". Warning: " + words));
    }
}
