package dev.tokenyard.app.view.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * The menu under the program's name: every command, by group. Keys are shown but not registered as accelerators, since {@link
 * KeyRouter} decides which keys a focused control needs itself.
 */
final class AppMenu extends MenuButton {
    private static final double ROW_WIDTH = 344;

    /** A menu that asks for its commands whenever it opens, as recent files and exports change. */
    AppMenu(Supplier<List<Group>> commands) {
        super("Tokenyard");
        setId("app-menu");
        getStyleClass().add("app-menu");
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText("Tokenyard, menu of all commands");
        // A button without items does not open.
        getItems().add(new SeparatorMenuItem());
        setOnShowing(event -> getItems().setAll(items(commands)));
    }

    /** Commands under one heading. */
    record Group(String title, List<Command> commands) {}

    private static List<MenuItem> items(Supplier<List<Group>> source) {
        return source.get().stream()
                .filter(group -> !group.commands().isEmpty())
                .map(AppMenu::menu)
                .toList();
    }

    private static MenuItem menu(Group group) {
        Menu menu = new Menu(group.title());
        group.commands().forEach(command -> menu.getItems().add(item(command, beneath(group, command))));
        return menu;
    }

    /** A command's title without the words that stand above it already. */
    private static String beneath(Group group, Command command) {
        String above = group.title() + " ";
        String title = command.title();
        return title.startsWith(above)
                ? title.substring(above.length(), above.length() + 1).toUpperCase(Locale.ROOT)
                        + title.substring(above.length() + 1)
                : title;
    }

    private static MenuItem item(Command command, String words) {
        Label title = new Label(words);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label key = new Label(command.keyText());
        key.getStyleClass().add("key-cap");
        key.setVisible(!command.keys().isEmpty());
        key.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(title, key);
        row.getStyleClass().add("menu-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPrefWidth(ROW_WIDTH);
        CustomMenuItem item = new CustomMenuItem(row);
        item.setId("menu-" + command.title().replaceAll("\\W+", "-"));
        item.setOnAction(event -> command.action().run());
        return item;
    }
}
