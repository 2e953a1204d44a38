package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The top of the window: what is played, the pages, how long the last simulation took, and the commands. */
final class HeaderBar extends HBox {
    /** A letter and three dots say nothing. */
    private static final double LEAST_NAME_WIDTH = 90;

    private static final double MOST_NAME_WIDTH = 420;
    /** What the status takes that is usual; a longer one is cut, so that the pages do not move whenever it changes. */
    private static final double STATUS_WIDTH = 150;

    private final Label scenario = new Label();
    private final Label status = new Label();

    HeaderBar(WindowModels models, ThemeManager themes, Commands commandsOfWindow, Commands.WindowActions window) {
        getStyleClass().addAll("top-bar", "header-bar");
        AppMenu brand = new AppMenu(commandsOfWindow::groups);
        scenario.setId("scenario-name");
        scenario.getStyleClass().add("secondary");
        scenario.textProperty().bind(models.scenario().specProperty().map(ScenarioSpec::name));
        Tooltip name = new Tooltip();
        name.textProperty().bind(DocumentWords.detail(models.scenario().document()));
        scenario.setTooltip(name);
        Label changed = new Label(DocumentWords.MARK);
        changed.setId("scenario-changed");
        changed.getStyleClass().add("secondary");
        changed.setMinWidth(Region.USE_PREF_SIZE);
        changed.setTooltip(name);
        changed.setAccessibleText("changed since it was opened or saved");
        changed.visibleProperty().bind(models.scenario().document().changedProperty());
        changed.managedProperty().bind(changed.visibleProperty());
        Label seed = new Label();
        seed.setId("scenario-seed");
        seed.getStyleClass().add("secondary");
        seed.setMinWidth(0);
        seed.textProperty().bind(models.scenario().specProperty().map(spec -> "seed " + spec.seed()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        status.setId("status");
        status.getStyleClass().add("secondary");
        status.setMinWidth(0);
        scenario.setMinWidth(0);
        // Half a number says nothing.
        seed.visibleProperty().bind(isWhole(seed));
        status.visibleProperty().bind(isWhole(status).or(status.widthProperty().greaterThan(STATUS_WIDTH)));
        for (Label label : List.of(seed, status)) {
            // An audience needs neither; larger words need the room.
            label.managedProperty()
                    .bind(models.preferences().presentingProperty().not());
        }
        status.textProperty().bind(models.scenario().statusInShortProperty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(models.scenario().statusProperty());
        status.setTooltip(whole);
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("busy");
        busy.visibleProperty().bind(models.scenario().busyProperty());
        Button commands = new Button("Ctrl K");
        commands.getStyleClass().add("key-button");
        commands.setAccessibleText("List of commands");
        commands.setTooltip(new Tooltip("Everything that can be done, by name"));
        commands.setMinWidth(Region.USE_PREF_SIZE);
        commands.setOnAction(event -> window.listCommands(""));
        Button export = new Button("Export");
        export.getStyleClass().add("link");
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.setOnAction(event -> window.listCommands("Export "));
        getChildren()
                .addAll(
                        panelSwitch(
                                Feather.SIDEBAR,
                                "Scenario panel",
                                models.pages().scenarioShownProperty()),
                        brand,
                        scenario,
                        changed,
                        seed,
                        tabs(models.pages().pageProperty()),
                        gap,
                        busy,
                        status,
                        commands,
                        themeSwitch(themes),
                        panelSwitch(Feather.INFO, "Inspector", models.pages().inspectorShownProperty()),
                        export);
    }

    private static BooleanBinding isWhole(Label label) {
        return Bindings.createBooleanBinding(
                () -> label.isManaged() && label.getWidth() >= label.prefWidth(USE_COMPUTED_SIZE) - 0.5,
                label.widthProperty(),
                label.textProperty(),
                label.managedProperty());
    }

    /** A long name gives way to all else before anything else is cut. */
    @Override
    protected void layoutChildren() {
        List<Node> managed = getManagedChildren();
        double others = snappedLeftInset() + snappedRightInset() + getSpacing() * (managed.size() - 1);
        for (Node child : managed) {
            if (child == status) {
                others += STATUS_WIDTH;
            } else if (child != scenario) {
                others += child.prefWidth(USE_COMPUTED_SIZE);
            }
        }
        double room = Math.min(MOST_NAME_WIDTH, getWidth() - others);
        boolean tells = room >= Math.min(LEAST_NAME_WIDTH, scenario.prefWidth(USE_COMPUTED_SIZE));
        scenario.setVisible(tells);
        scenario.setMaxWidth(tells ? room : 0);
        super.layoutChildren();
    }

    private static HBox tabs(ObjectProperty<Page> page) {
        HBox tabs = new HBox();
        tabs.getStyleClass().add("page-tabs");
        ToggleGroup group = new ToggleGroup();
        for (Page each : Page.values()) {
            ToggleButton tab = new ToggleButton(each.title());
            tab.getStyleClass().add("tab-toggle");
            tab.setId("page-" + each.title().toLowerCase(Locale.ROOT));
            tab.setMinWidth(Region.USE_PREF_SIZE);
            tab.setToggleGroup(group);
            tab.setSelected(page.get() == each);
            // A tab that is clicked again stays chosen, unlike a toggle button.
            tab.setOnAction(event -> {
                page.set(each);
                tab.setSelected(true);
            });
            page.addListener((property, before, now) -> tab.setSelected(now == each));
            tabs.getChildren().add(tab);
        }
        return tabs;
    }

    private static ToggleButton panelSwitch(Ikon icon, String name, BooleanProperty shown) {
        ToggleButton button = new ToggleButton("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "panel-switch");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.selectedProperty().bindBidirectional(shown);
        return button;
    }

    private static Button themeSwitch(ThemeManager themes) {
        Button button = new Button();
        button.getStyleClass().add("flat");
        button.setId("theme-switch");
        button.setAccessibleText("Light or dark theme");
        button.setTooltip(new Tooltip("Light or dark theme"));
        button.setGraphic(themeIcon(themes.theme()));
        themes.themeProperty().addListener((property, before, now) -> button.setGraphic(themeIcon(now)));
        button.setOnAction(event -> themes.toggle());
        return button;
    }

    private static FontIcon themeIcon(Theme theme) {
        return new FontIcon(theme == Theme.DARK ? Feather.SUN : Feather.MOON);
    }
}
