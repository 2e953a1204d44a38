package dev.tokenyard.app.view.lessons;

import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.LessonsViewModel.Play;
import java.net.URL;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A lesson in play, in a band of its own above the lanes: what is to be seen, the question, the answer once it is asked for, and
 * the way on. The answer's room is kept while it is hidden, so that no lane moves when it comes.
 */
public final class LessonBand extends HBox {
    private static final double DOT = 3.5;
    private static final double CAPTION_SHARE = 46;

    private final LessonsViewModel model;
    private final Label title = new Label();
    private final HBox dots = new HBox();
    private final Label count = new Label();
    private final Label caption = words("lesson-caption");
    private final Label question = words("lesson-question", "strong");
    private final Label answer = words("lesson-answer");
    private final VBox asking = new VBox(question, answer);
    private final Button back = new Button("", new FontIcon(Feather.CHEVRON_LEFT));
    private final Button next = new Button();
    private final Button leave = new Button("", new FontIcon(Feather.X));
    private final HBox changed;

    /** A band that is there while something is played. */
    public LessonBand(LessonsViewModel model) {
        this.model = model;
        setId("lesson-band");
        getStyleClass().addAll("panel", "lesson-band");
        getStylesheets().add(stylesheet());
        title.getStyleClass().addAll("section-heading", "lesson-title");
        count.getStyleClass().addAll("secondary", "small");
        count.setId("lesson-count");
        dots.getStyleClass().add("lesson-dots");
        caption.setId("lesson-caption");
        question.setId("lesson-question");
        answer.setId("lesson-answer");
        asking.getStyleClass().add("lesson-asking");
        Hyperlink restore = new Hyperlink("Back to the lesson's scenario");
        restore.setId("lesson-restore");
        restore.setOnAction(event -> model.restore());
        Label note = new Label("You changed the scenario; words and figures are those of the lesson's own.");
        note.getStyleClass().addAll("warning", "small");
        changed = new HBox(note, restore);
        changed.getStyleClass().add("lesson-changed");
        changed.visibleProperty().bind(model.changedProperty());
        changed.managedProperty().bind(model.changedProperty());
        HBox top = new HBox(title, dots, count, changed);
        top.getStyleClass().add("lesson-top");
        top.setAlignment(Pos.CENTER_LEFT);
        GridPane body = new GridPane();
        body.getStyleClass().add("lesson-body");
        body.getColumnConstraints().addAll(column(CAPTION_SHARE), column(100 - CAPTION_SHARE));
        body.addRow(0, caption, asking);
        VBox content = new VBox(top, new BandScroll(body));
        HBox.setHgrow(content, Priority.ALWAYS);
        getChildren().addAll(content, buttons());
        model.playProperty().subscribe(this::show);
    }

    static String stylesheet() {
        URL url = Objects.requireNonNull(LessonBand.class.getResource("lessons.css"), "lessons.css is missing");
        return url.toExternalForm();
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setFillWidth(true);
        return column;
    }

    private static Label words(String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setAlignment(Pos.TOP_LEFT);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private Node buttons() {
        dress(back, "lesson-back", "Previous step (Page Up)");
        dress(next, "lesson-next", "On (Enter or Page Down)");
        dress(leave, "lesson-leave", "Leave the lesson (Esc)");
        back.getStyleClass().add("flat");
        leave.getStyleClass().add("flat");
        back.setOnAction(event -> model.back());
        next.setOnAction(event -> model.next());
        leave.setOnAction(event -> model.leave());
        HBox buttons = new HBox(back, next, leave);
        buttons.getStyleClass().add("lesson-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }

    private static void dress(Button button, String id, String tip) {
        button.setId(id);
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setMinWidth(USE_PREF_SIZE);
    }

    private void show(@Nullable Play play) {
        if (play == null) {
            return;
        }
        boolean lesson = !play.introduction();
        title.setText(play.script().lesson().title());
        caption.setText(play.scene().caption());
        caption.setAccessibleText(play.scene().caption());
        question.setText(play.scene().question());
        answer.setText(play.scene().answer());
        // It keeps its room.
        answer.setVisible(play.answered());
        boolean asks = !play.scene().question().isEmpty();
        asking.setVisible(asks);
        asking.setManaged(asks);
        GridPane.setColumnSpan(caption, asks ? 1 : 2);
        int steps = play.script().scenes().size();
        count.setText("Step " + (play.index() + 1) + " of " + steps);
        dots.getChildren().clear();
        for (int k = 0; k < steps; k++) {
            Circle dot = new Circle(DOT);
            dot.getStyleClass().addAll("lesson-dot", k == play.index() ? "here" : k < play.index() ? "done" : "ahead");
            dots.getChildren().add(dot);
        }
        for (Region part : new Region[] {dots, count, back}) {
            part.setVisible(lesson);
            part.setManaged(lesson);
        }
        back.setDisable(play.index() == 0);
        next.setText(play.introduction() ? "Got it" : play.asks() ? "Answer" : play.isLast() ? "Finish" : "Next");
        next.getStyleClass().removeAll("accent");
        if (lesson) {
            next.getStyleClass().add("accent");
        }
        leave.setVisible(lesson);
        leave.setManaged(lesson);
    }
}
