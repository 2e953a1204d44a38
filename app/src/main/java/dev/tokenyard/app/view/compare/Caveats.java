package dev.tokenyard.app.view.compare;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Sentences that a reader of a page's figures must know; gone in the usual case that there is none. */
public final class Caveats extends VBox {
    /** Without any. */
    public Caveats() {
        getStyleClass().add("caveats");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Shows sentences in place of those before. */
    public void show(List<String> sentences) {
        getChildren().clear();
        for (String sentence : sentences) {
            Label caveat = new Label(sentence, new FontIcon("fth-alert-triangle"));
            caveat.getStyleClass().add("caveat");
            caveat.setWrapText(true);
            caveat.setMinHeight(USE_PREF_SIZE);
            getChildren().add(caveat);
        }
        setVisible(!sentences.isEmpty());
    }
}
