package dev.tokenyard.app.view.shell;

import javafx.scene.Node;
import javafx.scene.control.Label;

/**
 * The name of a field in a sheet. In sheets names begin with a capital, as the sentences around them do; in the panels, which
 * have rows of names only, they do not.
 */
final class SheetLabel extends Label {
    /** The name of a field, which a screen reader says with it. */
    SheetLabel(String words, Node field) {
        super(words);
        setLabelFor(field);
        field.setAccessibleText(words);
    }
}
