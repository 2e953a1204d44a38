package dev.tokenyard.app.view.scenario;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Rows with words on the left and a figure or a control on the right. */
public final class Rows {
    private static final double TOOLTIP_WIDTH = 340;

    private Rows() {}

    /** A row; the words name the control for a screen reader. */
    public static HBox of(String words, Node right) {
        return of(words, right, Region.USE_PREF_SIZE);
    }

    /** Likewise, with words that others chose: however long they are, the control keeps its room and the row its width. */
    static HBox ofYielding(String words, Node right) {
        return of(words, right, 0);
    }

    private static HBox of(String words, Node right, double leastWidth) {
        Label label = new Label(words);
        label.getStyleClass().add("secondary");
        label.setMinWidth(leastWidth);
        label.setLabelFor(right);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(label, gap, right);
        row.getStyleClass().add("field-row");
        return row;
    }

    /** Gives a control an id and a tooltip that says what it does. */
    public static void explain(Control control, String id, String help) {
        control.setId(id);
        Tooltip present = control.getTooltip();
        if (present != null) {
            present.setText(help);
            control.setAccessibleHelp(help);
            return;
        }
        Tooltip tooltip = new Tooltip(help);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        control.setTooltip(tooltip);
        control.setAccessibleHelp(help);
    }

    /** A figure for the right end of a row. */
    public static Label figure() {
        Label label = new Label();
        label.getStyleClass().add("figure");
        return label;
    }
}
