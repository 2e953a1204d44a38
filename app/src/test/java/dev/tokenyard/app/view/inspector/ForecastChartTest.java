package dev.tokenyard.app.view.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ForecastReader;
import dev.tokenyard.app.session.ForecastWords;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.MouseEvents;
import dev.tokenyard.app.view.forecast.ForecastPlot;
import dev.tokenyard.app.view.forecast.ForecastScale;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.InspectorViewModel;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory to come in the inspector: that the picture is there, follows the clock, and says what the forecast says. */
class ForecastChartTest {
    private static final Comparison COMPARISON = DemoComparison.of(500, 2, "fcfs", "mc-sf");
    private static final RunLog LOG = COMPARISON.lanes().get(1).log();
    private static final double WIDTH = 280;

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final ThemeManager themes = new ThemeManager(Theme.DARK);
    private final InspectorView view = FxThread.call(() ->
            new InspectorView(new InspectorViewModel(model, Runnable::run, Runnable::run), themes.themeProperty()));

    @BeforeAll
    static void loadFonts() {
        FxThread.run(Type::ensureLoaded);
    }

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            themes.apply(new Scene(view, WIDTH, 900));
            view.activate();
            model.show(COMPARISON);
            model.selection().laneProperty().set(1);
        });
    }

    private static MemoryForecast at(long tick, int instance) {
        return ForecastReader.of(LOG).orElseThrow().at(tick, instance);
    }

    /** A moment at which an instance holds a request back. */
    private static long heldBack(int instance) {
        for (long tick = 0; tick < LOG.endTick(); tick += Ticks.PER_SECOND / 10) {
            Candidate candidate = at(tick, instance).candidate();
            if (candidate != null && candidate.peakSteps() > 3) {
                return tick;
            }
        }
        throw new AssertionError("instance " + instance + " holds nobody back");
    }

    private ForecastChart chart() {
        Node chart = view.lookup("#forecast-chart");
        assertThat(chart).isInstanceOf(ForecastChart.class);
        return (ForecastChart) chart;
    }

    private void settle() {
        view.getScene().snapshot(null);
    }

    @Test
    void itIsThereForLanesThatLookAheadOnly() {
        FxThread.run(() -> {
            settle();
            assertThat(view.lookup("#forecast-chart")).isNotNull();
            model.selection().laneProperty().set(0);
            settle();
            assertThat(view.lookup("#forecast-chart")).isNull();
        });
    }

    @Test
    void itSaysWhatTheForecastSaysWhereverTheClockStands() {
        FxThread.run(() -> {
            settle();
            Set<String> said = new HashSet<>();
            for (double seconds = 0; seconds < 120; seconds += 7) {
                long tick = Ticks.fromSeconds(seconds);
                model.playback().seek(tick);
                int instance = chart().instanceProperty().get();
                String words = (String) chart().queryAccessibleAttribute(AccessibleAttribute.TEXT);
                assertThat(words)
                        .isEqualTo(ForecastWords.whole(
                                at(tick, instance),
                                LOG.instances().get(instance).name(),
                                LOG.info()));
                assertThat(view.text()).endsWith(words);
                said.add(words);
            }
            assertThat(said).hasSizeGreaterThan(10);
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theAreaReachesAsHighAsTheResidentsHold(Theme look) {
        long tick = heldBack(0);
        MemoryForecast forecast = at(tick, 0);
        FxThread.run(() -> {
            themes.themeProperty().set(look);
            model.playback().seek(tick);
            settle();
            chart().instanceProperty().set(0);
            settle();
            WritableImage image = chart().snapshot(null, null);
            ForecastScale near = ForecastScale.near(
                    forecast,
                    ForecastChartPainter.GUTTER,
                    ForecastChartPainter.TOP,
                    chart().getWidth() - ForecastChartPainter.GUTTER,
                    ForecastChartPainter.PLOT);
            Color area = ForecastPlot.residentsColour(look);
            for (int k = 1; k < 8; k++) {
                int x = (int) (near.x() + near.w() * k / 8);
                long step = near.stepAt(x);
                long least = Math.min(forecast.tokensAt(Math.max(0, step - 2)), forecast.tokensAfter(step + 2));
                long most = Math.max(forecast.tokensAt(Math.max(0, step - 2)), forecast.tokensAt(step + 2));
                int filled = 0;
                for (int y = (int) near.y(); y < near.bottom() - 4; y++) {
                    filled += isLike(image.getPixelReader().getColor(x, y), area) ? 1 : 0;
                }
                double bottom = near.bottom() - 4;
                assertThat((double) filled)
                        .as("at step %d", step)
                        .isBetween(bottom - near.y(least) - 4, bottom - near.y(most) + 4);
            }
        });
    }

    private static boolean isLike(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 0.02
                && Math.abs(one.getGreen() - other.getGreen()) < 0.02
                && Math.abs(one.getBlue() - other.getBlue()) < 0.02;
    }

    private void point(double chartX) {
        MouseEvents.move(chart(), chart().localToScene(chartX, 0).getX(), 20);
    }

    @Test
    void thePointerReadsOffWhatIsHeldAtAStep() {
        long tick = heldBack(0);
        MemoryForecast forecast = at(tick, 0);
        Candidate candidate = Objects.requireNonNull(forecast.candidate());
        FxThread.run(() -> {
            model.playback().seek(tick);
            settle();
            chart().instanceProperty().set(0);
            assertThat(chart().reading()).isEmpty();
            point(ForecastChartPainter.GUTTER + 0.2);
            assertThat(chart().reading())
                    .isEqualTo("now: " + ForecastWords.count(forecast.tokensAt(0)) + " tokens, "
                            + ForecastWords.count(forecast.tokensAt(0) + candidate.heldTokens()) + " with #"
                            + candidate.request());
            point(ForecastChartPainter.GUTTER + (chart().getWidth() - ForecastChartPainter.GUTTER) * 0.6);
            Matcher read =
                    Pattern.compile("in ([\\d,]+) steps?: ([\\d,]+) tokens.*").matcher(chart().reading());
            assertThat(read.matches()).isTrue();
            long step = Long.parseLong(read.group(1).replace(",", ""));
            assertThat(read.group(2)).isEqualTo(ForecastWords.count(forecast.tokensAt(step)));
            point(5);
            assertThat(chart().reading()).isEmpty();
        });
    }

    @Test
    void anInstanceIsChosenAndStaysChosen() {
        long tick = heldBack(1);
        FxThread.run(() -> {
            settle();
            ComboBox<?> choice = (ComboBox<?>) view.lookup("#forecast-instance");
            assertThat(choice.getItems()).hasSize(2);
            choice.getSelectionModel().select(1);
            model.playback().seek(tick);
            assertThat(chart().words()).startsWith("Memory look-ahead of A100-80G #2: ");
            model.selection().requestProperty().set(3);
            model.selection().requestProperty().set(-1);
            settle();
            assertThat(chart().words()).startsWith("Memory look-ahead of A100-80G #2: ");
        });
    }
}
