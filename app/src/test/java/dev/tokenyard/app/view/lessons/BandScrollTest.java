package dev.tokenyard.app.view.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandScrollTest {
    /** Nothing is cut from the last line of words that need not be scrolled. */
    @ParameterizedTest
    @ValueSource(ints = {300, 420, 700, 1_100})
    void wordsAreSeenWhole(int width) {
        double[] heights = FxThread.call(() -> {
            Label words =
                    new Label("While a long answer holds one of the few places, many short ones could have come and"
                            + " gone. So far the one has finished 71 requests and the other 93, with batches as full.");
            words.setWrapText(true);
            words.getStyleClass().add("lesson-answer");
            BandScroll scroll = new BandScroll(new VBox(words));
            VBox root = new VBox(scroll);
            root.getStylesheets().addAll(ThemeManager.stylesheets(Theme.LIGHT));
            root.getStylesheets().add(LessonBand.stylesheet());
            new Scene(root, width, 800);
            root.applyCss();
            root.layout();
            return new double[] {scroll.getViewportBounds().getHeight(), words.getHeight()};
        });
        assertThat(heights[1]).isGreaterThan(15);
        assertThat(heights[0]).isGreaterThanOrEqualTo(heights[1]);
    }
}
