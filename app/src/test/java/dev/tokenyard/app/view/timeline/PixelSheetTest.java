package dev.tokenyard.app.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class PixelSheetTest {
    private static final int HEIGHT = 40;

    private static double[] level(double y, int edges) {
        double[] line = new double[edges];
        Arrays.fill(line, y);
        return line;
    }

    private static double ink(PixelSheet sheet, int column) {
        return IntStream.range(0, HEIGHT)
                .mapToDouble(row -> sheet.alpha(column, row) / 255.0)
                .sum();
    }

    @Test
    void aLevelLineCoversItsThicknessWhereverItLies() {
        Random random = new Random(1);
        for (int k = 0; k < 50; k++) {
            double y = 5 + 30 * random.nextDouble();
            double thickness = 0.5 + 3 * random.nextDouble();
            PixelSheet sheet = new PixelSheet(4, HEIGHT);
            sheet.line(level(y, 5), thickness, Color.WHITE, 0, 0, HEIGHT);
            assertThat(ink(sheet, 2)).isCloseTo(thickness, within(0.02));
            assertThat(sheet.alpha(2, (int) y)).isPositive();
        }
    }

    @Test
    void aSlopeIsBroaderFromTopToBottomByAsMuchAsItIsLonger() {
        PixelSheet sheet = new PixelSheet(20, HEIGHT);
        double[] rising = IntStream.rangeClosed(0, 20).mapToDouble(j -> 30 - j).toArray();
        sheet.line(rising, 1, Color.WHITE, 0, 0, HEIGHT);
        for (int column = 1; column < 19; column++) {
            assertThat(ink(sheet, column)).isCloseTo(Math.sqrt(2), within(0.1));
        }
    }

    @Test
    void aSteepLineHasNoGapsAndEndsWithItsPoints() {
        PixelSheet sheet = new PixelSheet(3, HEIGHT);
        sheet.line(new double[] {5, 5, 35, 35}, 1.4, Color.WHITE, 0, 0, HEIGHT);
        for (int row = 5; row < 35; row++) {
            assertThat(sheet.alpha(1, row)).isGreaterThan(185);
        }
        for (int row : new int[] {0, 1, 2, 3, 36, 37, 38, 39}) {
            assertThat(sheet.alpha(1, row)).isZero();
        }
    }

    @Test
    void nothingIsDrawnWhereThereIsNoValueInGapsOfADashAndOutsideOfTheRows() {
        PixelSheet sheet = new PixelSheet(12, HEIGHT);
        double[] broken = level(10, 13);
        broken[6] = Double.NaN;
        sheet.line(broken, 2, Color.WHITE, 2, 0, HEIGHT);
        assertThat(IntStream.range(0, 12).mapToObj(column -> ink(sheet, column) > 0))
                .containsExactly(true, true, false, false, true, false, false, false, true, true, false, false);
        PixelSheet cut = new PixelSheet(1, HEIGHT);
        cut.line(new double[] {-20, 60}, 1, Color.WHITE, 0, 12, 20);
        for (int row = 0; row < HEIGHT; row++) {
            assertThat(cut.alpha(0, row) > 0).isEqualTo(row >= 12 && row < 20);
        }
        for (int slope = 1; slope <= 60; slope++) {
            PixelSheet low = new PixelSheet(1, HEIGHT);
            low.line(new double[] {25 - slope, 25 + slope}, 8, Color.WHITE, 0, 0, 20);
            double inked = ink(low, 0);
            assertThat(inked).isBetween(0.0, 20.0);
            for (int row = 20; row < HEIGHT; row++) {
                assertThat(low.alpha(0, row)).isZero();
            }
        }
        cut.line(new double[] {100, 200}, 1, Color.WHITE, 0, 0, HEIGHT);
        cut.line(new double[] {-100, -50}, 1, Color.WHITE, 0, 0, HEIGHT);
    }

    @Test
    void barsCoverWhatLiesBetweenTheirEdges() {
        PixelSheet sheet = new PixelSheet(2, HEIGHT);
        sheet.bar(1, 3.25, 7.5, Color.WHITE);
        assertThat(ink(sheet, 1)).isCloseTo(4.25, within(0.01));
        assertThat(ink(sheet, 0)).isZero();
        assertThat(sheet.alpha(1, 3) / 255.0).isCloseTo(0.75, within(0.01));
        sheet.bar(0, -10, 100, Color.WHITE);
        assertThat(ink(sheet, 0)).isCloseTo(HEIGHT, within(0.01));
    }

    @Test
    void whatIsLaidOverIsSeenThroughAsMuchAsItIsClear() {
        PixelSheet sheet = new PixelSheet(1, HEIGHT);
        sheet.bar(0, 0, 1, Color.color(1, 0, 0, 0.5));
        assertThat(sheet.alpha(0, 0)).isEqualTo(128);
        sheet.bar(0, 0, 1, Color.color(0, 1, 0, 0.5));
        assertThat(sheet.alpha(0, 0)).isEqualTo(192);
        Color seen = sheet.image().getPixelReader().getColor(0, 0);
        assertThat(seen.getGreen()).isCloseTo(2 * seen.getRed(), within(0.02));
    }
}
