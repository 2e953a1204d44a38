package dev.tokenyard.app.view.scenario;

import java.util.function.Predicate;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A field that hands over its text on Enter or when it is left. A refused text stays, marked, for the user to correct;
 * Escape brings the last accepted one back.
 */
public final class EditField extends TextField {
    private static final String INVALID = "invalid";

    private final Predicate<String> commit;
    private String shown = "";

    /**
     * A field.
     *
     * @param name what it holds, for a screen reader
     * @param columns how many characters it is wide
     * @param commit takes the text; says whether it accepts it
     */
    public EditField(String name, int columns, Predicate<String> commit) {
        this.commit = commit;
        setAccessibleText(name);
        setPrefColumnCount(columns);
        getStyleClass().add("edit-field");
        setOnAction(event -> handOver());
        focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                handOver();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && isChanged()) {
                display(shown);
                event.consume();
            }
        });
    }

    /** Shows an accepted text. */
    public void display(String text) {
        shown = text;
        getStyleClass().remove(INVALID);
        if (!getText().equals(text)) {
            setText(text);
        }
    }

    /** Whether it holds a text that has not been handed over, or was refused. */
    public boolean isChanged() {
        return !getText().equals(shown);
    }

    private void handOver() {
        if (getScene() == null) {
            // It left the window with what it is about, and loses the focus only now.
            return;
        }
        if (!isChanged() && !getStyleClass().contains(INVALID)) {
            return;
        }
        getStyleClass().remove(INVALID);
        if (!commit.test(getText())) {
            getStyleClass().add(INVALID);
        }
    }
}
