package dev.tokenyard.app.view.lessons;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** As high as its words are, up to a share of the window; from there on it scrolls, so that lanes stay in sight. */
final class BandScroll extends ScrollPane {
    private static final double MOST_OF_WINDOW = 0.3;

    private final Region words;

    BandScroll(Region words) {
        super(words);
        this.words = words;
        setFitToWidth(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().add("lesson-scroll");
        words.heightProperty().subscribe(this::wordsChanged);
    }

    /** A bar takes width from the words, which makes them higher, so whether one is needed is asked without it. */
    private void wordsChanged() {
        boolean fit = wanted(getWidth()) <= most();
        setVbarPolicy(fit ? ScrollBarPolicy.NEVER : ScrollBarPolicy.AS_NEEDED);
        requestLayout();
    }

    private double most() {
        return getScene() == null
                ? Double.POSITIVE_INFINITY
                : MOST_OF_WINDOW * getScene().getHeight();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(Math.min(most(), wanted(width)));
    }

    /** The height of the words and of what frames them, which would else be cut from their last line. */
    private double wanted(double width) {
        double sides = snappedLeftInset() + snappedRightInset();
        return snappedTopInset() + words.prefHeight(width < 0 ? width : width - sides) + snappedBottomInset();
    }
}
