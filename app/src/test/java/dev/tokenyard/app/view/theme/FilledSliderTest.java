package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.testing.FxThread;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class FilledSliderTest {
    private static final double WIDTH = 220;

    private static FilledSlider shown(Theme theme) {
        FilledSlider slider = new FilledSlider("Demo", 2, 4);
        Pane root = new Pane(slider);
        root.getStylesheets().addAll(ThemeManager.stylesheets(theme));
        new Scene(root, WIDTH, 40);
        root.applyCss();
        slider.resize(WIDTH, 20);
        root.layout();
        return slider;
    }

    private static double endOf(Node part) {
        return part.getBoundsInParent().getMaxX();
    }

    @Test
    void theTrackIsFilledFromItsStartToTheThumb() {
        FxThread.run(() -> {
            FilledSlider slider = shown(Theme.LIGHT);
            Node filled = slider.lookup(".filled-track");
            Node track = slider.lookup(".track");
            for (double value : new double[] {2, 2.5, 3.7, 4, 3}) {
                slider.setValue(value);
                Node thumb = slider.lookup(".thumb");
                assertThat(filled.getBoundsInParent().getMinX())
                        .isEqualTo(track.getBoundsInParent().getMinX());
                assertThat(endOf(filled)).isCloseTo(thumb.getBoundsInParent().getCenterX(), within(1.0));
            }
            slider.setMax(8);
            slider.getParent().layout();
            assertThat(endOf(filled))
                    .as("as its ends move")
                    .isCloseTo(slider.lookup(".thumb").getBoundsInParent().getCenterX(), within(1.0));
        });
    }

    @Test
    void itIsSeenAndThePointerReachesTheTrackThroughIt() {
        FxThread.run(() -> {
            for (Theme theme : Theme.values()) {
                FilledSlider slider = shown(theme);
                slider.setValue(3);
                slider.getScene().setFill(theme.panel());
                WritableImage picture = slider.getScene().snapshot(null);
                Node track = slider.lookup(".track");
                int y = (int) track.getBoundsInParent().getCenterY();
                Color left = picture.getPixelReader().getColor(40, y);
                Color right = picture.getPixelReader().getColor((int) WIDTH - 40, y);
                assertThat(left).isNotEqualTo(right);
                assertThat(slider.lookup(".filled-track").isMouseTransparent()).isTrue();
            }
        });
    }
}
