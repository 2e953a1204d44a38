package dev.tokenyard.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

class ChartTileTest {
    private static final String LONG = "Memory that the residents will have taken by the time their predictions end";

    private static String shown(ChartTile tile, double width) {
        tile.resize(width, 280);
        tile.layout();
        ChartView view = (ChartView) tile.lookup(".chart-view");
        view.getParent().layout();
        return view.chartProperty().get().title();
    }

    @Test
    void aTitleEndsBeforeTheButtonsAndIsWholeWhereThereIsRoom() {
        FxThread.run(() -> {
            PageFixture page = new PageFixture(Theme.LIGHT, DemoComparison.of(40, 1, "fcfs", "sjf"), 1280, 756);
            ChartTile tile = (ChartTile) page.find("#chart-ttft-cdf");
            ChartSpec chart = tile.chart().withTitle(LONG);
            tile.show(chart);
            for (double width : new double[] {900, 260, 340, 220}) {
                String title = shown(tile, width);
                double end = ChartView.TITLE_LEFT + Type.width(title, Type.semiBold(ChartView.TITLE_SIZE));
                Node buttons = tile.lookup(".chart-buttons");
                assertThat(end).as(title).isLessThan(buttons.getBoundsInParent().getMinX());
                assertThat(title).startsWith("Memory that");
            }
            assertThat(shown(tile, 900)).isEqualTo(LONG);
            assertThat(shown(tile, 260)).endsWith("…");
            tile.show(chart.withTitle("Short"));
            assertThat(shown(tile, 260)).isEqualTo("Short");
            tile.show(chart);
            assertThat(shown(tile, 260)).endsWith("…");
            assertThat(tile.chart().title()).as("exported").isEqualTo(LONG);
            page.close();
        });
    }
}
