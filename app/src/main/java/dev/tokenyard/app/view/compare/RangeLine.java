package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.RangeWords;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Which requests and what time the figures of a page are of, where a range of time is marked; gone where none is. */
public final class RangeLine extends HBox {
    private static final double TOOLTIP_WIDTH = 480;

    private final Label words = new Label();
    private final Label definition = new Label();
    private final Tooltip help = new Tooltip();

    /**
     * A line that is gone until it has something to say.
     *
     * @param id the beginning of the ids of its parts, {@code ID-words} and {@code ID-whole}
     * @param whole the words of the link that leads back to all of time
     * @param what what that does
     * @param clear does it
     */
    public RangeLine(String id, String whole, String what, Runnable clear) {
        getStyleClass().add("range-line");
        setAlignment(Pos.TOP_LEFT);
        words.setId(id + "-words");
        words.getStyleClass().add("strong");
        words.setMinWidth(USE_PREF_SIZE);
        definition.getStyleClass().addAll("secondary", "small");
        definition.setWrapText(true);
        definition.setMinWidth(0);
        definition.setMinHeight(USE_PREF_SIZE);
        definition.setMaxWidth(Double.MAX_VALUE);
        help.setWrapText(true);
        help.setMaxWidth(TOOLTIP_WIDTH);
        definition.setTooltip(help);
        HBox.setHgrow(definition, Priority.ALWAYS);
        Hyperlink link = new Hyperlink(whole);
        link.setId(id + "-whole");
        link.setAccessibleText(what);
        link.setMinWidth(USE_PREF_SIZE);
        link.setOnAction(event -> clear.run());
        getChildren().addAll(words, definition, link);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /**
     * Says which requests count.
     *
     * @param range a sentence without its full stop; empty for all of time
     * @param rule what else is to be known of the range, a sentence, beside which there is no room for what is counted how: that
     *     then stands in the tooltip; empty for nothing
     */
    public void show(String range, String rule) {
        words.setText(range);
        definition.setText(rule.isEmpty() ? RangeWords.DEFINITION : rule);
        help.setText((rule + " " + RangeWords.DEFINITION).strip());
        setVisible(!range.isEmpty());
    }
}
