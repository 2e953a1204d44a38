package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DensityContoursTest {
    @Test
    void theLineLiesAroundWhereMostPointsAre() {
        DensityContours contours = new DensityContours(200, 100, 2);
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
    void aLineAroundPointsOfANormalDistributionHasItsShareOfThemAndIsRound() {
        DensityContours contours = new DensityContours(400, 400, 4);
        SplittableRandom random = new SplittableRandom(5);
        int points = 40_000;
        double[][] places = new double[points][];
        for (int i = 0; i < points; i++) {
            places[i] = new double[] {200 + 40 * random.nextGaussian(), 200 + 40 * random.nextGaussian()};
            contours.add(Math.clamp(places[i][0], 0, 400), Math.clamp(places[i][1], 0, 400));
        }
        Path2D half = contours.around(0.5);
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double[] at = new double[6];
        for (PathIterator parts = half.getPathIterator(null); !parts.isDone(); parts.next()) {
            parts.currentSegment(at);
            double radius = Math.hypot(at[0] - 200, at[1] - 200);
            least = Math.min(least, radius);
            most = Math.max(most, radius);
        }
        // Half of them lie within 1.177 deviations, and smoothing widens those in quadrature.
        double expected = Math.sqrt(2 * Math.log(2)) * Math.hypot(40, contours.smoothing());
        assertThat(least).isGreaterThan(0.9 * expected);
        assertThat(most).isLessThan(1.1 * expected);
    }

    /** The same points give the same line, only larger: on a large screen it does not begin to follow single points. */
    @Test
    void aLineIsAsSmoothOnALargePlotAsOnASmallOne() {
        Path2D small = half(250);
        Path2D large = half(1_000);
        Rectangle2D one = small.getBounds2D();
        Rectangle2D other = large.getBounds2D();
        assertThat(other.getWidth() / 1_000).isBetween(one.getWidth() / 250 - 0.03, one.getWidth() / 250 + 0.03);
        assertThat(length(large) / 1_000).isBetween(0.9 * length(small) / 250, 1.1 * length(small) / 250);
    }

    private static Path2D half(double side) {
        DensityContours contours = new DensityContours(side, side, 4);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            contours.add(
                    side * Math.clamp(0.5 + 0.15 * random.nextGaussian(), 0, 1),
                    side * Math.clamp(0.5 + 0.15 * random.nextGaussian(), 0, 1));
        }
        return contours.around(0.5);
    }

    private static double length(Path2D line) {
        double length = 0;
        double[] at = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator parts = line.getPathIterator(null); !parts.isDone(); parts.next()) {
            if (parts.currentSegment(at) == PathIterator.SEG_LINETO) {
                length += Math.hypot(at[0] - x, at[1] - y);
            }
            x = at[0];
            y = at[1];
        }
        return length;
    }

    @Test
    void withoutPointsThereIsNoLine() {
        assertThat(new DensityContours(50, 50, 5).around(0.9).getBounds2D().isEmpty())
                .isTrue();
    }
}
