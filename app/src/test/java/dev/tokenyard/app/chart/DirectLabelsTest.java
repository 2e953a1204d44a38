package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.DemoCharts;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectLabelsTest {
    private static final double WIDTH = 700;

    private final Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();

    private static ChartSpec aloneWith(TargetLine... targets) {
        ChartSpec line = DemoCharts.single();
        return new ChartSpec(
                line.id(),
                line.title(),
                line.kind(),
                line.x(),
                line.y(),
                line.series(),
                List.of(targets),
                line.note(),
                line.range());
    }

    @Test
    void aLineAloneIsNamedByItsTitle() {
        assertThat(DirectLabels.suit(aloneWith(), graphics, WIDTH)).isFalse();
        TargetLine upright = new TargetLine("now 3.5", true, 40, TargetLine.QUIET);
        assertThat(DirectLabels.suit(aloneWith(upright), graphics, WIDTH)).isFalse();
    }

    @Test
    void besideALineAloneATargetHasRoomForItsName() {
        TargetLine goal = new TargetLine("goal 99 % of all requests", false, 20_000, TargetLine.QUIET);
        ChartSpec chart = aloneWith(goal);
        assertThat(DirectLabels.suit(chart, graphics, WIDTH)).isTrue();
        assertThat(DirectLabels.margin(chart, graphics))
                .isGreaterThan(ChartFonts.width(goal.label(), ChartFonts.medium(ChartFonts.NOTE_SIZE), graphics));
    }
}
