package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DensityContoursTest {
    @Test
    void theLineLiesAroundWhereMostPointsAre() {
        DensityContours contours = new DensityContours(200, 100, 5);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 9_500; i++) {
            contours.add(60 + 10 * random.nextDouble(), 30 + 10 * random.nextDouble());
        }
        for (int i = 0; i < 500; i++) {
            contours.add(200 * random.nextDouble(), 100 * random.nextDouble());
        }
        Rectangle2D half = contours.around(0.5).getBounds2D();
        Rectangle2D most = contours.around(0.9).getBounds2D();
        assertThat(new Rectangle2D.Double(50, 20, 35, 35).contains(half)).isTrue();
        assertThat(most.contains(half)).isTrue();
        assertThat(contours.around(1).getBounds2D().getWidth()).isGreaterThan(150);
    }

    @Test
    void withoutPointsThereIsNoLine() {
        assertThat(new DensityContours(50, 50, 5).around(0.9).getBounds2D().isEmpty())
                .isTrue();
    }
}
