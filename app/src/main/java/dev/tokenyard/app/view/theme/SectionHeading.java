package dev.tokenyard.app.view.theme;

import javafx.scene.control.Label;

/** A quiet heading in letter-spaced capitals; a screen reader hears the plain words. */
public final class SectionHeading extends Label {
    /** A heading that reads {@code words}. */
    public SectionHeading(String words) {
        getStyleClass().add("section-heading");
        setWords(words);
        WholeWords.showUnder(this, this::getAccessibleText);
    }

    /** Replaces the words. */
    public void setWords(String words) {
        setAccessibleText(words);
        setText(Type.letterSpaced(words));
    }
}
