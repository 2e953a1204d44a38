package dev.tokenyard.app.view.inspector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Facts as in {@link FactRows} whose values change; a row without a value takes no room, and words that stay are not laid out again. */
final class LiveFacts extends VBox {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(HBox box, Label value) {}

    LiveFacts() {
        super(5);
    }

    /** Sets a value; the first time makes its row, below those that there are. An empty value hides the row. */
    void set(String name, String value) {
        Row row = rows.computeIfAbsent(name, this::make);
        if (!row.value().getText().equals(value)) {
            row.value().setText(value);
            row.box().setAccessibleText(name + ": " + value);
            row.box().setVisible(!value.isEmpty());
        }
    }

    private Row make(String name) {
        Label key = new Label(name);
        key.getStyleClass().add("secondary");
        key.setMinWidth(Region.USE_PREF_SIZE);
        Label value = new Label();
        value.setWrapText(true);
        value.getStyleClass().add("fact-value");
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox box = new HBox(8, key, filler, value);
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
        getChildren().add(box);
        return new Row(box, value);
    }

    /** The rows as lines of text. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        rows.forEach((name, row) -> {
            if (!row.value().getText().isEmpty()) {
                lines.add(name + ": " + row.value().getText());
            }
        });
        return lines;
    }
}
