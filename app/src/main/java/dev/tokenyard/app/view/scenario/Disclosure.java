package dev.tokenyard.app.view.scenario;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Rows of a card that few need: folded away at first, with a line that says what in them is unusual. */
final class Disclosure extends VBox {
    private final ToggleButton fold;
    private final VBox rows = new VBox();
    private final Label summary = new Label();

    /**
     * A closed disclosure.
     *
     * @param title what it holds, in few words
     * @param id where tests and style sheets find the button
     * @param of what it belongs to, for a screen reader
     */
    Disclosure(String title, String id, String of) {
        fold = new ToggleButton(title, new FontIcon(Feather.CHEVRON_RIGHT));
        fold.setId(id);
        fold.getStyleClass().addAll("section-fold", "disclosure-fold");
        fold.setAccessibleText(title + of + ", show or hide");
        summary.getStyleClass().addAll("small", "disclosure-summary");
        summary.setWrapText(true);
        summary.setId(id + "-summary");
        summary.managedProperty().bind(summary.visibleProperty());
        summary.visibleProperty()
                .bind(fold.selectedProperty().not().and(summary.textProperty().isNotEmpty()));
        rows.getStyleClass().add("disclosure-rows");
        rows.visibleProperty().bind(fold.selectedProperty());
        rows.managedProperty().bind(rows.visibleProperty());
        fold.selectedProperty()
                .addListener((property, before, open) ->
                        fold.setGraphic(new FontIcon(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT)));
        getStyleClass().add("disclosure");
        getChildren().addAll(fold, summary, rows);
    }

    /** Puts rows into it, under those it has. */
    void add(Node... more) {
        rows.getChildren().addAll(more);
    }

    /** Says what is unusual in the rows, for as long as they are folded away; empty for nothing. */
    void summarize(String words) {
        summary.setText(words);
    }
}
