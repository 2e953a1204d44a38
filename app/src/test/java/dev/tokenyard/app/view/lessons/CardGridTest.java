package dev.tokenyard.app.view.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;

class CardGridTest {
    /** On no width does a card leave the grid, touch another or stand in a row of more than three. */
    @Test
    void cardsStandInUpToThreeColumnsAndApart() {
        FxThread.run(() -> {
            List<Button> cards = IntStream.range(0, 9)
                    .mapToObj(k -> new Button("", new Label("Lesson " + k)))
                    .toList();
            CardGrid grid = new CardGrid(cards);
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
