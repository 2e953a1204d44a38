package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.view.theme.SectionHeading;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Paragraphs under a heading, in a column no wider than is read with ease; nothing where there are none. */
final class Paragraphs extends VBox {
    private static final double MOST_WIDTH = 620;

    private final SectionHeading heading;

    Paragraphs(String title) {
        heading = new SectionHeading(title);
        getStyleClass().add("paragraphs");
        setMaxWidth(MOST_WIDTH);
        setMinWidth(0);
        setPrefWidth(MOST_WIDTH);
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    /** Shows other sentences, a paragraph each. */
    void show(List<String> sentences) {
        getChildren().setAll(heading);
        for (String sentence : sentences) {
            Label paragraph = new Label(sentence);
            paragraph.setWrapText(true);
            paragraph.setMinHeight(USE_PREF_SIZE);
            paragraph.getStyleClass().add("paragraph");
            getChildren().add(paragraph);
        }
        setVisible(!sentences.isEmpty());
        setManaged(!sentences.isEmpty());
    }
}
