package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.viewmodel.Sentence;
import java.util.List;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Sentences one below the other, the word that matters set apart. */
final class ReasonList extends VBox {
    ReasonList(List<Sentence> sentences) {
        super(2);
        for (Sentence sentence : sentences) {
            Text lead = new Text(capitalised(sentence.lead()) + " ");
            lead.getStyleClass().add("strong");
            if (sentence.lead().endsWith("missed") || sentence.lead().equals("refused")) {
                lead.getStyleClass().add("bad-news");
            }
            Text rest = new Text(sentence.rest());
            rest.getStyleClass().add("reason-text");
            TextFlow flow = new TextFlow(lead, rest);
            flow.getStyleClass().add("reason");
            flow.setAccessibleText(sentence.text());
            getChildren().add(flow);
        }
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
