package dev.tokenyard.app.view.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A list of commands that narrows as one types; Enter does the chosen one. */
final class CommandList extends VBox {
    private final TextField words = new TextField();
    private final FilteredList<Command> matching;
    private final ListView<Command> list;
    private final Runnable close;

    /**
     * A list.
     *
     * @param startWords narrows it to begin with
     * @param close closes the list, before a command is done
     */
    CommandList(List<Command> commands, String startWords, Runnable close) {
        this.close = close;
        matching = new FilteredList<>(FXCollections.observableArrayList(commands));
        list = new ListView<>(matching);
        list.setCellFactory(view -> new CommandCell());
        list.setFocusTraversable(false);
        list.setId("command-list");
        list.setPlaceholder(new Label("No command matches these words."));
        list.setOnMouseClicked(event -> run(list.getSelectionModel().getSelectedItem()));
        words.setPromptText("Type a command");
        words.setId("command-words");
        words.setAccessibleText("Command to look for");
        words.textProperty().addListener((property, before, typed) -> narrow(typed));
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        words.setText(startWords);
        words.end();
        narrow(startWords);
        getStyleClass().add("command-list");
        getChildren().addAll(words, list);
    }

    /** The field that takes the keys. */
    TextField field() {
        return words;
    }

    private void narrow(String typed) {
        List<String> wanted = Arrays.stream(typed.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        matching.setPredicate(command -> {
            String title = command.title().toLowerCase(Locale.ROOT);
            return wanted.stream().allMatch(title::contains);
        });
        list.getSelectionModel().selectFirst();
    }

    private void steer(KeyEvent event) {
        int chosen = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN) {
            choose(Math.min(matching.size() - 1, chosen + 1));
        } else if (event.getCode() == KeyCode.UP) {
            choose(Math.max(0, chosen - 1));
        } else if (event.getCode() == KeyCode.ENTER) {
            run(list.getSelectionModel().getSelectedItem());
        } else {
            return;
        }
        event.consume();
    }

    private void choose(int index) {
        list.getSelectionModel().select(index);
        list.scrollTo(index);
    }

    private void run(@Nullable Command command) {
        if (command != null) {
            close.run();
            command.action().run();
        }
    }

    /** A command with its key. */
    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label key = new Label(command.keyText());
            key.getStyleClass().add("key-cap");
            key.setVisible(!command.keys().isEmpty());
            key.setMinWidth(Region.USE_PREF_SIZE);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(new Label(command.title()), gap, key);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
