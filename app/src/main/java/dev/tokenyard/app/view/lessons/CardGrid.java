package dev.tokenyard.app.view.lessons;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** Cards of equal size in as many columns as there is room for, up to three: their words are a few lines. */
final class CardGrid extends Region {
    private static final double LEAST_WIDTH = 300;
    private static final double MOST_WIDTH = 640;
    private static final int MOST_COLUMNS = 3;
    private static final double GAP = 14;
    /** The lines around a card, both together. */
    private static final double FRAME = 2;

    /** What all columns take at most, in pixels. */
    static final double MOST_OF_ALL = MOST_COLUMNS * MOST_WIDTH + (MOST_COLUMNS - 1) * GAP;

    private final List<? extends Region> feet;

    /**
     * A grid.
     *
     * @param cards each with its content as its graphic
     * @param feet what stands at the foot of each card's content
     */
    CardGrid(List<Button> cards, List<? extends Region> feet) {
        this.feet = List.copyOf(feet);
        getChildren().addAll(cards);
        getStyleClass().add("card-grid");
    }

    private double inner(double width) {
        return Math.max(LEAST_WIDTH, width - snappedLeftInset() - snappedRightInset());
    }

    private int columns(double width) {
        return Math.clamp((int) ((inner(width) + GAP) / (LEAST_WIDTH + GAP)), 1, MOST_COLUMNS);
    }

    private double cardWidth(double width) {
        int columns = columns(width);
        return Math.min(MOST_WIDTH, Math.floor((inner(width) - GAP * (columns - 1)) / columns));
    }

    /** The feet of all cards begin at one height, however many lines each has. */
    private void levelFeet(double cardWidth) {
        double inset = feet.get(0).getParent() instanceof Region content
                ? content.snappedLeftInset() + content.snappedRightInset()
                : 0;
        double highest = feet.stream()
                .mapToDouble(foot -> Math.ceil(foot.prefHeight(cardWidth - FRAME - inset)))
                .max()
                .orElse(0);
        for (Region foot : feet) {
            if (foot.getMinHeight() != highest) {
                foot.setMinHeight(highest);
            }
        }
    }

    private double cardHeight(double width) {
        double cardWidth = cardWidth(width);
        if (!feet.isEmpty()) {
            levelFeet(cardWidth);
        }
        return Math.ceil(getChildren().stream()
                .mapToDouble(card -> ((Button) card).getGraphic().prefHeight(cardWidth - FRAME) + FRAME)
                .max()
                .orElse(0));
    }

    @Override
    protected double computePrefHeight(double width) {
        double known = width < 0 ? getWidth() : width;
        int rows = Math.ceilDiv(getChildren().size(), columns(known));
        return snappedTopInset() + snappedBottomInset() + rows * (cardHeight(known) + GAP) - GAP;
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST_WIDTH;
    }

    @Override
    protected void layoutChildren() {
        double width = cardWidth(getWidth());
        double height = cardHeight(getWidth());
        int columns = columns(getWidth());
        for (int k = 0; k < getChildren().size(); k++) {
            Node card = getChildren().get(k);
            double x = snappedLeftInset() + k % columns * (width + GAP);
            double y = snappedTopInset() + Math.floorDiv(k, columns) * (height + GAP);
            card.resizeRelocate(x, y, width, height);
        }
    }
}
