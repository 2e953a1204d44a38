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

    /** The heading of a column that stands under its family's, or alone. */
    static MetricHeader of(MetricColumn column, boolean alone) {
        MetricHeader header = new MetricHeader(
                alone ? column.family() + (column.unit().isEmpty() ? "" : "\n" + column.unit()) : column.title());
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

    /** The heading over several columns. */
    static MetricHeader ofFamily(MetricColumn first) {
        MetricHeader header =
                new MetricHeader(first.unit().isEmpty() ? first.family() : first.family() + "  " + first.unit());
        header.getStyleClass().add("family");
        return header;
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
