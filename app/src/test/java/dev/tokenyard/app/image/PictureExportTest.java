package dev.tokenyard.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.Test;

class PictureExportTest {
    @Test
    void aPictureOfTheWholeHasItsSizeThoughSomethingSticksOut() {
        Image picture = FxThread.call(() -> {
            Pane root = new Pane(new Rectangle(-5, 40, 100, 12));
            Scene scene = new Scene(root, 80, 50);
            return PictureExport.whole(scene.getRoot(), Color.WHITE);
        });

        assertThat(picture.getWidth()).isEqualTo(80);
        assertThat(picture.getHeight()).isEqualTo(50);
        assertThat(picture.getPixelReader().getArgb(0, 39)).isEqualTo(0xFFFFFFFF);
        assertThat(picture.getPixelReader().getArgb(0, 41)).isEqualTo(0xFF000000);
    }
}
