package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.theme.SectionHeading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list of keys: groups side by side, short ones below each other, in a window that scrolls where it is smaller. */
final class KeyList extends ScrollPane {
    /** A list of the keys of commands. */
    KeyList(List<Command> commands) {
        getStyleClass().add("key-list");
        setFocusTraversable(true);
        Map<String, GridPane> groups = new LinkedHashMap<>();
        for (Command command : commands) {
            if (!command.keys().isEmpty()) {
                add(groups.computeIfAbsent(command.group(), KeyList::group), command);
            }
        }
        HBox columns = new HBox();
        columns.getStyleClass().add("key-columns");
        int longest =
                groups.values().stream().mapToInt(GridPane::getRowCount).max().orElse(0);
        List<Integer> rows = new ArrayList<>();
        for (GridPane group : groups.values()) {
            // The space between groups is another row.
            int needed = group.getRowCount() + 1;
            int column = 0;
            while (column < rows.size() && rows.get(column) + needed > longest + 1) {
                column++;
            }
            if (column == rows.size()) {
                VBox another = new VBox();
                another.getStyleClass().add("key-column");
                columns.getChildren().add(another);
                rows.add(0);
            }
            ((VBox) columns.getChildren().get(column)).getChildren().add(group);
            rows.set(column, rows.get(column) + needed);
        }
        setContent(columns);
    }

    private static GridPane group(String name) {
        GridPane group = new GridPane();
        group.getStyleClass().add("key-group");
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        group.getColumnConstraints().add(words);
        group.add(new SectionHeading(name), 0, 0, 2, 1);
        return group;
    }

    private static void add(GridPane group, Command command) {
        HBox keys = new HBox();
        keys.getStyleClass().add("keys");
        // Keys of the number pad bear the names of others.
        command.keys().stream().map(Command::keyText).distinct().forEach(words -> {
            Label key = whole(words);
            key.getStyleClass().add("key-cap");
            keys.getChildren().add(key);
        });
        int row = group.getRowCount();
        group.add(whole(command.title()), 0, row);
        group.add(keys, 1, row);
        GridPane.setHalignment(keys, HPos.RIGHT);
    }

    private static Label whole(String words) {
        Label label = new Label(words);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
