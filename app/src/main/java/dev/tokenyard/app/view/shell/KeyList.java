package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.theme.SectionHeading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/** The list of keys. */
final class KeyList extends HBox {
    /** A list of the keys of commands, a column for each group. */
    KeyList(List<Command> commands) {
        getStyleClass().add("key-list");
        setFocusTraversable(true);
        Map<String, GridPane> columns = new LinkedHashMap<>();
        for (Command command : commands) {
            if (!command.keys().isEmpty()) {
                add(columns.computeIfAbsent(command.group(), KeyList::column), command);
            }
        }
        getChildren().addAll(columns.values());
    }

    private static GridPane column(String group) {
        GridPane column = new GridPane();
        column.getStyleClass().add("key-column");
        column.add(new SectionHeading(group), 0, 0, 2, 1);
        return column;
    }

    private static void add(GridPane column, Command command) {
        HBox keys = new HBox();
        keys.getStyleClass().add("keys");
        for (KeyCombination combination : command.keys()) {
            Label key = new Label(Command.keyText(combination));
            key.getStyleClass().add("key-cap");
            keys.getChildren().add(key);
        }
        int row = column.getRowCount();
        column.add(new Label(command.title()), 0, row);
        column.add(keys, 1, row);
        GridPane.setHalignment(keys, HPos.RIGHT);
    }
}
