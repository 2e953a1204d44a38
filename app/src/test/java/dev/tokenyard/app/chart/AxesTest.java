package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

class AxesTest {
    private static List<String> labels(double least) {
        DecadeAxis axis = new DecadeAxis(least);
        axis.setRange(0.008, 40);
        return axis
                .refreshTicks(
                        new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB).createGraphics(),
                        new AxisState(),
                        new Rectangle2D.Double(0, 0, 300, 100),
                        RectangleEdge.BOTTOM)
                .stream()
                .map(NumberTick::getText)
                .toList();
    }

    @Test
    void theValueThatStandsForAllLowerOnesIsLabelledSo() {
        assertThat(labels(0.01)).startsWith("≤ 0.01", "0.1");
        assertThat(labels(Double.NaN)).startsWith("0.01", "0.1");
    }

    @Test
    void valuesAboveFullBarsHaveTheirRoomInLowChartsAsWell() {
        for (double height = 190; height < 1_000; height += 10) {
            double top = BarCharts.mostPercent(height);
            double plot = height - 105;
            assertThat(plot * (1 - 100 / top))
                    .as("pixels above a bar of 100 % in " + height)
                    .isGreaterThan(15);
            assertThat(top).isBetween(108.0, 125.0);
        }
    }
}
