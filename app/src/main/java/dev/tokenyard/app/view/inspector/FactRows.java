package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.view.theme.Unbroken;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Names at the left, values at the right, one pair to a row; also as plain text. */
final class FactRows extends VBox {
    private final List<String> lines = new ArrayList<>();

    FactRows() {
        super(5);
    }

    /** Adds a row. */
    void add(String name, String value) {
        add(name, value, null);
    }

    /**
     * Adds a row.
     *
     * @param mark a small node before the value, null for none
     */
    void add(String name, String value, @Nullable Node mark) {
        Label key = new Label(name);
        key.getStyleClass().add("secondary");
        key.setMinWidth(Region.USE_PREF_SIZE);
        Label words = new Label(Unbroken.of(value));
        words.setWrapText(true);
        words.getStyleClass().add("fact-value");
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox row = new HBox(8, key, filler);
        row.setAccessibleText(name + ": " + value);
        if (mark != null) {
            row.getChildren().add(mark);
        }
        row.getChildren().add(words);
        getChildren().add(row);
        lines.add(name + ": " + value);
    }

    /** The rows as lines of text. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
