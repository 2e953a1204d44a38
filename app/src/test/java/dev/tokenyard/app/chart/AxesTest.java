package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.view.theme.Theme;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.plot.XYPlot;
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

    /** On any width and over any range a few labels, side by side, all with as many decimals. */
    @Test
    void linearAxesHaveFewLabelsOfLikeForm() {
        Graphics2D graphics = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB).createGraphics();
        for (boolean vertical : new boolean[] {false, true}) {
            RectangleEdge edge = vertical ? RectangleEdge.LEFT : RectangleEdge.BOTTOM;
            for (double top : new double[] {0.04, 0.97, 1, 3.61, 7.4, 98, 180, 657, 14_176}) {
                for (int length = 240; length <= 2_400; length += 60) {
                    ValueAxis axis =
                            ChartStyle.valueAxis(AxisSpec.linear("Figure", ""), Theme.LIGHT.chartPalette(), vertical);
                    axis.setRange(-0.015 * top, 1.015 * top);
                    Rectangle2D area = new Rectangle2D.Double(0, 0, length, length);
                    List<String> texts = new ArrayList<>();
                    for (Object tick : axis.refreshTicks(graphics, new AxisState(), area, edge)) {
                        // Small ticks between have none.
                        if (!((ValueTick) tick).getText().isEmpty()) {
                            texts.add(((ValueTick) tick).getText());
                        }
                    }
                    assertThat(texts)
                            .as("0 to %s on %d pixels", top, length)
                            .hasSizeBetween(2, 12)
                            .doesNotHaveDuplicates();
                    assertThat(texts.stream().map(text -> text.contains(".") ? text.length() - text.indexOf('.') : 0))
                            .as("decimals of %s", texts)
                            .containsOnly(
                                    texts.get(0).contains(".")
                                            ? texts.get(0).length()
                                                    - texts.get(0).indexOf('.')
                                            : 0);
                }
            }
        }
    }

    /** About a single value there are labels that differ, as short as others. */
    @Test
    void aSingleValueHasAnAxisAboutIt() {
        Graphics2D graphics = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB).createGraphics();
        Rectangle2D area = new Rectangle2D.Double(0, 0, 500, 300);
        for (double value : new double[] {-0.4, 0, 0.03, 0.93, 3.716, 66.4, 900, 1e7}) {
            SeriesSpec point = SeriesSpec.of("FCFS", 0, new double[] {value, value}, new double[] {value, value});
            for (ChartKind kind : List.of(ChartKind.LINE, ChartKind.SCATTER)) {
                ChartSpec chart = ChartSpec.of(
                        "one", "One", kind, AxisSpec.linear("x", ""), AxisSpec.linear("y", ""), List.of(point));
                XYPlot plot = XyCharts.plot(
                        chart, Theme.LIGHT.chartPalette(), List.of(DrawnSeries.of(chart, point)), null, false);
                for (RectangleEdge edge : List.of(RectangleEdge.BOTTOM, RectangleEdge.LEFT)) {
                    ValueAxis axis = edge == RectangleEdge.LEFT ? plot.getRangeAxis() : plot.getDomainAxis();
                    List<String> texts = new ArrayList<>();
                    for (Object tick : axis.refreshTicks(graphics, new AxisState(), area, edge)) {
                        texts.add(((ValueTick) tick).getText());
                    }
                    texts.removeIf(String::isEmpty);
                    assertThat(axis.getRange().contains(value)).isTrue();
                    assertThat(axis.getRange().getLength()).isGreaterThan(0.19 * Math.abs(value));
                    assertThat(texts)
                            .as("about %s", value)
                            .hasSizeGreaterThan(1)
                            .doesNotHaveDuplicates();
                    assertThat(texts).allMatch(text -> text.length() <= 10);
                }
            }
        }
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
