package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The predict page and the chooser of predictors, in the window. */
class PredictPageTest {
    private static final int SIDE = 1000;

    private WindowFixture window;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.LIGHT, SIDE, SIDE));
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private String predictor() {
        return window.models.scenario().spec().predictor();
    }

    private String text(String selector) {
        return window.find(Label.class, selector).getText();
    }

    private void showPage() {
        window.models.pages().pageProperty().set(Page.PREDICT);
        window.settle();
    }

    @Test
    void itShowsFiguresAndThreeChartsAndItsKeyLeadsToIt() {
        FxThread.run(() -> {
            window.press(KeyCode.DIGIT3, Modifier.CONTROL);
            window.settle();
            assertThat(window.find(Region.class, "#predict-page").isVisible()).isTrue();
            assertThat(text("#studied-predictor")).isEqualTo("Confusion matrix");
            assertThat(text("#kendall-tau")).matches("0\\.[45]\\d");
            assertThat(text("#bias")).matches("[−+]\\d+ tok");
            assertThat(text("#evaluated")).isEqualTo("2,081");
            List<String> charts = Stream.of("#chart-prediction-sweep", "#chart-predicted-true", "#chart-calibration")
                    .map(id -> window.find(ChartTile.class, id).getAccessibleText())
                    .toList();
            assertThat(charts.get(0)).contains("FCFS, SSJF, MC-SF");
            assertThat(window.scene.getRoot().lookup(".sweep-progress").isVisible())
                    .isFalse();
        });
    }

    @Test
    void aMarkedRangeIsNamedWhereItsSimulationsAreShown() {
        FxThread.run(() -> {
            window.models.comparison().playback().markRange(Ticks.fromSeconds(60), Ticks.fromSeconds(120));
            showPage();
            String range = "Requests that arrived from 01:00 to 02:00";
            assertThat(text("#studied-trace")).endsWith(" · " + range + ", in the simulations");
            ChartSpec swept =
                    window.find(ChartTile.class, "#chart-prediction-sweep").chart();
            assertThat(swept.range()).isEqualTo(range);
            assertThat(swept.note()).startsWith(range + ". ");
            assertThat(text("#evaluated")).as("predictions are of all").isEqualTo("2,081");
            window.models.comparison().playback().clearRange();
            window.settle();
            assertThat(text("#studied-trace")).doesNotContain("arrived");
        });
    }

    @Test
    void theSliderGoesFromTheOracleToNoise() {
        FxThread.run(() -> {
            showPage();
            Slider level = window.find(Slider.class, "#error-level");
            level.setValue(0.8);
            assertThat(predictor()).isEqualTo("rank:0.2");
            assertThat(text("#kendall-tau")).isEqualTo("0.20");
            level.setValue(0);
            assertThat(predictor()).isEqualTo("oracle");
            assertThat(text("#kendall-tau")).isEqualTo("1.00");
            window.find(ToggleButton.class, "#family-noise").fire();
            level.setValue(1);
            assertThat(predictor()).isEqualTo("noise:5000");
            window.find(ToggleButton.class, "#figure-slo-met").fire();
            assertThat(window.find(ChartTile.class, "#chart-prediction-sweep")
                            .chart()
                            .title())
                    .startsWith("SLO attainment");
        });
    }

    @Test
    void itsChartsAreExportedWhileItIsOnShow(@TempDir Path folder) {
        FxThread.run(() -> {
            assertThat(exports()).noneMatch(title -> title.contains("redict"));
            showPage();
            assertThat(exports())
                    .contains(
                            "Export chart “Mean latency as predictions get worse” as PDF",
                            "Export chart “Calibration by tenths” as CSV")
                    .contains("Export chart “Queue length” as SVG");
            window.answer = folder.resolve("predicted.csv");
            window.press(KeyCode.E, Modifier.CONTROL);
            window.settle();
            window.find(TextField.class, "#command-words").setText("export predicted true csv");
            window.press(KeyCode.ENTER);
            assertThat(window.answer).content().startsWith("series,True output (tokens),Predicted output (tokens)");
            window.models.pages().pageProperty().set(Page.STAGE);
            assertThat(exports()).noneMatch(title -> title.contains("redict"));
        });
    }

    private List<String> exports() {
        window.press(KeyCode.E, Modifier.CONTROL);
        window.settle();
        List<String> titles = window.find(ListView.class, "#command-list").getItems().stream()
                .map(command -> ((Command) command).title())
                .toList();
        window.press(KeyCode.ESCAPE);
        return titles;
    }

    @Test
    void thePanelOffersEveryKindWithItsSettings() {
        FxThread.run(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> kind = window.find(ComboBox.class, "#predictor");
            assertThat(kind.getItems()).hasSize(9);
            kind.setValue("noise");
            window.settle();
            assertThat(predictor()).isEqualTo("noise");
            TextField deviation = window.find(TextField.class, "#knob-predictor-sd");
            deviation.setText("40");
            deviation.fireEvent(new ActionEvent());
            assertThat(predictor()).isEqualTo("noise:40");
            kind.setValue("buckets");
            window.settle();
            TextField edges = window.find(TextField.class, "#predictor-text");
            edges.setText("100/50");
            edges.fireEvent(new ActionEvent());
            assertThat(predictor()).isEqualTo("buckets");
            assertThat(edges.getStyleClass()).contains("invalid");
            edges.setText("100/500");
            edges.fireEvent(new ActionEvent());
            assertThat(predictor()).isEqualTo("buckets:100/500");
            TextField latency = window.find(TextField.class, "#predictor-latency");
            latency.setText("measured");
            latency.fireEvent(new ActionEvent());
            assertThat(window.models.scenario().spec().predictorLatencyMillis()).isEqualTo(-1);
            kind.setValue("");
            assertThat(predictor()).isEmpty();
        });
    }
}
