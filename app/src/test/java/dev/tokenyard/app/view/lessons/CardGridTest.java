package dev.tokenyard.app.view.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class CardGridTest {
    /** What stands at the foot of cards has one height, so that it begins on one line across a row. */
    @Test
    void feetBeginOnOneLine() {
        FxThread.run(() -> {
            List<VBox> feet = new ArrayList<>();
            List<Button> cards = IntStream.range(0, 6)
                    .mapToObj(k -> {
                        Region gap = new Region();
                        VBox.setVgrow(gap, Priority.ALWAYS);
                        Label source = new Label("A source of some words. ".repeat(1 + 3 * (k % 3)));
                        source.setWrapText(true);
                        source.setMinHeight(Region.USE_PREF_SIZE);
                        VBox foot = new VBox(new Label("3 steps"), source);
                        feet.add(foot);
                        return new Button("", new VBox(new Label("Lesson"), gap, foot));
                    })
                    .toList();
            CardGrid grid = new CardGrid(cards, feet);
            new Scene(grid);
            grid.applyCss();
            for (double width : new double[] {320, 700, 1_000, 1_900, 700}) {
                grid.resize(width, grid.prefHeight(width));
                grid.layout();
                assertThat(feet)
                        .extracting(Region::getMinHeight)
                        .containsOnly(feet.get(0).getMinHeight());
                assertThat(feet.get(0).getMinHeight())
                        .as("no more than the longest needs")
                        .isEqualTo(Math.ceil(feet.get(2).prefHeight(cards.get(0).getWidth() - 2)));
            }
        });
    }

    /** On no width does a card leave the grid, touch another or stand in a row of more than three. */
    @Test
    void cardsStandInUpToThreeColumnsAndApart() {
        FxThread.run(() -> {
            List<Button> cards = IntStream.range(0, 9)
                    .mapToObj(k -> new Button("", new Label("Lesson " + k)))
                    .toList();
            CardGrid grid = new CardGrid(cards, List.of());
            for (double width = 320; width <= 2_600; width += 40) {
                grid.resize(width, grid.prefHeight(width));
                grid.layout();
                double first = cards.get(0).getLayoutY();
                long columns = cards.stream()
                        .filter(card -> card.getLayoutY() == first)
                        .count();
                assertThat(columns).as("columns on %s pixels", width).isBetween(1L, 3L);
                for (int k = 0; k < cards.size(); k++) {
                    assertThat(cards.get(k).getLayoutX() + cards.get(k).getWidth())
                            .isLessThanOrEqualTo(width);
                    for (int j = 0; j < k; j++) {
                        assertThat(cards.get(k)
                                        .getBoundsInParent()
                                        .intersects(cards.get(j).getBoundsInParent()))
                                .as("%d and %d on %s pixels", j, k, width)
                                .isFalse();
                    }
                }
            }
        });
    }
}
