package dev.tokenyard.app.view.stage;

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
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws the memory that a policy foresees, and looks at the pixels. */
class ForecastOnStageTest {
    private static final double WIDTH = 1050;
    private static final double HEIGHT = 690;
    private static final Comparison COMPARISON = DemoComparison.of(500, 1, "fcfs", "mc-sf");
    private static final RunLog LOG = COMPARISON.lanes().get(1).log();

    private final ComparisonViewModel viewModel = new ComparisonViewModel();
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);

    @BeforeAll
    static void loadFonts() {
        FxThread.run(Type::ensureLoaded);
    }

    /** The moment at which a request is held back for the largest excess. */
    private static long heldBack() {
        ForecastReader reader = ForecastReader.of(LOG).orElseThrow();
        long best = -1;
        long most = 0;
        for (long tick = 0; tick < LOG.endTick(); tick += Ticks.PER_SECOND / 10) {
            MemoryForecast forecast = reader.at(tick, 0);
            Candidate candidate = forecast.candidate();
            if (candidate != null && candidate.peakTokens() - forecast.plannedTokens() > most) {
                most = candidate.peakTokens() - forecast.plannedTokens();
                best = tick;
            }
        }
        assertThat(most).isGreaterThan(200);
        return best;
    }

    private static MemoryForecast at(long tick) {
        return ForecastReader.of(LOG).orElseThrow().at(tick, 0);
    }

    private StageView stage(long tick, double width, double height) {
        viewModel.show(COMPARISON);
        viewModel.playback().seek(tick);
        StageView stage = new StageView(viewModel, theme, Runnable::run);
        new Scene(stage, width, height).snapshot(null);
        return stage;
    }

    private static InstanceLayout layout(boolean shown, double width, double height) {
        // The legend takes two lines.
        return StageLayout.of(width, height, 2, 1, false, lane -> shown && lane == 1, width + 1)
                .lanes()
                .get(1)
                .instances()
                .get(0);
    }

    private static int count(WritableImage image, Box box, Predicate<Color> wanted) {
        int count = 0;
        for (int y = (int) Math.ceil(box.y()); y < box.bottom() - 1; y++) {
            for (int x = (int) Math.ceil(box.x()); x < box.right() - 1; x++) {
                count += wanted.test(image.getPixelReader().getColor(x, y)) ? 1 : 0;
            }
        }
        return count;
    }

    private static Predicate<Color> like(Color wanted) {
        return like(wanted, 0.02);
    }

    private static Predicate<Color> like(Color wanted, double slack) {
        return colour -> Math.abs(colour.getRed() - wanted.getRed()) < slack
                && Math.abs(colour.getGreen() - wanted.getGreen()) < slack
                && Math.abs(colour.getBlue() - wanted.getBlue()) < slack;
    }

    private static long most(MemoryForecast forecast, long from, long to) {
        return LongStream.rangeClosed(from, to).map(forecast::tokensAt).max().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theAreaOfTheResidentsAndTheExcessAreWhereTheFiguresPutThem(Theme look) {
        theme.set(look);
        long tick = heldBack();
        MemoryForecast forecast = at(tick);
        FxThread.run(() -> {
            StageView stage = stage(tick, WIDTH, HEIGHT);
            WritableImage image = stage.getScene().snapshot(null);
            Box box = layout(true, WIDTH, HEIGHT).forecast();
            ForecastScale scale = ForecastScale.near(forecast, box.x(), box.y(), box.w(), box.h());
            Predicate<Color> residents = like(ForecastPlot.residentsColour(look));
            // What the residents hold lies below their line, and none of it above.
            for (int k = 1; k < 10; k++) {
                long step = scale.horizonSteps() * k / 10;
                double x = scale.x(step);
                double line = scale.y(most(forecast, scale.stepAt(x - 3), scale.stepAt(x + 3)));
                Box above = new Box(x - 2, box.y(), 4, line - box.y() - 2);
                assertThat(count(image, above, residents))
                        .as("above at step %d", step)
                        .isZero();
            }
            assertThat(count(image, box, residents)).isGreaterThan((int) (0.1 * box.w() * box.h()));
            Candidate candidate = Objects.requireNonNull(forecast.candidate());
            double memory = scale.y(forecast.plannedTokens());
            Box excess = new Box(box.x(), box.y(), box.w(), memory - box.y());
            assertThat(count(image, excess, like(look.warning()))).isGreaterThan(10);
            // Small letters are blended with the ground.
            Color tint = look.ground().interpolate(look.warning(), 0.7);
            assertThat(count(image, layout(true, WIDTH, HEIGHT).forecastNote(), like(tint, 0.2)))
                    .as("words in the colour of a warning")
                    .isGreaterThan(10);
        });
    }

    @Test
    void theSwitchHidesIt() {
        long tick = heldBack();
        FxThread.run(() -> {
            StageView stage = stage(tick, WIDTH, HEIGHT);
            Box box = layout(true, WIDTH, HEIGHT).forecast();
            Predicate<Color> residents = like(ForecastPlot.residentsColour(Theme.DARK));
            int before = count(stage.getScene().snapshot(null), box, residents);
            assertThat(before).isGreaterThan(1000);
            stage.forecastsShownProperty().set(false);
            WritableImage plain = stage.getScene().snapshot(null);
            // A letter or a cell may be of the same grey by chance.
            assertThat(count(plain, box, residents)).isLessThan(before / 20);
        });
    }

    @Test
    void thePointerIsToldTheFiguresAndWhoIsHeldBack() {
        long tick = heldBack();
        MemoryForecast forecast = at(tick);
        FxThread.run(() -> {
            StageView stage = stage(tick, WIDTH, HEIGHT);
            Box box = layout(true, WIDTH, HEIGHT).forecast();
            MouseEvents.move(stage, box.x() + box.w() / 2, box.centreY());
            Candidate candidate = Objects.requireNonNull(forecast.candidate());
            assertThat(viewModel.selection().hoveredRequestProperty().get()).isEqualTo(candidate.request());
            Tooltip tooltip =
                    (Tooltip) Objects.requireNonNull(stage.getProperties().get("javafx.scene.control.Tooltip"));
            assertThat(tooltip.getText())
                    .isEqualTo(
                            ForecastWords.whole(forecast, LOG.instances().get(0).name(), LOG.info()))
                    .contains("#" + candidate.request() + " would reach " + ForecastWords.count(candidate.peakTokens())
                            + " of 7,680 tokens in ");
            assertThat((String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .contains("would peak at " + ForecastWords.count(candidate.peakTokens()) + " of 7,680 tokens")
                    .contains(", memory foreseen to be used by at most ");
        });
    }

    /** What the note under the queue says is true of the moment, also when the log's figure is older. */
    @Test
    void theNoteGoesWithTheTime() {
        LaneModel lane = StageModel.of(COMPARISON, 0).lanes().get(1);
        int newer = 0;
        for (long tick = 0; tick < LOG.endTick(); tick += Ticks.PER_SECOND / 4) {
            lane.seek(tick);
            MemoryForecast forecast = Objects.requireNonNull(lane.forecast(0));
            Candidate candidate = forecast.candidate();
            if (candidate != null) {
                assertThat(lane.blockNeeded(0)).isEqualTo(candidate.peakTokens());
                assertThat(lane.forecast(0)).isSameAs(forecast);
                newer += candidate.peakTokens() == lane.cursor().blockNeeded(0) ? 0 : 1;
            } else {
                assertThat(lane.blockNeeded(0)).isEqualTo(lane.cursor().blockNeeded(0));
            }
        }
        assertThat(newer).isPositive();
    }

    /** At every size the frame is drawn, with a plot, a gauge or without either. */
    @ParameterizedTest
    @CsvSource({"320, 160", "700, 90", "900, 400", "1280, 800", "2560, 1440"})
    void itIsDrawnOrLeftOutAtEverySize(double width, double height) {
        long tick = heldBack();
        FxThread.run(() -> {
            StageView stage = stage(tick, width, height);
            assertThat(stage.lastFrameMillis()).isPositive();
        });
    }
}
