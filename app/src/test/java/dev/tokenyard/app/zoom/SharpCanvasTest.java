package dev.tokenyard.app.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharpCanvasTest {
    private static final double WIDTH = 100;
    private static final double LANE = 20.3;

    /** Law: what is drawn in a clip is as solid as without, however faint the last stroke before it was. */
    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1, 1.1, 1.37, 2})
    void clipsAreSolidAtEveryZoom(double zoom) {
        FxThread.run(() -> {
            SharpCanvas canvas = new SharpCanvas();
            ZoomPane pane = new ZoomPane(new Pane(canvas));
            pane.zoomProperty().set(zoom);
            Scene scene = new Scene(pane, WIDTH * zoom, 4 * LANE * zoom, Color.WHITE);
            pane.layout();
            canvas.fit(WIDTH, 4 * LANE);
            for (int lane = 0; lane < 4; lane++) {
                lane(canvas.getGraphicsContext2D(), lane * LANE);
            }
            PixelReader drawn = scene.snapshot(null).getPixelReader();
            for (int lane = 0; lane < 4; lane++) {
                assertThat(drawn.getColor((int) (10 * zoom), (int) ((lane + 0.5) * LANE * zoom)))
                        .as("lane %d", lane)
                        .isEqualTo(Color.BLACK);
            }
        });
    }

    private static void lane(GraphicsContext pen, double y) {
        pen.save();
        SharpCanvas.clip(pen, 0, y, WIDTH, LANE);
        pen.setFill(Color.BLACK);
        pen.fillRect(0, y, WIDTH / 2, LANE);
        pen.setGlobalAlpha(0.1);
        pen.setStroke(Color.RED);
        pen.strokeRoundRect(70, y + 4, 10, 10, 4, 4);
        pen.setGlobalAlpha(1);
        pen.restore();
    }

    /** A clip holds: what is beside it stays as it was. */
    @Test
    void nothingIsDrawnBesideAClip() {
        FxThread.run(() -> {
            SharpCanvas canvas = new SharpCanvas();
            Scene scene = new Scene(new Pane(canvas), WIDTH, WIDTH, Color.WHITE);
            canvas.fit(WIDTH, WIDTH);
            GraphicsContext pen = canvas.getGraphicsContext2D();
            pen.save();
            SharpCanvas.clip(pen, 20.5, 20.5, 40, 40);
            pen.fillRect(0, 0, WIDTH, WIDTH);
            pen.restore();
            PixelReader drawn = scene.snapshot(null).getPixelReader();
            assertThat(drawn.getColor(19, 40)).isNotEqualTo(Color.BLACK);
            assertThat(drawn.getColor(61, 40)).isNotEqualTo(Color.BLACK);
            assertThat(drawn.getColor(40, 40)).isEqualTo(Color.BLACK);
        });
    }
}
