package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.FigureFormat;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.testing.MouseEvents;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Draws real comparisons without a display, and looks at the pixels. */
class StageViewTest {
    private static final double WIDTH = 1050;
    private static final double HEIGHT = 690;
    /** With the marks of swaps and transfers the legend takes a second line. */
    private static final double LONG_LEGEND = WIDTH + 1;

    private final ComparisonViewModel viewModel = new ComparisonViewModel();
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        onFx(() -> {
            Type.ensureLoaded();
            return true;
        });
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
    }

    private StageView stage(Comparison comparison, double seconds, double width, double height) {
        viewModel.show(comparison);
        viewModel.playback().seek(Ticks.fromSeconds(seconds));
        StageView stage = new StageView(viewModel, theme, Runnable::run);
        new Scene(stage, width, height).snapshot(null);
        return stage;
    }

    private static WritableImage picture(StageView stage, String name) throws Exception {
        WritableImage image = stage.getScene().snapshot(null);
        File folder = new File("target/stage");
        if (!folder.isDirectory() && !folder.mkdirs()) {
            throw new IllegalStateException("Cannot make " + folder);
        }
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", new File(folder, name + ".png"));
        return image;
    }

    private static int count(WritableImage image, Box box, Predicate<Color> wanted) {
        int count = 0;
        for (int y = (int) box.y(); y < box.bottom(); y++) {
            for (int x = (int) box.x(); x < box.right(); x++) {
                count += wanted.test(image.getPixelReader().getColor(x, y)) ? 1 : 0;
            }
        }
        return count;
    }

    private static Predicate<Color> like(Color wanted) {
        return colour -> Math.abs(colour.getRed() - wanted.getRed()) < 0.02
                && Math.abs(colour.getGreen() - wanted.getGreen()) < 0.02
                && Math.abs(colour.getBlue() - wanted.getBlue()) < 0.02;
    }

    @Test
    void outOfSightNothingIsLookedUpUntilItIsSeenAgain() throws Exception {
        Comparison first = DemoComparison.of(80, 2, "fcfs");
        Comparison second = DemoComparison.of(90, 2, "fcfs");
        onFx(() -> {
            StageView stage = stage(first, 5, WIDTH, HEIGHT);
            stage.activeProperty().set(false);
            viewModel.show(second);
            assertThat(stage.shownProperty().get()).isSameAs(first);
            stage.activeProperty().set(true);
            assertThat(stage.shownProperty().get()).isSameAs(second);
            stage.activeProperty().set(false);
            viewModel.comparisonProperty().set(null);
            assertThat(stage.shownProperty().get()).isNull();
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyPartShowsItsColours(Theme look) throws Exception {
        theme.set(look);
        onFx(() -> {
            StageView stage = stage(DemoComparison.of(700, 2, "fcfs", "ssjf", "mc-sf"), 48.5, WIDTH, HEIGHT);
            WritableImage image = picture(stage, "three-lanes-" + look);
            StageLayout layout = StageLayout.of(WIDTH, HEIGHT, 3, 2, 0);
            for (int k = 0; k < 3; k++) {
                LaneLayout lane = layout.lanes().get(k);
                assertThat(count(image, lane.header(), like(look.policy(k)))).isGreaterThan(20);
                assertThat(count(image, lane.header(), like(look.text()))).isGreaterThan(20);
                Box queue = lane.queue();
                assertThat(count(image, queue, like(look.sloClass(0)))
                                + count(image, queue, like(look.sloClass(1)))
                                + count(image, queue, like(look.sloClass(2))))
                        .isGreaterThan(200);
                assertThat(count(image, lane.note(), like(look.ground()).negate()))
                        .isGreaterThan(200);
                for (InstanceLayout instance : lane.instances()) {
                    assertThat(count(image, instance.batch(), like(look.freeCell())))
                            .isGreaterThan(100);
                    assertThat(count(image, instance.map(), like(look.ground()).negate()))
                            .isGreaterThan((int)
                                    (0.5 * instance.map().w() * instance.map().h()));
                }
            }
            assertThat(count(image, layout.legend(), like(look.ground()).negate()))
                    .isGreaterThan(1000);
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void manyLanesAndInstancesAtManySizesAndMomentsAreNeverBlank(Theme look) throws Exception {
        theme.set(look);
        String[] eight = {"fcfs", "sjf", "ssjf", "mc-sf", "mc-benchmark", "edf", "fcfs", "sjf"};
        onFx(() -> {
            for (int instances : new int[] {1, 8}) {
                Comparison comparison = DemoComparison.of(900, instances, eight);
                for (double[] size : new double[][] {{600, 400}, {1000, 700}, {1920, 1100}}) {
                    for (double share : new double[] {0, 0.3, 1}) {
                        double seconds = Ticks.toSeconds(comparison.endTick()) * share;
                        StageView stage = stage(comparison, seconds, size[0], size[1]);
                        WritableImage image =
                                picture(stage, "eight-lanes-" + look + "-" + instances + "-" + (int) size[0]);
                        Box all = new Box(0, 0, size[0], size[1]);
                        assertThat(count(image, all, like(look.ground()).negate()))
                                .isGreaterThan(5000);
                        assertThat(stage.lastFrameMillis()).isPositive();
                    }
                }
            }
            return true;
        });
    }

    @Test
    void aFrameDependsOnItsMomentAlone() throws Exception {
        onFx(() -> {
            StageView stage = stage(DemoComparison.of(700, 2, "fcfs", "mc-sf"), 44, WIDTH, HEIGHT);
            WritableImage first = picture(stage, "moment-first");
            for (double seconds : new double[] {10, 200, 43.9, 0}) {
                viewModel.playback().seek(Ticks.fromSeconds(seconds));
                stage.layout();
            }
            assertThat(same(first, picture(stage, "moment-other"))).isFalse();
            viewModel.playback().seek(44 * Ticks.PER_SECOND);
            assertThat(same(first, picture(stage, "moment-again"))).isTrue();
            return true;
        });
    }

    private static boolean same(WritableImage one, WritableImage other) {
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void mouse(StageView stage, EventType<MouseEvent> type, double x, double y) {
        MouseEvents.primary(stage, type, new Point2D(x, y));
    }

    /** Two lanes past saturation wear a mark, say why to the pointer over it, and in words. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void aLaneWhoseFiguresNeedAWarningIsMarked(Theme look) throws Exception {
        theme.set(look);
        ScenarioSpec drowning = ScenarioDefaults.opening()
                .withRateScale(5)
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("mc-sf")));
        Comparison comparison = new ComparisonService().run(drowning, () -> false);
        onFx(() -> {
            StageView stage = stage(comparison, 0, WIDTH, HEIGHT);
            WritableImage image = picture(stage, "warned-" + look);
            for (LaneLayout lane : StageLayout.of(WIDTH, HEIGHT, 2, 2, 0).lanes()) {
                Box name = new Box(
                        lane.header().x(), lane.header().y(), 110, lane.header().h());
                assertThat(count(image, name, like(look.warning()))).isGreaterThan(30);
                mouse(stage, MouseEvent.MOUSE_MOVED, name.x() + 30, name.centreY());
                assertThat(installedTooltip(stage)).startsWith("Past saturation: ");
                mouse(stage, MouseEvent.MOUSE_MOVED, lane.header().right() - 5, name.centreY());
                assertThat(installedTooltip(stage)).isEmpty();
            }
            assertThat(stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .asString()
                    .contains(". Warning: Past saturation: ")
                    .doesNotContain("..");
            assertThat(count(
                            picture(stage(DemoComparison.of(150, 2, "fcfs"), 0, WIDTH, HEIGHT), "calm-" + look),
                            new Box(0, 0, 120, 40),
                            like(look.warning())))
                    .isZero();
            return true;
        });
    }

    private static String installedTooltip(StageView stage) {
        Object installed = stage.getProperties().get("javafx.scene.control.Tooltip");
        return installed instanceof Tooltip tooltip ? tooltip.getText() : "";
    }

    @Test
    void thePointerFindsRequestsAndAClickRingsThemInEveryLane() throws Exception {
        onFx(() -> {
            StageView stage = stage(DemoComparison.of(700, 2, "fcfs", "ssjf"), 48.5, WIDTH, HEIGHT);
            LaneLayout lane = StageLayout.of(WIDTH, HEIGHT, 2, 2, 0).lanes().get(1);
            Box row = lane.instances().get(0).batch();
            mouse(stage, MouseEvent.MOUSE_MOVED, row.x() + 5, row.y() + 1);
            int hovered = viewModel.selection().hoveredRequestProperty().get();
            assertThat(hovered).isNotNegative();
            mouse(stage, MouseEvent.MOUSE_CLICKED, row.x() + 5, row.y() + 1);
            assertThat(viewModel.selection().requestProperty().get()).isEqualTo(hovered);
            assertThat(viewModel.selection().laneProperty().get()).isEqualTo(1);
            WritableImage ringed = picture(stage, "selected");
            for (LaneLayout each : StageLayout.of(WIDTH, HEIGHT, 2, 2, 0).lanes()) {
                // The selected lane's edge is three pixels wide; what else is in the accent colour are rings and cells.
                Box body = new Box(
                        each.box().x() + 4,
                        each.box().y(),
                        each.box().w() - 4,
                        each.box().h());
                assertThat(count(ringed, body, like(Theme.DARK.accent()))).isGreaterThan(10);
            }
            mouse(
                    stage,
                    MouseEvent.MOUSE_CLICKED,
                    lane.header().x() + 1,
                    lane.header().y() + 1);
            assertThat(viewModel.selection().requestProperty().get()).isEqualTo(-1);
            mouse(stage, MouseEvent.MOUSE_EXITED, 0, 0);
            assertThat(viewModel.selection().hoveredRequestProperty().get()).isEqualTo(-1);
            return true;
        });
    }

    @Test
    void keysGoFromLaneToLane() throws Exception {
        onFx(() -> {
            StageView stage = stage(DemoComparison.of(50, 1, "fcfs", "sjf"), 5, WIDTH, HEIGHT);
            for (int expected : new int[] {0, 1, 0}) {
                Event.fireEvent(
                        stage, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
                assertThat(viewModel.selection().laneProperty().get()).isEqualTo(expected);
            }
            Event.fireEvent(stage, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.UP, false, false, false, false));
            assertThat(viewModel.selection().laneProperty().get()).isEqualTo(1);
            return true;
        });
    }

    @Test
    void saysInWordsWhatItShows() throws Exception {
        onFx(() -> {
            StageView empty = new StageView(viewModel, theme, Runnable::run);
            assertThat(empty.queryAccessibleAttribute(AccessibleAttribute.TEXT)).isEqualTo("Stage, empty.");
            StageView stage = stage(DemoComparison.of(700, 2, "fcfs", "ssjf"), 48.5, WIDTH, HEIGHT);
            assertThat((String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .startsWith("Stage at 00:48.50. FCFS: ")
                    .contains(" waiting, ", " running, SLO attainment ", "SSJF: ", "blocked: ");
            return true;
        });
    }

    @Test
    void ofManyComparisonsTheOneInPreparationAndTheLatestAreShown() throws Exception {
        onFx(() -> {
            List<Runnable> waiting = new ArrayList<>();
            StageView stage = new StageView(viewModel, theme, waiting::add);
            Comparison first = DemoComparison.of(60, 1, "fcfs");
            Comparison between = DemoComparison.of(60, 2, "edf");
            Comparison last = DemoComparison.of(60, 2, "sjf");
            viewModel.show(first);
            viewModel.show(between);
            viewModel.show(last);
            assertThat(stage.shownProperty().get()).isNull();
            waiting.get(0).run();
            // Under a slider that does not come to rest something must be shown, too.
            assertThat(stage.shownProperty().get()).isSameAs(first);
            assertThat(waiting).hasSize(2);
            waiting.get(1).run();
            assertThat(stage.shownProperty().get()).isSameAs(last);
            return true;
        });
    }

    /** The first moment at which so many requests are in host memory. */
    private static long swappedMoment(RunLog log, int requests) {
        RunCursor cursor = log.cursor();
        for (int e = 0; e < log.events().size(); e++) {
            cursor.seek(log.events().tick(e));
            if (cursor.swappedCount(0) >= requests) {
                return cursor.tick();
            }
        }
        throw new IllegalStateException("There are never " + requests + " swapped requests.");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void swappedRequestsLieOnTheShelfAndArePointedAt(Theme look) throws Exception {
        theme.set(look);
        Comparison comparison = MechanismRuns.swapping();
        long tick = swappedMoment(comparison.lanes().get(0).log(), 2);
        RunCursor cursor = comparison.lanes().get(0).log().cursor();
        cursor.seek(tick);
        onFx(() -> {
            StageView stage = stage(comparison, Ticks.toSeconds(tick), WIDTH, HEIGHT);
            viewModel.playback().seek(tick);
            WritableImage image = picture(stage, "swapped-" + look);
            Box shelf = StageLayout.of(WIDTH, HEIGHT, 1, 2, true, lane -> false, LONG_LEGEND)
                    .lanes()
                    .get(0)
                    .instances()
                    .get(0)
                    .shelf();
            // Small letters are blended with the ground.
            Color tint = look.ground().interpolate(look.warning(), 0.7);
            Predicate<Color> yellow = colour -> Math.abs(colour.getRed() - tint.getRed()) < 0.2
                    && Math.abs(colour.getGreen() - tint.getGreen()) < 0.2
                    && Math.abs(colour.getBlue() - tint.getBlue()) < 0.2;
            assertThat(count(image, shelf, yellow)).as("the count of swaps").isGreaterThan(10);
            Set<Integer> found = new HashSet<>();
            for (double x = shelf.x(); x < shelf.right(); x++) {
                mouse(stage, MouseEvent.MOUSE_MOVED, x, shelf.y() + 5);
                found.add(viewModel.selection().hoveredRequestProperty().get());
            }
            assertThat(found).contains(cursor.swapped(0, 0), cursor.swapped(0, 1));
            assertThat((String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .contains(" in host memory, ");
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aRequestUnderWayTravelsBetweenItsInstances(Theme look) throws Exception {
        theme.set(look);
        Comparison comparison = MechanismRuns.parted();
        Flights.Flight flight =
                Flights.of(comparison.lanes().get(0).log()).all().get(60);
        onFx(() -> {
            StageView stage = stage(comparison, 0, WIDTH, HEIGHT);
            LaneLayout lane =
                    StageLayout.of(WIDTH, HEIGHT, 1, 2, LONG_LEGEND).lanes().get(0);
            TransferPainter.Track track = TransferPainter.Track.of(
                    flight.request(), lane.instances().get(0), lane.instances().get(1));
            viewModel.playback().speedProperty().set(0.01);
            for (double share : new double[] {0.2, 0.5, 0.8}) {
                long tick = flight.startTick() + Math.round(share * (flight.endTick() - flight.startTick()));
                viewModel.playback().seek(tick);
                WritableImage image = picture(stage, "under-way-" + look);
                mouse(stage, MouseEvent.MOUSE_MOVED, track.x(share), track.y(share));
                assertThat(viewModel.selection().hoveredRequestProperty().get()).isEqualTo(flight.request());
                int sloClass = comparison.lanes().get(0).log().outcomes().sloClass(flight.request());
                Box chip = new Box(track.x(share) - 10, track.y(share) - 4, 20, 8);
                assertThat(count(image, chip, like(look.sloClass(sloClass)))).isGreaterThan(80);
            }
            assertThat((String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .contains(" between instances, ");
            return true;
        });
    }

    /** Where a sentence would be cut, a shorter one stands, and the pointer is told the whole. */
    @Test
    void aNarrowLaneSaysLessAndTheRestToThePointer() throws Exception {
        onFx(() -> {
            StageView stage = stage(DemoComparison.of(700, 2, "mc-sf"), 48.5, 620, 300);
            picture(stage, "narrow");
            Box header = StageLayout.of(620, 300, 1, 2, 0).lanes().get(0).header();
            mouse(stage, MouseEvent.MOUSE_MOVED, header.x() + 90, header.centreY());
            assertThat(installedTooltip(stage)).startsWith("vLLM v1 · ").contains("Jaillet");
            StageView narrower = stage(DemoComparison.of(700, 2, "mc-sf"), 48.5, 330, 300);
            Box name = StageLayout.of(330, 300, 1, 2, 0).lanes().get(0).header();
            mouse(narrower, MouseEvent.MOUSE_MOVED, name.x() + 40, name.centreY());
            assertThat(installedTooltip(narrower)).contains("predicted (").contains("Jaillet");
            return true;
        });
    }

    /** From the width at which the short figures leave room for it on, each lane says who predicts. */
    @Test
    void theHeadOfALaneNamesThePredictorAtEveryWidth() throws Exception {
        onFx(() -> {
            Comparison comparison = DemoComparison.of(400, 2, "ssjf", "fcfs");
            List<String> forms = LaneWords.subtitles(comparison.lanes().get(0));
            for (double width = 380; width <= 1100; width += 60) {
                StageView stage = stage(comparison, 48.5, width, 300);
                WritableImage image = picture(stage, "predictor-" + (int) width);
                Box header = StageLayout.of(width, 300, 2, 2, 0).lanes().get(0).header();
                assertThat(forms)
                        .as("in a head of %.0f pixels", width)
                        .anyMatch(form -> form.contains("confusion") && shows(image, header, "SSJF", form));
            }
            return true;
        });
    }

    /** Whether a head shows a subtitle behind a title. */
    private boolean shows(WritableImage image, Box header, String title, String subtitle) {
        double x = header.x() + 20 + Type.width(title, Type.semiBold(Type.LARGE)) + 10;
        Font plain = Type.regular(Type.BODY);
        Box words = new Box(Math.ceil(x), header.centreY() - 6, Type.width(subtitle, plain) + 8, 14);
        return shows(
                image,
                words,
                pen -> pen.text(
                        subtitle, x, header.centreY() + 2, plain, theme.get().secondary()));
    }

    /** Whether a picture shows in a place what a pen draws there on an empty ground. */
    private boolean shows(WritableImage image, Box place, Consumer<Pen> draws) {
        Canvas alone = new Canvas(image.getWidth(), image.getHeight());
        Pen pen = new Pen(alone.getGraphicsContext2D());
        pen.setTheme(theme.get());
        pen.fill(new Box(0, 0, image.getWidth(), image.getHeight()), theme.get().ground());
        draws.accept(pen);
        return sameColours(image, alone.snapshot(null, null), place);
    }

    private static boolean sameColours(WritableImage one, WritableImage other, Box box) {
        for (int y = (int) box.y(); y < box.bottom(); y++) {
            for (int x = (int) box.x(); x < box.right(); x++) {
                if (!like(one.getPixelReader().getColor(x, y))
                        .test(other.getPixelReader().getColor(x, y))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Lanes that have no room for batches name the figures of each instance, and say where its batch is found. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void whatIsLeftOutOfInstancesIsSaid(Theme look) throws Exception {
        theme.set(look);
        Comparison comparison = DemoComparison.of(700, 4, "fcfs", "ssjf", "sjf", "edf");
        LaneModel lane = new LaneModel(0, comparison);
        lane.seek(Ticks.fromSeconds(48.5));
        double used = (double) lane.blocks().usedBlocks(0)
                / comparison.lanes().get(0).log().instances().get(0).kvBlocks();
        List<String> load = LaneWords.load(lane.clock(), lane.cursor().residentCount(0), StageText.wholePercent(used));
        Font small = Type.regular(Type.SMALL);
        onFx(() -> {
            StageView stage = stage(comparison, 48.5, 732, 470);
            stage.calmProperty().set(true);
            WritableImage image = picture(stage, "no-batches-" + look);
            StageLayout layout = StageLayout.of(732, 470, 4, 4, LONG_LEGEND);
            assertThat(layout.detail()).isEqualTo(InstanceLayout.Detail.MAP);
            Box title = layout.lanes().get(0).instances().get(0).title();
            Box figures = new Box(title.right() - 60, title.y(), 60, 12);
            assertThat(shows(
                            image,
                            figures,
                            pen -> pen.textBefore(load.get(1), title.right(), title.y() + 6, small, look.secondary())))
                    .isTrue();
            mouse(stage, MouseEvent.MOUSE_MOVED, title.x() + 40, title.centreY());
            assertThat(installedTooltip(stage))
                    .startsWith("A100-80G #1: " + load.get(0) + ".")
                    .contains("click to see it in the inspector");
            double x = LaneLayout.PADDING + 26 + 6;
            for (String sloClass : List.of("Interactive", "Batch-1", "Batch-2")) {
                x += 9 + 6 + Type.width(sloClass, small) + 16;
            }
            double from = x;
            double y = layout.legend().centreY() - StageLayout.LEGEND_LINE / 2;
            String words = "batches left out: click an instance for its batch";
            assertThat(shows(
                            image,
                            new Box(Math.ceil(from), y - 6, Type.width(words, small), 12),
                            pen -> pen.text(words, from, y, small, look.secondary())))
                    .isTrue();
            StageView roomy = stage(comparison, 48.5, 1500, 900);
            Box whole = StageLayout.of(1500, 900, 4, 4, 0)
                    .lanes()
                    .get(0)
                    .instances()
                    .get(0)
                    .title();
            mouse(roomy, MouseEvent.MOUSE_MOVED, whole.x() + 40, whole.centreY());
            assertThat(installedTooltip(roomy)).isEmpty();
            return true;
        });
    }

    @Test
    void theHeadsOfLanesCountTheMarkedRange() throws Exception {
        onFx(() -> {
            Comparison comparison = DemoComparison.of(700, 2, "fcfs", "ssjf");
            StageView stage = stage(comparison, 1e6, WIDTH, HEIGHT);
            String whole = (String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT);
            long end = comparison.endTick();
            viewModel.playback().markRange(end / 4, end / 2);
            viewModel.playback().seek(end);
            double met = Attainment.of(comparison.lanes().get(0).log(), new Window(end / 4, end / 2))
                    .at(end, Ticks.NEVER);
            assertThat((String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .isNotEqualTo(whole)
                    .contains("SLO attainment " + FigureFormat.percent(met));
            viewModel.playback().clearRange();
            assertThat((String) stage.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .isEqualTo(whole);
            return true;
        });
    }
}
