package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.view.theme.WholeWords;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** A name and more about it on one line: where room is short, what is said about it gives way before the name does. */
final class NamedLine extends HBox {
    private static final double SPACING = 8;

    NamedLine(Label name, Label about) {
        super(SPACING, name, about);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        name.getStyleClass().add("lane-name");
        // The width of this line is given by its surroundings, never by this.
        name.minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(getWidth(), name.prefWidth(USE_COMPUTED_SIZE)),
                        widthProperty(),
                        name.textProperty(),
                        name.fontProperty()));
        about.getStyleClass().add("secondary");
        about.setMinWidth(0);
        WholeWords.showUnder(name);
        WholeWords.showUnder(about);
    }
}
