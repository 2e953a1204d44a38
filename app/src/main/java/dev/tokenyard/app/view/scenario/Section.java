package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A part of the scenario panel: a heading that folds it away, its controls, and the place for the sentence with which a
 * value is refused.
 */
abstract class Section extends VBox {
    private final ScenarioViewModel model;
    private final VBox content = new VBox();
    private final Label problem = new Label();
    private final HBox header;

    private boolean refreshing;

    /** A section under a heading. */
    Section(String title, ScenarioViewModel model) {
        this.model = model;
        getStyleClass().add("scenario-section");
        content.getStyleClass().add("section-content");
        problem.getStyleClass().addAll("small", "violation", "field-problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        ToggleButton fold = new ToggleButton(Type.letterSpaced(title), new FontIcon(Feather.CHEVRON_DOWN));
        fold.getStyleClass().add("section-fold");
        fold.setAccessibleText(title + ", show or hide");
        fold.setSelected(true);
        fold.selectedProperty().addListener((property, before, open) -> {
            content.setVisible(open);
            fold.setGraphic(new FontIcon(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        });
        content.managedProperty().bind(content.visibleProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        header = new HBox(fold, gap);
        header.getStyleClass().add("section-header");
        getChildren().addAll(header, content, problem);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE
                    && event.getTarget() instanceof EditField field
                    && field.isChanged()) {
                // The field takes the accepted text back, and with it goes what was said of the other.
                sayProblem("");
            }
        });
    }

    /**
     * Shows a scenario in the controls; the changes that this makes to them are no edits. All hold accepted values then, so
     * that nothing is left to say of a refused one.
     */
    final void refresh(ScenarioSpec spec) {
        refreshing = true;
        try {
            show(spec);
            sayProblem("");
        } finally {
            refreshing = false;
        }
    }

    /** Shows a scenario in the controls. */
    abstract void show(ScenarioSpec spec);

    /** The controls under the heading. */
    final VBox content() {
        return content;
    }

    /** Puts a control at the right end of the heading. */
    final void addToHeader(Node node) {
        header.getChildren().add(node);
    }

    /** The scenario. */
    final ScenarioViewModel model() {
        return model;
    }

    /**
     * Applies what the user has set, and says under the controls why it is refused if it is.
     *
     * @return whether it was accepted
     */
    final boolean edit(Change change) {
        if (refreshing) {
            return true;
        }
        String refusal;
        try {
            refusal = model.edit(change.read());
        } catch (IllegalArgumentException unreadable) {
            refusal = unreadable.getMessage() == null ? unreadable.toString() : unreadable.getMessage();
        }
        sayProblem(refusal);
        return refusal.isEmpty();
    }

    /** Shows a sentence under the controls; none if it is empty. */
    private void sayProblem(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
    }

    /** Takes the changes that a part of a section makes. */
    @FunctionalInterface
    interface Editor {
        /** Applies a change, as {@link Section#edit} does; says whether it was accepted. */
        boolean edit(Change change);
    }

    /** Reads a change from the controls. */
    @FunctionalInterface
    interface Change {
        /**
         * The change.
         *
         * @throws IllegalArgumentException with a sentence if what the user has typed cannot be read
         */
        UnaryOperator<ScenarioSpec> read();
    }
}
