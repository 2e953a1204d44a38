package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.testing.DemoCharts;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.MouseEvents;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.zoom.ZoomPane;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;

class ChartViewTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;

    @Test
    void pointerFindsEachPointWhereItWasDrawn() {
        for (ChartSpec chart : List.of(DemoCharts.line(), DemoCharts.scatter())) {
            DrawnChart drawn = draw(chart);
            SeriesSpec series = chart.series().get(1);
            DrawnChart.Point middle = drawn.at(
                            drawn.dataArea().getCenterX(), drawn.dataArea().getCenterY(), 10_000)
                    .orElseThrow();
            DrawnChart.Point again =
                    drawn.at(middle.pixelX(), middle.pixelY(), 0.5).orElseThrow();

            assertThat(again).isEqualTo(middle);
            assertThat(chart.series()).contains(middle.series(), series);
        }
        assertThat(draw(DemoCharts.line()).at(0, 0, 5)).isEmpty();
    }

    @Test
    void pointerFindsABar() {
        DrawnChart drawn = draw(DemoCharts.bars());
        DrawnChart.Point bar = IntStream.range(0, WIDTH)
                .mapToObj(x -> drawn.at(x, drawn.dataArea().getMaxY() - 3, 0))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();

        assertThat(bar.series().name()).isEqualTo("FCFS");
        assertThat(bar.series().y(bar.index())).isEqualTo(61.2);
    }

    @Test
    void hoveringShowsTheValuesAndLightsTheSeries() {
        FxThread.run(() -> {
            ChartView view = new ChartView(DemoCharts.scatter(), Theme.DARK.chartPalette());
            Scene scene = new Scene(view, WIDTH, HEIGHT);
            assertThat(scene.getRoot()).isSameAs(view);
            view.resize(WIDTH, HEIGHT);
            view.layout();
            DrawnChart.Point target = draw(DemoCharts.scatter())
                    .at(WIDTH / 2.0, HEIGHT / 2.0, 10_000)
                    .orElseThrow();
            Label readout = (Label) view.lookup(".chart-readout");

            MouseEvents.move(view, target.pixelX() + 1, target.pixelY());
            assertThat(readout.isVisible()).isTrue();
            assertThat(readout.getText()).startsWith(target.series().name()).contains(" tokens/s", "median TTFT ");
            assertThat(view.litSeriesProperty().get()).isEqualTo(target.series().name());

            MouseEvents.move(view, 1, 1);
            assertThat(readout.isVisible()).isFalse();
            assertThat(view.litSeriesProperty().get()).isNull();
        });
    }

    /** What is drawn takes the same share of the view at every size of the window's parts: nothing is cut off. */
    @Test
    void chartsFillTheirPlaceAtEveryZoom() {
        FxThread.run(() -> {
            Rectangle2D plain = inkUnderZoom(1);
            assertThat(plain.getMaxX()).isGreaterThan(0.9 * WIDTH);
            for (double zoom : new double[] {0.8, 1.5, 2}) {
                Rectangle2D zoomed = inkUnderZoom(zoom);
                assertThat(zoomed.getMinX() / zoom).as("left at %s", zoom).isCloseTo(plain.getMinX(), within(6.0));
                assertThat(zoomed.getMaxX() / zoom).as("right at %s", zoom).isCloseTo(plain.getMaxX(), within(6.0));
                assertThat(zoomed.getMinY() / zoom).as("top at %s", zoom).isCloseTo(plain.getMinY(), within(6.0));
                assertThat(zoomed.getMaxY() / zoom).as("bottom at %s", zoom).isCloseTo(plain.getMaxY(), within(6.0));
            }
        });
    }

    /** Where the pixels of a chart lie that are not of its ground, in pixels. */
    private static Rectangle2D inkUnderZoom(double zoom) {
        ChartView view = new ChartView(DemoCharts.line(), Theme.paper());
        ZoomPane pane = new ZoomPane(view);
        pane.zoomProperty().set(zoom);
        int width = (int) (WIDTH * zoom);
        int height = (int) (HEIGHT * zoom);
        WritableImage image = new Scene(pane, width, height).snapshot(null);
        int ground = image.getPixelReader().getArgb(1, 1);
        Rectangle2D ink = new Rectangle2D.Double(width / 2.0, height / 2.0, 0, 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (image.getPixelReader().getArgb(x, y) != ground) {
                    ink.add(x, y);
                }
            }
        }
        return ink;
    }

    @Test
    void chartsWithoutPointsAreDrawn() {
        for (ChartKind kind : ChartKind.values()) {
            AxisSpec x = kind == ChartKind.BARS ? AxisSpec.categories("x", List.of()) : AxisSpec.logarithmic("x", "s");
            SeriesSpec none = SeriesSpec.of("none", 0, new double[0], new double[0]);
            draw(ChartSpec.of("e", "Empty", kind, x, AxisSpec.linear("y", ""), List.of()));
            draw(ChartSpec.of("e", "Empty", kind, x, AxisSpec.logarithmic("y", ""), List.of(none, none)));
        }
        double[] zero = {0};
        draw(ChartSpec.of(
                "z",
                "Nothing that a logarithm can show",
                ChartKind.LINE,
                AxisSpec.logarithmic("x", ""),
                AxisSpec.logarithmic("y", ""),
                List.of(SeriesSpec.of("zero", 0, zero, zero), SeriesSpec.of("zero", 1, new double[] {1}, zero))));
    }

    /** What ties names to the ends of lines is not taken for data: only the names have the colours of the series. */
    @Test
    void leadersToNamesAreNeutralAndNamesHaveTheColourOfTheirSeries() {
        ChartSpec chart = DemoCharts.line();
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int edge = (int) draw(chart, image).dataArea().getMaxX();
        for (SeriesSpec series : chart.series()) {
            Color wanted = Theme.paper().readable(ChartStyle.seriesColour(Theme.paper(), series, false));
            assertThat(count(image, edge + 4, edge + 10, wanted))
                    .as(series.name())
                    .isZero();
            assertThat(count(image, edge + 12, WIDTH, wanted)).as(series.name()).isGreaterThan(10);
        }
    }

    /** The name of a target hides no data: it stands where those of the lines do. */
    @Test
    void horizontalTargetsAreNamedBesideTheLines() {
        ChartSpec chart = DemoCharts.line();
        assertThat(chart.targets()).isNotEmpty().noneMatch(TargetLine::onX);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Rectangle2D area = draw(chart, image).dataArea();
        Color wanted = Theme.paper().target();
        long beside = count(image, (int) area.getMaxX() + 12, WIDTH, wanted);
        draw(chart.withTargets(List.of()), image);
        // Orange words have a few pixels like it.
        long ofLines = count(image, (int) area.getMaxX() + 12, WIDTH, wanted);
        assertThat(beside).isGreaterThan(ofLines + 10);
    }

    private static long count(BufferedImage image, int fromX, int toX, Color wanted) {
        return IntStream.range(0, HEIGHT)
                .flatMap(y -> IntStream.range(fromX, toX).map(x -> image.getRGB(x, y)))
                .filter(rgb -> isLike(new Color(rgb), wanted))
                .count();
    }

    private static boolean isLike(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 40
                && Math.abs(one.getGreen() - other.getGreen()) < 40
                && Math.abs(one.getBlue() - other.getBlue()) < 40;
    }

    private static DrawnChart draw(ChartSpec chart) {
        return draw(chart, new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
    }

    private static DrawnChart draw(ChartSpec chart, BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        try {
            return ChartRenderer.draw(chart, Theme.paper(), null, graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
    }
}
