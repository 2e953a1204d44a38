package dev.tokenyard.app.view.compare;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/** Where a page says what came of what the user asked for. */
public final class StatusLabel extends Label {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    /** Nothing is said at first. */
    public StatusLabel() {
        getStyleClass().addAll("secondary", "status");
        setMinWidth(0);
    }

    /** Says it in place of what was said before; a problem is told from the rest. */
    public void say(Notice notice) {
        setText(notice.words());
        pseudoClassStateChanged(PROBLEM, notice.isProblem());
    }
}
