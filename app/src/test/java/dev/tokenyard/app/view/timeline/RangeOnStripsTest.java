package dev.tokenyard.app.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.MouseEvents;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import java.util.Objects;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** A range of time marked in the strips, with mouse and keys. */
class RangeOnStripsTest {
    private static final Comparison DEMO = DemoComparison.of(300, 2, "fcfs", "sjf");

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final TimelineViewModel timeline = new TimelineViewModel(model, Runnable::run, Runnable::run);
    private final PlaybackViewModel playback = timeline.playback();
    private final FxRobot robot = new FxRobot();
    private final ThemeManager themes = FxThread.call(() -> new ThemeManager(Theme.DARK));
    private final TimelineView view = FxThread.call(() -> new TimelineView(timeline, themes.themeProperty()));
    private final Stage stage = FxThread.call(Stage::new);

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            Scene scene = new Scene(new BorderPane(view), 980, 400);
            themes.apply(scene);
            stage.setScene(scene);
            stage.show();
            view.activate();
            model.show(DEMO);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        });
        settle();
    }

    @AfterEach
    void close() {
        FxThread.run(() -> {
            view.deactivate();
            stage.close();
        });
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            FxThread.run(() -> stage.getScene().getRoot().layout());
        }
    }

    private <T extends Node> T find(Class<T> type, String selector) {
        return type.cast(FxThread.call(() -> stage.getScene().lookup(selector)));
    }

    /** A point at a share of the visible time, on the axis or in a strip. */
    private Point2D at(double share, boolean onAxis) {
        return FxThread.call(() -> {
            Node strips = stage.getScene().lookup("#timeline-strips");
            Bounds bounds = strips.getLayoutBounds();
            StripLayout layout = new StripLayout(bounds.getWidth(), bounds.getHeight(), 2);
            double x = layout.left() + share * (layout.right() - layout.left());
            return strips.localToScreen(x, onAxis ? layout.axisTop() + 9 : layout.stripTop(1) + 5);
        });
    }

    private void assertRange(double from, double to) {
        settle();
        TimeRange range = Objects.requireNonNull(playback.range());
        assertThat((double) range.fromTick() / DEMO.endTick()).isCloseTo(from, within(0.01));
        assertThat((double) range.toTick() / DEMO.endTick()).isCloseTo(to, within(0.01));
    }

    @Test
    void aDragAlongTheAxisMarksARangeAndLeavesThePlayhead() {
        robot.drag(at(0.6, true), MouseButton.PRIMARY).dropTo(at(0.3, true));
        assertRange(0.3, 0.6);
        assertThat(playback.tick()).isZero();
        assertThat(find(Node.class, "#range-bar").isVisible()).isTrue();
        assertThat(find(Node.class, "#overview-range").isVisible()).isTrue();
        assertThat(find(Node.class, "#range-chip").isVisible()).isTrue();
        Labeled words = (Labeled) find(Node.class, "#range-chip .label");
        assertThat(words.getText()).contains(" – ", " · ", " s");
        robot.clickOn("#clear-range", MouseButton.PRIMARY);
        settle();
        assertThat(playback.range()).isNull();
        assertThat(find(Node.class, "#range-chip").isVisible()).isFalse();
        assertThat(find(Node.class, "#range-bar").isVisible()).isFalse();
    }

    /** The robot's mouse does not know of keys that are held. */
    private void fireWithCtrl(EventType<MouseEvent> type, double share) {
        Point2D point = at(share, false);
        FxThread.run(() -> {
            Node strips = stage.getScene().lookup("#timeline-strips");
            MouseEvents.primaryWithCtrl(strips, type, strips.localToScene(strips.screenToLocal(point)));
        });
    }

    @Test
    void aClickOnTheAxisIsAClick() {
        robot.clickOn(at(0.4, true), MouseButton.PRIMARY);
        settle();
        assertThat(playback.range()).isNull();
        assertThat((double) playback.tick() / DEMO.endTick()).isCloseTo(0.4, within(0.01));
    }

    @Test
    void withCtrlADragMarksAnywhere() {
        fireWithCtrl(MouseEvent.MOUSE_PRESSED, 0.2);
        fireWithCtrl(MouseEvent.MOUSE_DRAGGED, 0.35);
        fireWithCtrl(MouseEvent.MOUSE_DRAGGED, 0.5);
        fireWithCtrl(MouseEvent.MOUSE_RELEASED, 0.5);
        assertRange(0.2, 0.5);
    }

    @Test
    void edgesAreDraggedAndAlongTheAxisTheWhole() {
        FxThread.run(() -> playback.markRange(DEMO.endTick() / 4, DEMO.endTick() / 2));
        settle();
        robot.drag(at(0.5, false), MouseButton.PRIMARY).dropTo(at(0.7, false));
        assertRange(0.25, 0.7);
        robot.drag(at(0.25, true), MouseButton.PRIMARY).dropTo(at(0.4, true));
        assertRange(0.4, 0.7);
        robot.drag(at(0.5, true), MouseButton.PRIMARY).dropTo(at(0.3, true));
        assertRange(0.2, 0.5);
        robot.drag(at(0.3, true), MouseButton.PRIMARY).dropTo(at(0.99, true));
        assertRange(0.7, 1);
    }

    @Test
    void escapeClearsWhileTheStripsHaveTheFocus() {
        robot.clickOn(at(0.3, false), MouseButton.PRIMARY);
        FxThread.run(playback::markIn);
        assertRange(0.3, 1);
        robot.type(KeyCode.ESCAPE);
        settle();
        assertThat(playback.range()).isNull();
    }

    @Test
    void outsideTheRangeADragStillScrubs() {
        FxThread.run(() -> playback.markRange(DEMO.endTick() / 4, DEMO.endTick() / 2));
        settle();
        robot.drag(at(0.3, false), MouseButton.PRIMARY).dropTo(at(0.8, false));
        assertRange(0.25, 0.5);
        assertThat((double) playback.tick() / DEMO.endTick()).isCloseTo(0.8, within(0.01));
    }
}
