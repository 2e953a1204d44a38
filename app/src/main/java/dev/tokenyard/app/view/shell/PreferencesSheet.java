package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The preferences; each takes effect at once. */
final class PreferencesSheet extends VBox {
    private final ComboBox<Theme> theme = new ComboBox<>();
    /** Held, since bindings refer to it weakly. */
    private final ObjectProperty<Double> scaleChoice;

    /**
     * A sheet.
     *
     * @param forget forgets the recent files
     */
    PreferencesSheet(PreferencesViewModel preferences, ThemeManager themes, Runnable forget) {
        getStyleClass().add("preferences-sheet");
        setId("preferences-sheet");
        theme.setId("preference-theme");
        theme.getItems().setAll(Theme.DARK, Theme.LIGHT);
        theme.setConverter(new ChoiceNames<>(each -> each == Theme.DARK ? "Dark" : "Light"));
        theme.valueProperty().bindBidirectional(themes.themeProperty());
        ComboBox<Double> scale = new ComboBox<>();
        scale.setId("preference-scale");
        scale.getItems().setAll(PreferencesViewModel.SCALES);
        scale.setConverter(new ChoiceNames<>(each -> Math.round(each * 100) + " %"));
        scaleChoice = preferences.scaleProperty().asObject();
        scale.valueProperty().bindBidirectional(scaleChoice);
        // Both as wide as the wider one.
        theme.setMaxWidth(Double.MAX_VALUE);
        scale.setMaxWidth(Double.MAX_VALUE);
        GridPane choices = new GridPane();
        choices.getStyleClass().add("preference-choices");
        choices.addRow(0, new SheetLabel("Theme", theme), theme);
        choices.addRow(1, new SheetLabel("Size of all", scale), scale);
        CheckBox continuing = new CheckBox("Begin where I left off, not with the opening scenario");
        continuing.setId("preference-continue");
        continuing.selectedProperty().bindBidirectional(preferences.continuingProperty());
        CheckBox calm = new CheckBox("Calm: requests do not travel, and nothing pulses");
        calm.setId("preference-calm");
        calm.selectedProperty().bindBidirectional(preferences.calmProperty());
        Button recent = new Button("Forget recent files");
        recent.setId("forget-recent");
        recent.setOnAction(event -> {
            forget.run();
            recent.setDisable(true);
        });
        HBox buttons = new HBox(recent);
        buttons.getStyleClass().add("sheet-buttons");
        getChildren().addAll(choices, continuing, calm, buttons);
    }

    /** What takes the keys at first. */
    Node field() {
        return theme;
    }
}
