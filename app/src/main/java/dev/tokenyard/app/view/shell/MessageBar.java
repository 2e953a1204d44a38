package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.Job;
import dev.tokenyard.app.viewmodel.Message;
import dev.tokenyard.app.viewmodel.Message.Severity;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Messages in the bottom right corner of the window. They go by themselves, the graver the later; nothing waits. */
final class MessageBar extends VBox {
    private static final Duration INFO_STAYS = Duration.seconds(5);
    private static final Duration WARNING_STAYS = Duration.seconds(12);
    private static final Duration ERROR_STAYS = Duration.seconds(30);

    private final MessagesViewModel model;
    private final Map<Message, HBox> cards = new HashMap<>();
    private final Map<Job, JobCard> jobs = new HashMap<>();

    /** A bar that shows messages as they come. */
    MessageBar(MessagesViewModel model) {
        this.model = model;
        getStyleClass().add("message-bar");
        setId("message-bar");
        setPickOnBounds(false);
        setAlignment(Pos.BOTTOM_RIGHT);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        model.messages().addListener(this::changed);
        model.messages().forEach(this::add);
        model.jobs().addListener(this::jobsChanged);
    }

    private void jobsChanged(ListChangeListener.Change<? extends Job> change) {
        while (change.next()) {
            change.getRemoved().forEach(job -> getChildren().remove(jobs.remove(job)));
            for (Job job : change.getAddedSubList()) {
                JobCard card = new JobCard(job);
                jobs.put(job, card);
                getChildren().add(0, card);
            }
        }
    }

    private void changed(ListChangeListener.Change<? extends Message> change) {
        while (change.next()) {
            change.getRemoved().forEach(message -> getChildren().remove(cards.remove(message)));
            change.getAddedSubList().forEach(this::add);
        }
    }

    private void add(Message message) {
        Label text = new Label(message.text());
        text.setWrapText(true);
        text.getStyleClass().add("message-text");
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button dismiss = new Button("", new FontIcon(Feather.X));
        dismiss.getStyleClass().add("flat");
        dismiss.setAccessibleText("Dismiss the message");
        dismiss.setOnAction(event -> model.dismiss(message));
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        HBox card = new HBox(icon(message.severity()), text, dismiss);
        card.getStyleClass().addAll("message-card", styleOf(message.severity()));
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(message.text());
        cards.put(message, card);
        getChildren().add(card);
        PauseTransition stay = new PauseTransition(stay(message.severity()));
        stay.setOnFinished(event -> model.dismiss(message));
        stay.play();
    }

    private static FontIcon icon(Severity severity) {
        return new FontIcon(
                switch (severity) {
                    case INFO -> Feather.CHECK;
                    case NOTE -> Feather.INFO;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case ERROR -> Feather.ALERT_OCTAGON;
                });
    }

    private static String styleOf(Severity severity) {
        return switch (severity) {
            case INFO -> "info";
            case NOTE -> "note";
            case WARNING -> "caution";
            case ERROR -> "failure";
        };
    }

    private static Duration stay(Severity severity) {
        return switch (severity) {
            case INFO, NOTE -> INFO_STAYS;
            case WARNING -> WARNING_STAYS;
            case ERROR -> ERROR_STAYS;
        };
    }
}
