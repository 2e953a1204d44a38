package dev.tokenyard.app.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.StripFolder;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForkOnStripsTest {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 300;
    private static final int NO_LANE = -1;
    private static final int PARENT = 0;
    private static final int FORK = 1;
    private static final double ALIKE = 0.01;

    /** Before they part both are the same, and whichever is drawn on top would hide the other. */
    @ParameterizedTest
    @ValueSource(ints = {NO_LANE, PARENT, FORK})
    void theLineOfAForkBeginsWhereItLeavesItsParent(int chosenLane) throws ScenarioException {
        double at = 70;
        Comparison comparison = new ComparisonService()
                .run(
                        ForkEdits.add("fcfs", at, "sjf")
                                .apply(ScenarioDefaults.opening().withPolicies(List.of(PolicyChoice.of("fcfs")))),
                        () -> false);
        StripLayout layout = new StripLayout(WIDTH, HEIGHT, 2);
        TimeScale scale = new TimeScale(0, comparison.endTick(), layout.left(), layout.right());
        int columns = (int) (layout.right() - layout.left());
        PixelReader pixels = FxThread.call(() -> {
            Canvas canvas = new Canvas(WIDTH, HEIGHT);
            new StripsPainter(canvas.getGraphicsContext2D(), layout, scale, Theme.DARK, chosenLane, 1)
                    .paint(new StripFolder(comparison).strips(0, comparison.endTick(), columns), null);
            return canvas.snapshot(null, null).getPixelReader();
        });
        int parting = (int) scale.x(Ticks.fromSeconds(at));
        Color parent = Theme.DARK.policy(comparison.colour(PARENT));
        Color fork = Theme.DARK.policy(comparison.colour(FORK));
        int left = (int) layout.left();
        int right = (int) layout.right();
        assertThat(count(pixels, layout, fork, left, parting - 2)).isZero();
        assertThat(count(pixels, layout, fork, parting + 2, right)).isGreaterThan(20);
        assertThat(count(pixels, layout, parent, left, parting - 2)).isGreaterThan(20);
        assertThat(count(pixels, layout, parent, parting + 2, right)).isGreaterThan(20);
    }

    /** Pixels of the queue's strip on which a line of a colour lies; as it is thin, it seldom covers all of one. */
    private static int count(PixelReader pixels, StripLayout layout, Color colour, int fromX, int toX) {
        int count = 0;
        for (int x = fromX; x < toX; x++) {
            for (int y = (int) layout.stripTop(0); y < layout.stripTop(0) + layout.stripHeight(); y++) {
                if (covers(pixels.getColor(x, y), colour)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Whether a pixel's colour lies between that of the panel and another one, and nearer to that. */
    private static boolean covers(Color pixel, Color colour) {
        Color panel = Theme.DARK.panel();
        for (double share = 0.5; share <= 1; share += 0.01) {
            Color mixed = panel.interpolate(colour, share);
            if (Math.abs(pixel.getRed() - mixed.getRed()) < ALIKE
                    && Math.abs(pixel.getGreen() - mixed.getGreen()) < ALIKE
                    && Math.abs(pixel.getBlue() - mixed.getBlue()) < ALIKE) {
                return true;
            }
        }
        return false;
    }
}
