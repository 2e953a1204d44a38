package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a what-if slider says of the places beside a hand. */
class SliderInHandTest {
    private final WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1000, 800));

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    @Test
    void aSliderInTheHandSaysWhatLiesBesideIt() {
        FxThread.run(() -> {
            ScenarioViewModel scenario = window.models.scenario();
            Slider rate = window.find(Slider.class, "#what-if-rate");
            rate.setValue(1);
            assertThat(scenario.besideHandProperty().get()).isEmpty();
            rate.setValueChanging(true);
            List<Double> beside = scenario.besideHandProperty().get().stream()
                    .map(step -> step.apply(scenario.spec()).rateScale())
                    .toList();
            assertThat(beside).contains(1.98).hasSizeGreaterThan(20);
            assertThat(beside.get(0)).as("the nearest first").isBetween(2.01, 2.05);
            rate.setValue(2);
            assertThat(scenario.besideHandProperty().get())
                    .as("there is nothing beyond the end")
                    .allSatisfy(step ->
                            assertThat(step.apply(scenario.spec()).rateScale()).isLessThanOrEqualTo(4));
            rate.setValueChanging(false);
            assertThat(scenario.besideHandProperty().get()).isEmpty();
        });
    }

    /** To the last block: else nothing that is simulated ahead would ever be asked for. */
    @Test
    void whatLiesBesideAHandIsWhereItsNextPixelsLead() {
        FxThread.run(() -> {
            ScenarioViewModel scenario = window.models.scenario();
            Slider blocks = window.find(Slider.class, "#what-if-blocks");
            blocks.setValue(blocks.getMax() - 1);
            window.settle();
            Node thumb = blocks.lookup(".thumb");
            Bounds place = thumb.localToScene(thumb.getLayoutBounds());
            Point2D at = new Point2D(place.getCenterX(), place.getCenterY());
            mouse(thumb, MouseEvent.MOUSE_PRESSED, at);
            List<ScenarioSpec> beside = scenario.besideHandProperty().get().stream()
                    .map(step -> step.apply(scenario.spec()))
                    .toList();
            mouse(thumb, MouseEvent.MOUSE_DRAGGED, at.add(1, 0));
            assertThat(scenario.spec().cluster()).isEqualTo(beside.get(0).cluster());
            mouse(thumb, MouseEvent.MOUSE_DRAGGED, at.add(-7, 0));
            assertThat(beside).contains(scenario.spec());
            mouse(thumb, MouseEvent.MOUSE_RELEASED, at.add(-7, 0));
        });
    }

    private static void mouse(Node node, EventType<MouseEvent> type, Point2D at) {
        Point2D own = node.sceneToLocal(at);
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        Event.fireEvent(
                node,
                new MouseEvent(
                        type,
                        own.getX(),
                        own.getY(),
                        at.getX(),
                        at.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }
}
