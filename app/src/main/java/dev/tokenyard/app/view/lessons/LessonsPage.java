package dev.tokenyard.app.view.lessons;

import dev.tokenyard.app.session.lesson.Lesson;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.policies.PolicyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The lessons to choose from, a card each, in a grid of as many columns as there is room for. */
public final class LessonsPage extends VBox {
    private final List<Button> cards = new ArrayList<>();
    private final List<VBox> feet = new ArrayList<>();

    /**
     * A page.
     *
     * @param model the lessons
     * @param chooseFile asks for a lesson of the user's own and opens it
     */
    public LessonsPage(LessonsViewModel model, Runnable chooseFile) {
        getStyleClass().addAll("ground", "lessons-page");
        getStylesheets().add(LessonBand.stylesheet());
        Label heading = new Label("Lessons");
        heading.getStyleClass().add("headline");
        Label words = new Label(
                "Each opens a scenario on the stage and stops where something is to be seen: a question first,"
                        + " then the answer, with figures from the run itself.");
        words.getStyleClass().add("secondary");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        VBox title = new VBox(heading, words);
        title.getStyleClass().add("lessons-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("busy");
        Button cancel = new Button("Cancel");
        cancel.setOnAction(event -> model.cancel());
        cancel.setMinWidth(USE_PREF_SIZE);
        for (Region part : List.of(busy, cancel)) {
            part.visibleProperty().bind(model.busyProperty());
            part.managedProperty().bind(model.busyProperty());
        }
        Button own = new Button("Open your own…");
        own.setId("lesson-own");
        own.setMinWidth(USE_PREF_SIZE);
        own.setOnAction(event -> chooseFile.run());
        HBox top = new HBox(title, busy, cancel, own);
        top.getStyleClass().add("lessons-top");
        top.setAlignment(Pos.BOTTOM_LEFT);
        // The button ends where the cards do.
        top.setMaxWidth(CardGrid.MOST_OF_ALL);
        for (Lesson lesson : model.lessons()) {
            cards.add(card(cards.size() + 1, lesson, model));
        }
        ScrollPane scroll = new ScrollPane(new CardGrid(cards, feet));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("lessons-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(top, scroll);
    }

    private Button card(int number, Lesson lesson, LessonsViewModel model) {
        Label ordinal = label(Integer.toString(number), "lesson-number");
        ordinal.setMinWidth(USE_PREF_SIZE);
        Label title = label(lesson.title(), "lane-name");
        HBox top = new HBox(ordinal, title);
        top.getStyleClass().add("lesson-card-top");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        String policies = String.join(
                ", ",
                lesson.steps().get(0).scenario().policies().stream()
                        .map(policy -> PolicyCatalog.byId(policy.id()).card().title())
                        .toList());
        VBox foot = new VBox(
                label(
                        TimeText.count(lesson.steps().size(), "step", "steps") + "  ·  " + policies,
                        "secondary",
                        "small"),
                label(lesson.source(), "secondary", "small"));
        foot.getStyleClass().add("lesson-card-foot");
        feet.add(foot);
        VBox content = new VBox(top, label(lesson.teaches()), gap, foot);
        content.getStyleClass().add("lesson-card-content");
        Button card = new Button("", content);
        card.setId("lesson-" + lesson.name().replaceAll("\\W+", "-"));
        card.getStyleClass().add("lesson-card");
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.setAccessibleText("Lesson " + number + ": " + lesson.title() + ". " + lesson.teaches());
        content.prefWidthProperty().bind(card.widthProperty().subtract(2));
        card.setOnAction(event -> model.open(lesson));
        return card;
    }

    private static Label label(String words, String... styles) {
        Label label = new Label(Objects.requireNonNull(words));
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** The keys go to the first card. */
    @Override
    public void requestFocus() {
        if (!cards.isEmpty()) {
            cards.get(0).requestFocus();
        }
    }
}
