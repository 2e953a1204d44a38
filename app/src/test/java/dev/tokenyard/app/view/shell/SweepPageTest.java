package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.session.sweep.SweepRange;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.MouseEvents;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.scenario.EditField;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sweep page in the window. */
class SweepPageTest {
    private static final int SIDE = 1000;

    private WindowFixture window;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.LIGHT, SIDE, SIDE));
        FxThread.run(() -> {
            window.models.scenario().edit(spec -> spec.withLimit(200));
            window.press(KeyCode.DIGIT6, Modifier.CONTROL);
            window.settle();
        });
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private String text(String selector) {
        return window.find(Label.class, selector).getText();
    }

    private ChartTile tile(String id) {
        return window.find(ChartTile.class, "#chart-" + id);
    }

    private void type(String field, String words) {
        EditField edited = window.find(EditField.class, field);
        edited.setText(words);
        edited.fireEvent(new ActionEvent());
        window.settle();
    }

    private List<String> lines(String box) {
        return window.find(Pane.class, box).getChildren().stream()
                .map(line -> ((Label) line).getText())
                .toList();
    }

    @Test
    void itsKeyShowsChartsKneesAndControls() {
        FxThread.run(() -> {
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.SWEEP);
            assertThat(window.find(Region.class, "#sweep-page").isVisible()).isTrue();
            assertThat(text("#swept-knob")).isEqualTo("Arrival rate");
            assertThat(tile("sweep-figure").getAccessibleText())
                    .contains("SLO attainment against arrival rate", "FCFS, SSJF, MC-SF");
            assertThat(tile("latency-throughput").chart().x().labelWithUnit()).isEqualTo("Throughput (req/s)");
            assertThat(lines("#sweep-knees")).hasSize(3).allMatch(line -> line.contains("meets 99 %"));
            assertThat(text("#sweep-status")).endsWith(" points simulated");
            assertThat(tile("sweep-figure").chart().targets())
                    .extracting(TargetLine::label)
                    .contains("goal 99 %")
                    .anyMatch(label -> label.startsWith("now "));
        });
    }

    /** The recording is the same under FCFS whatever the seed; the predictions of SSJF are not. */
    @Test
    void bandsAreDrawnWhereSeedsMakeADifference() {
        FxThread.run(() -> {
            List<SeriesSpec> series = tile("sweep-figure").chart().series();
            assertThat(series.get(0).hasBand()).isFalse();
            assertThat(series.get(1).hasBand()).isTrue();
            for (int i = 0; i < series.get(1).size(); i++) {
                assertThat(series.get(1).y(i))
                        .isBetween(series.get(1).low(i), series.get(1).high(i));
            }
            assertThat(tile("sweep-figure").chart().note()).contains("FCFS: the same in every seed, so no interval.");
            assertThat(tile("sweep-figure").getAccessibleText())
                    .as("the tile keeps its room for the chart")
                    .contains("FCFS: the same in every seed")
                    .doesNotContain("bisected");
        });
    }

    @Test
    void rangesAreTypedAndRefusedInWords() {
        FxThread.run(() -> {
            type("#sweep-to", "5");
            type("#sweep-points", "4");
            assertThat(tile("sweep-figure").chart().series().get(0).size()).isGreaterThanOrEqualTo(4);
            assertThat(window.models.sweep().settingsProperty().get().range().to())
                    .isEqualTo(5);
            type("#sweep-from", "7");
            assertThat(text("#sweep-status")).contains("let the end be above the beginning");
            assertThat(window.find(EditField.class, "#sweep-from").getStyleClass())
                    .contains("invalid");
            window.models.sweep().chooseFigure("ttft-p99");
            assertThat(text("#sweep-status")).as("new charts leave it").contains("let the end be above");
            type("#sweep-from", "1");
            assertThat(text("#sweep-status")).endsWith(" points simulated");
            assertThat(window.find(EditField.class, "#sweep-from").getStyleClass())
                    .doesNotContain("invalid");
            type("#sweep-from", "7");
            assertThat(window.find(EditField.class, "#sweep-from").getStyleClass())
                    .contains("invalid");
            type("#sweep-to", "9");
            assertThat(window.models.sweep().settingsProperty().get().range())
                    .as("a pair that is fine though neither is beside the other's former value")
                    .isEqualTo(new SweepRange(7, 9, 4));
            assertThat(window.find(EditField.class, "#sweep-from").getStyleClass())
                    .doesNotContain("invalid");
            type("#sweep-from", "1");
            type("#sweep-to", "5");
            type("#sweep-goal", "90");
            assertThat(lines("#sweep-knees")).allMatch(line -> line.contains("meets 90 %"));
        });
    }

    /** The page says of which requests its curves are, takes them from the timeline, and goes back to whole runs. */
    @Test
    void aRangeThatIsMarkedRestrictsThePage() {
        FxThread.run(() -> {
            Label words = window.find(Label.class, "#sweep-range-words");
            assertThat(words.getParent().isVisible()).isFalse();
            String whole = tile("sweep-figure").chart().note();
            SeriesSpec before = tile("sweep-figure").chart().series().get(0);
            PlaybackViewModel playback = window.models.comparison().playback();
            playback.markRange(playback.endTick() / 4, playback.endTick() / 2);
            window.settle();
            assertThat(words.getParent().isVisible()).isTrue();
            assertThat(words.getText()).startsWith("Requests that arrived from 00:");
            assertThat(words.getWidth()).as("is not cut").isGreaterThan(200);
            ChartSpec chart = tile("sweep-figure").chart();
            assertThat(chart.note()).contains(words.getText() + ".", "same stretch of simulated time at every rate");
            assertThat(chart.range()).isEqualTo(words.getText());
            assertThat(tile("latency-throughput").chart().range()).isEqualTo(words.getText());
            assertThat(drawn(chart.series().get(0))).isNotEqualTo(drawn(before));
            assertThat(text("#sweep-status")).endsWith(" points simulated");
            window.find(Hyperlink.class, "#sweep-range-whole").fire();
            window.settle();
            assertThat(playback.range()).isNull();
            assertThat(words.getParent().isVisible()).isFalse();
            assertThat(tile("sweep-figure").chart().note()).isEqualTo(whole);
            assertThat(drawn(tile("sweep-figure").chart().series().get(0))).isEqualTo(drawn(before));
        });
    }

    private static List<Double> drawn(SeriesSpec series) {
        List<Double> ordinates = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            ordinates.add(series.y(i));
        }
        return ordinates;
    }

    /** At the higher rates all requests have arrived before the last fifth of the run on the stage. */
    @Test
    void ratesAtWhichNoRequestArrivesInTheRangeAreNamed() {
        FxThread.run(() -> {
            assertThat(window.find(Region.class, "#sweep-caveats").isVisible()).isFalse();
            PlaybackViewModel playback = window.models.comparison().playback();
            playback.markRange(playback.endTick() * 4 / 5, playback.endTick());
            window.settle();
            Pane caveats = window.find(Pane.class, "#sweep-caveats");
            assertThat(caveats.isVisible()).isTrue();
            assertThat(caveats.getChildren())
                    .extracting(caveat -> ((Label) caveat).getText())
                    .anyMatch(words -> words.matches("At [^ ]+ to [^ ]+ req/s .* the range.*\\."));
            assertThat(lines("#sweep-knees")).noneMatch(line -> line.contains("NaN"));
            assertThat(tile("sweep-figure").getAccessibleText()).doesNotContain("NaN");
            assertThat(tile("latency-throughput").getAccessibleText()).doesNotContain("NaN");
        });
    }

    @Test
    void anotherKnobAnotherFigureAndASliderOfTheScenario() {
        FxThread.run(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> knob = window.find(ComboBox.class, "#sweep-knob");
            knob.setValue("kv-blocks");
            @SuppressWarnings("unchecked")
            ComboBox<String> figure = window.find(ComboBox.class, "#sweep-figure-choice");
            figure.setValue("ttft-p99");
            window.settle();
            assertThat(tile("sweep-figure").chart().title()).isEqualTo("TTFT p99 against KV blocks");
            long made = window.models.sweep().simulated();
            window.find(Slider.class, "#what-if-rate").setValue(1);
            window.settle();
            assertThat(window.models.sweep().simulated()).isGreaterThan(made);
            assertThat(window.models.sweep().staleProperty().get()).isFalse();
        });
    }

    @Test
    void aClickOnAPointGivesTheScenarioItsValue() {
        FxThread.run(() -> {
            Region chart = (Region) tile("sweep-figure").getChildren().get(0);
            double before = window.models.sweep().present().orElseThrow();
            long made = window.models.sweep().simulated();
            // Somewhere along the right edge ends a line.
            for (double y = 0;
                    y < chart.getHeight() && window.models.sweep().present().orElseThrow() == before;
                    y += 6) {
                for (double x = chart.getWidth() / 2; x < chart.getWidth(); x += 10) {
                    if (point(chart, x, y)) {
                        click(chart, x, y);
                        break;
                    }
                }
            }
            double now = window.models.sweep().present().orElseThrow();
            assertThat(now).isNotEqualTo(before);
            List<Double> values = new ArrayList<>();
            SeriesSpec line = tile("sweep-figure").chart().series().get(0);
            for (int i = 0; i < line.size(); i++) {
                values.add(line.x(i));
            }
            assertThat(values).anySatisfy(value -> assertThat(value).isCloseTo(now, within(1e-9)));
            assertThat(window.models.sweep().simulated()).isEqualTo(made);
            assertThat(text("#sweep-point")).contains(" at ", " req/s: SLO attainment all ");
            assertThat(window.find(Node.class, "#enlarged-chart").isVisible()).isFalse();
            window.find(Button.class, "#sweep-stage").fire();
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.STAGE);
        });
    }

    private static boolean point(Region chart, double x, double y) {
        return ((ChartView) chart).pointedAt(x, y).isPresent();
    }

    private static void click(Node node, double x, double y) {
        MouseEvents.primary(node, MouseEvent.MOUSE_CLICKED, node.localToScene(x, y));
    }

    @Test
    void gpusAreCountedAndTheChartsExported() {
        FxThread.run(() -> {
            window.find(Button.class, "#sweep-find-gpus").fire();
            window.settle();
            assertThat(lines("#sweep-gpus"))
                    .hasSize(6)
                    .anyMatch(line -> line.matches("FCFS needs \\d+ GPUs? .*"))
                    .anyMatch(line -> line.startsWith("simulated with 1 ("));
            window.press(KeyCode.E, Modifier.CONTROL);
            window.settle();
            List<String> titles = window.find(ListView.class, "#command-list").getItems().stream()
                    .map(command -> ((Command) command).title())
                    .toList();
            assertThat(titles).contains("Export chart “SLO attainment against arrival rate” as PDF");
        });
    }
}
