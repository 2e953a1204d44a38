package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.MetricColumn;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/** The heading of a column, which defines its figure when pointed at. */
final class MetricHeader extends Label {
    private static final double TIP_WIDTH = 320;

    private MetricHeader(String words) {
        super(words);
        getStyleClass().add("metric-header");
        setTextAlignment(TextAlignment.RIGHT);
    }

    /** The heading of a column that stands alone. */
    static MetricHeader alone(MetricColumn column) {
        return defining(column, column.unit().isEmpty() ? column.name() : column.name() + "\n" + column.unit());
    }

    /** The heading of a column below that of its family, which says the unit if {@code unitAbove}. */
    static MetricHeader member(MetricColumn column, boolean unitAbove) {
        return defining(column, unitAbove ? column.title() : column.title() + " " + column.unit());
    }

    private static MetricHeader defining(MetricColumn column, String words) {
        MetricHeader header = new MetricHeader(words);
        Tooltip tip = new Tooltip(column.nameWithUnit() + "\n" + column.help() + "\n"
                + capitalised(column.better().label()) + ".");
        tip.setWrapText(true);
        tip.setPrefWidth(TIP_WIDTH);
        tip.setShowDelay(Duration.millis(350));
        tip.setShowDuration(Duration.seconds(30));
        header.setTooltip(tip);
        header.setAccessibleText(column.nameWithUnit());
        header.setAccessibleHelp(column.help());
        return header;
    }

    /** The heading over several columns, with {@code unit} unless it is empty. */
    static MetricHeader ofFamily(String family, String unit) {
        MetricHeader header = new MetricHeader(unit.isEmpty() ? family : family + ", " + unit);
        header.getStyleClass().add("family");
        return header;
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
