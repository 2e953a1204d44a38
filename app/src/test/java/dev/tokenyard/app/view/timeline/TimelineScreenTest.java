package dev.tokenyard.app.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LateRequest;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.inspector.InspectorView;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.InspectorViewModel;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.sim.time.Ticks;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/** Timeline and inspector in a window of the headless platform, worked with mouse and keys. */
class TimelineScreenTest {
    private static final Comparison DEMO = DemoComparison.of(700, 2, "fcfs", "sjf", "ssjf", "mc-sf", "edf");

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final TimelineViewModel timeline = new TimelineViewModel(model, Runnable::run, Runnable::run);
    private final InspectorViewModel inspector = new InspectorViewModel(model, Runnable::run, Runnable::run);
    private final FxRobot robot = new FxRobot();
    private final ThemeManager themes = FxThread.call(() -> new ThemeManager(Theme.DARK));
    private final TimelineView timelineView = FxThread.call(() -> new TimelineView(timeline, themes.themeProperty()));
    private final InspectorView inspectorView =
            FxThread.call(() -> new InspectorView(inspector, themes.themeProperty()));
    private final Stage stage = FxThread.call(Stage::new);

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            inspectorView.setPrefWidth(300);
            Scene scene = new Scene(new BorderPane(null, null, inspectorView, timelineView, null), 1280, 800);
            themes.apply(scene);
            stage.setScene(scene);
            stage.show();
            timelineView.activate();
            inspectorView.activate();
            model.show(DEMO);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        });
        settle();
    }

    @AfterEach
    void close() {
        FxThread.run(() -> {
            timelineView.deactivate();
            inspectorView.deactivate();
            stage.close();
        });
    }

    /** Lets layout and events that are on their way pass. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            FxThread.run(() -> stage.getScene().getRoot().layout());
        }
    }

    private Node node(String selector) {
        return FxThread.call(() -> stage.getScene().lookup(selector));
    }

    /** A point of the strips at a share of the visible time. */
    private Point2D at(double share) {
        return FxThread.call(() -> {
            Node strips = stage.getScene().lookup("#timeline-strips");
            Bounds bounds = strips.getLayoutBounds();
            StripLayout layout = new StripLayout(bounds.getWidth(), bounds.getHeight(), 5);
            double x = layout.left() + share * (layout.right() - layout.left());
            return strips.localToScreen(x, layout.stripTop(1) + 5);
        });
    }

    private double playedShare() {
        return (double) timeline.playback().tick() / DEMO.endTick();
    }

    private double viewShare() {
        long start = timeline.playback().viewStartTickProperty().get();
        return (double) (timeline.playback().viewEndTickProperty().get() - start) / DEMO.endTick();
    }

    @Test
    void clickingAndDraggingScrubsBothWays() {
        robot.clickOn(at(0.5), MouseButton.PRIMARY);
        assertThat(playedShare()).isCloseTo(0.5, within(0.01));
        robot.drag(at(0.5), MouseButton.PRIMARY).moveTo(at(0.8));
        settle();
        assertThat(playedShare()).isCloseTo(0.8, within(0.01));
        robot.moveTo(at(0.2));
        settle();
        assertThat(playedShare()).isCloseTo(0.2, within(0.01));
        robot.drop();
    }

    @Test
    void theWheelZoomsAboutThePointerAndADoubleClickShowsAll() {
        robot.moveTo(at(0.25));
        robot.scroll(5, VerticalDirection.UP);
        settle();
        double zoomed = viewShare();
        assertThat(zoomed).isNotEqualTo(1.0);
        robot.doubleClickOn(at(0.4), MouseButton.PRIMARY);
        settle();
        assertThat(viewShare()).isEqualTo(1.0);
    }

    @Test
    void theRightButtonPansAndLeavesThePlayheadAlone() {
        FxThread.run(() -> timeline.zoom(DEMO.endTick() / 2, 0.4));
        settle();
        long before = timeline.playback().viewStartTickProperty().get();
        robot.drag(at(0.5), MouseButton.SECONDARY).dropTo(at(0.3));
        settle();
        assertThat(timeline.playback().viewStartTickProperty().get()).isGreaterThan(before);
        assertThat(timeline.playback().tick()).isZero();
    }

    private Point2D inOverview(double share) {
        return FxThread.call(() -> {
            Node overview = stage.getScene().lookup("#timeline-overview");
            Bounds bounds = overview.getLayoutBounds();
            double right = new StripLayout(bounds.getWidth(), bounds.getHeight(), 1).right();
            return overview.localToScreen(
                    StripLayout.GUTTER + share * (right - StripLayout.GUTTER), bounds.getHeight() / 2);
        });
    }

    /** A right click asks for a menu, and must not move the clock or the frame. */
    @Test
    void onlyThePrimaryButtonWorksInTheOverview() {
        robot.clickOn(inOverview(0.5), MouseButton.SECONDARY);
        robot.drag(inOverview(0.5), MouseButton.MIDDLE).dropTo(inOverview(0.7));
        settle();
        assertThat(timeline.playback().tick()).isZero();
        assertThat(viewShare()).isEqualTo(1.0);
        robot.drag(inOverview(0.5), MouseButton.PRIMARY).dropTo(inOverview(0.7));
        settle();
        assertThat(playedShare()).isCloseTo(0.7, within(0.02));
    }

    @Test
    void aScreenReaderKnowsAndSetsTheMoment() {
        for (String id : List.of("#timeline-strips", "#timeline-overview")) {
            Node slider = node(id);
            FxThread.run(() -> {
                assertThat(slider.getAccessibleRole()).isEqualTo(AccessibleRole.SLIDER);
                timeline.playback().seek(DEMO.endTick() / 2);
                assertThat(slider.queryAccessibleAttribute(AccessibleAttribute.VALUE))
                        .isEqualTo(Ticks.toSeconds(DEMO.endTick() / 2));
                assertThat(slider.queryAccessibleAttribute(AccessibleAttribute.MIN_VALUE))
                        .isEqualTo(0.0);
                assertThat(slider.queryAccessibleAttribute(AccessibleAttribute.MAX_VALUE))
                        .isEqualTo(Ticks.toSeconds(DEMO.endTick()));
                assertThat(slider.queryAccessibleAttribute(AccessibleAttribute.TEXT)
                                .toString())
                        .isNotBlank();
                slider.executeAccessibleAction(AccessibleAction.SET_VALUE, 1.5);
                assertThat(timeline.playback().tick()).isEqualTo(Ticks.fromSeconds(1.5));
            });
        }
    }

    /** What was chosen begins at its beginning; the same again stays where it was read. */
    @Test
    void anotherRequestIsShownFromItsTop() {
        FxThread.run(() -> {
            SelectionViewModel selection = model.selection();
            selection.requestProperty().set(3);
            inspectorView.setVvalue(0.6);
            model.show(DEMO);
            assertThat(inspectorView.getVvalue()).isEqualTo(0.6);
            selection.requestProperty().set(4);
            assertThat(inspectorView.getVvalue()).isZero();
            inspectorView.setVvalue(0.6);
            selection.requestProperty().set(SelectionViewModel.NONE);
            selection.laneProperty().set(1);
            selection.instanceProperty().set(0);
            assertThat(inspectorView.getVvalue()).isZero();
            inspectorView.setVvalue(0.6);
            selection.laneProperty().set(2);
            assertThat(inspectorView.getVvalue())
                    .as("the instance of another lane has the same name")
                    .isZero();
        });
    }

    @Test
    void hoveringShowsTheValuesOfEveryPolicy() {
        robot.moveTo(at(0.5));
        settle();
        Node readout = node(".timeline-readout");
        assertThat(readout.isVisible()).isTrue();
        assertThat(FxThread.call(() -> readout.lookupAll(".label").size())).isGreaterThan(5 * 6);
        robot.moveTo(node("#play"));
        settle();
        assertThat(readout.isVisible()).isFalse();
    }

    @Test
    void theOverviewMovesItsFrame() {
        FxThread.run(() -> timeline.playback().show(DEMO.endTick() / 4, DEMO.endTick() / 2));
        settle();
        Point2D inFrame = FxThread.call(() -> {
            Node overview = stage.getScene().lookup("#timeline-overview");
            double width = overview.getLayoutBounds().getWidth() - StripLayout.GUTTER - 16;
            return overview.localToScreen(StripLayout.GUTTER + 0.375 * width, 15);
        });
        robot.drag(inFrame, MouseButton.PRIMARY).dropTo(inFrame.add(100, 0));
        settle();
        assertThat(timeline.playback().viewStartTickProperty().get()).isGreaterThan(DEMO.endTick() / 4);
        assertThat(viewShare()).isCloseTo(0.25, within(1e-6));
        assertThat(timeline.playback().tick()).isZero();
    }

    @Test
    void theTransportPlaysStepsAndTakesATypedSpeed() {
        robot.clickOn(node("#play"));
        assertThat(timeline.playback().playingProperty().get()).isTrue();
        robot.clickOn(node("#step-forward"));
        assertThat(timeline.playback().playingProperty().get()).isFalse();
        assertThat(timeline.playback().tick()).isEqualTo(DEMO.trace().arrivalTick(0));
        robot.clickOn(node("#to-start"));
        assertThat(timeline.playback().tick()).isZero();
        robot.doubleClickOn(node("#speed-field")).write("7.5x").type(KeyCode.ENTER);
        settle();
        assertThat(timeline.playback().speedProperty().get()).isEqualTo(7.5);
        robot.clickOn(node("#loop"));
        assertThat(timeline.playback().loopingProperty().get()).isTrue();
    }

    @Test
    void aLateRequestIsALinkAndItsRowsChooseTheLane() {
        int worst = LateRequest.worst(DEMO.lanes().get(0).log(), 1).get(0).request();
        robot.clickOn(node("#worst-requests .hyperlink"));
        settle();
        assertThat(model.selection().requestProperty().get()).isEqualTo(worst);
        assertThat(inspectorView.text()).contains("Request " + worst, "Why it waited (FCFS)");
        Point2D fourthRow =
                FxThread.call(() -> stage.getScene().lookup("#life-gantt").localToScreen(40, 15 + 3 * 37 + 20));
        robot.clickOn(fourthRow, MouseButton.PRIMARY);
        settle();
        assertThat(model.selection().laneProperty().get()).isEqualTo(3);
        assertThat(inspectorView.text()).contains("Why it waited (MC-SF)");
        robot.clickOn(node("#inspector-other"));
        settle();
        assertThat(model.selection().requestProperty().get()).isEqualTo(SelectionViewModel.NONE);
    }

    @Test
    void theVeilLeavesTheLegendOfReasonsAsItIs() {
        StripLayout layout = FxThread.call(() -> {
            Bounds bounds = stage.getScene().lookup("#timeline-strips").getLayoutBounds();
            return new StripLayout(bounds.getWidth(), bounds.getHeight(), 5);
        });
        assertThat(coloursBetween(layout, layout.legendTop(), layout.bandTop()))
                .isEqualTo(coloursAtTheEnd(layout, layout.legendTop(), layout.bandTop()));
        assertThat(coloursBetween(layout, layout.bandTop(), layout.axisTop()))
                .as("the band is veiled")
                .isNotEqualTo(coloursAtTheEnd(layout, layout.bandTop(), layout.axisTop()));
    }

    private List<Integer> coloursAtTheEnd(StripLayout layout, double top, double bottom) {
        FxThread.run(() -> timeline.seek(DEMO.endTick()));
        settle();
        List<Integer> colours = coloursBetween(layout, top, bottom);
        FxThread.run(() -> timeline.seek(0));
        settle();
        return colours;
    }

    /** The pixels of a part of the strips, without the ends of the axis, where the playhead stands. */
    private List<Integer> coloursBetween(StripLayout layout, double top, double bottom) {
        WritableImage picture = FxThread.call(() -> stage.getScene().snapshot(null));
        Point2D corner =
                FxThread.call(() -> stage.getScene().lookup("#timeline-strips").localToScene(0, 0));
        List<Integer> colours = new ArrayList<>();
        for (int y = (int) top; y < (int) bottom; y++) {
            for (int x = (int) layout.left() + 8; x < (int) layout.right() - 8; x++) {
                colours.add(picture.getPixelReader().getArgb((int) corner.getX() + x, (int) corner.getY() + y));
            }
        }
        return colours;
    }

    @Test
    void theOverviewKeepsARowForEveryLaneHoweverLittleRoomThereIs() {
        FxThread.run(() -> timelineView.resize(800, 120));
        FxThread.run(timelineView::layout);
        Region overview = (Region) node("#timeline-overview");
        assertThat(overview.getHeight()).isGreaterThanOrEqualTo(OverviewPainter.preferredHeight(5));
    }

    @Test
    void figuresOfTheInspectorAreNeverCut() {
        FxThread.run(() -> inspectorView.setPrefWidth(260));
        settle();
        GridPane table = (GridPane) node("#worst-requests");
        FxThread.run(() -> {
            for (Node cell : table.getChildren()) {
                double full = Math.floor(cell.prefWidth(-1));
                if (GridPane.getColumnIndex(cell) != 1) {
                    assertThat(cell.getLayoutBounds().getWidth()).isGreaterThanOrEqualTo(full);
                }
                assertThat(cell.getBoundsInParent().getMaxX()).isLessThanOrEqualTo(table.getWidth() + 0.5);
            }
        });
    }

    @Test
    void theKeyOfALifeWrapsToItsWidth() {
        FxThread.run(() -> inspector.selectWorstRequest());
        settle();
        Region gantt = (Region) node("#life-gantt");
        assertThat(FxThread.call(() -> gantt.prefHeight(100)))
                .isGreaterThan(FxThread.call(() -> gantt.prefHeight(400)));
        assertThat(gantt.getHeight()).isEqualTo(FxThread.call(() -> gantt.prefHeight(gantt.getWidth())));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void bothThemesDrawAPicture(Theme theme) throws IOException {
        FxThread.run(() -> {
            themes.themeProperty().set(theme);
            timeline.seek(DEMO.endTick() * 6 / 10);
            timeline.hoveredTickProperty().set(DEMO.endTick() / 3);
            model.selection().laneProperty().set(0);
            inspector.selectWorstRequest();
        });
        settle();
        WritableImage picture = FxThread.call(() -> stage.getScene().snapshot(null));
        BufferedImage image = SwingFXUtils.fromFXImage(picture, null);
        ImageIO.write(image, "png", new File("target/timeline-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
        Set<Integer> colours = new HashSet<>();
        for (int y = 500; y < 800; y += 2) {
            for (int x = 0; x < 1280; x += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours).as("a blank picture has few").hasSizeGreaterThan(50);
    }
}
