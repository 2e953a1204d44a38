package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.inspector.InspectorView;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.InspectorViewModel;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.Clipboard;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** An instance chosen on the stage with the mouse, and what the inspector then shows. */
class InstanceOnStageTest {
    private static final Comparison DEMO = DemoComparison.of(400, 2, "fcfs", "mc-sf");
    private static final double WIDTH = 680;
    private static final double HEIGHT = 700;

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final FxRobot robot = new FxRobot();
    private final ThemeManager themes = FxThread.call(() -> new ThemeManager(Theme.LIGHT));
    private final StageView view = FxThread.call(() -> new StageView(model, themes.themeProperty(), Runnable::run));
    private final InspectorView inspector = FxThread.call(() ->
            new InspectorView(new InspectorViewModel(model, Runnable::run, Runnable::run), themes.themeProperty()));
    private final Stage stage = FxThread.call(Stage::new);

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            inspector.setMinWidth(272);
            inspector.setPrefWidth(272);
            BorderPane root = new BorderPane(view, null, inspector, null, null);
            Scene scene = new Scene(root, WIDTH + 272, HEIGHT);
            themes.apply(scene);
            stage.setScene(scene);
            stage.show();
            inspector.activate();
            model.show(DEMO);
            model.playback().seek(DEMO.endTick() / 2);
            root.applyCss();
            root.layout();
            scene.snapshot(null);
        });
    }

    @AfterEach
    void close() {
        FxThread.run(() -> {
            inspector.deactivate();
            stage.close();
        });
    }

    private Point2D titleOf(int lane, int instance) {
        return FxThread.call(() -> {
            StageLayout layout = StageLayout.of(view.getWidth(), view.getHeight(), 2, 2, false, k -> k == 1, 0);
            Box box = layout.lanes().get(lane).instances().get(instance).box();
            return view.localToScreen(box.x() + box.w() / 2, box.y() + 4);
        });
    }

    @Test
    void aClickOnAnInstanceShowsItAndFollowsTheClock() {
        robot.clickOn(titleOf(1, 1), MouseButton.PRIMARY);
        FxThread.run(() -> {
            assertThat(model.selection().instanceProperty().get()).isEqualTo(1);
            assertThat(model.selection().laneProperty().get()).isEqualTo(1);
            assertThat(inspector.lookup("#instance-pane")).isNotNull();
            String half = inspector.text();
            assertThat(half).startsWith("A100-80G #2\n").contains("policy: MC-SF", "KV in use: ", "steps: ");
            assertThat(half).contains("How its KV cache follows", "− weights: ", "Source: ");
            model.playback().seek(DEMO.endTick());
            assertThat(inspector.text()).contains("In the batch: nobody").isNotEqualTo(half);
        });
    }

    @Test
    void itsRequestsAreLinksAndTheWayBackIsOne() {
        robot.clickOn(titleOf(0, 0), MouseButton.PRIMARY);
        FxThread.run(() -> {
            Node first = inspector.lookup("#instance-running .hyperlink");
            int request = Integer.parseInt(((Hyperlink) first).getText().substring(1));
            ((Hyperlink) first).fire();
            assertThat(model.selection().requestProperty().get()).isEqualTo(request);
            assertThat(inspector.text()).startsWith("Request " + request);
            Hyperlink back = (Hyperlink) inspector.lookup("#inspector-other");
            assertThat(back.getText()).isEqualTo("Instance");
            back.fire();
            assertThat(inspector.lookup("#instance-pane")).isNotNull();
            ((Hyperlink) inspector.lookup("#inspector-other")).fire();
            assertThat(model.selection().instanceProperty().get()).isEqualTo(SelectionViewModel.NONE);
            assertThat(inspector.lookup("#instance-pane")).isNull();
        });
    }

    @Test
    void itsFiguresKeepToAMarkedRange() {
        robot.clickOn(titleOf(0, 0), MouseButton.PRIMARY);
        FxThread.run(() -> {
            model.playback().seek(DEMO.endTick());
            String whole = inspector.text();
            model.playback().markRange(DEMO.endTick() / 4, DEMO.endTick() / 3);
            assertThat(inspector.text()).contains("So far, from ").isNotEqualTo(whole);
            model.playback().seek(0);
            assertThat(inspector.text()).contains("\nsteps: 0\n", "in steps: –");
        });
    }

    @Test
    void itIsCopiedAsText() {
        robot.clickOn(titleOf(0, 1), MouseButton.PRIMARY);
        FxThread.run(() -> {
            ((Hyperlink) inspector.lookup("#copy-inspector")).fire();
            assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(inspector.text());
        });
    }
}
