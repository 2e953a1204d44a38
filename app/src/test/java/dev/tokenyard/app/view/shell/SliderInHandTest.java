package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.testing.MouseEvents;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What a what-if slider says of the places beside a hand. */
class SliderInHandTest {
    private boolean opened;
    private final WindowFixture window = FxThread.call(
            () -> new WindowFixture(Theme.DARK, 1000, 800, Experiments.all(), this::untilOpened, Runnable::run));

    @BeforeEach
    void simulateNoMore() {
        FxThread.run(() -> opened = true);
    }

    /** What the sliders lead to is not simulated here. */
    private void untilOpened(Runnable work) {
        if (!opened) {
            work.run();
        }
    }

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
            assertThat(scenario.hand().withinReachProperty().get()).isEmpty();
            rate.requestFocus();
            assertThat(scenario.hand().withinReachProperty().get())
                    .as("the keys lead to it")
                    .hasSizeGreaterThan(100);
            window.find(Slider.class, "#what-if-instances").requestFocus();
            assertThat(scenario.hand().withinReachProperty().get()).hasSize(7);
            rate.setValueChanging(true);
            List<Double> beside = scenario.hand().withinReachProperty().get().stream()
                    .map(step -> step.apply(scenario.spec()).rateScale())
                    .toList();
            assertThat(beside).contains(1.96, 0.25, 1.0, 4.0);
            assertThat(beside.get(0)).as("the nearest first").isIn(1.96, 2.04);
            rate.setValue(2);
            assertThat(scenario.hand().withinReachProperty().get())
                    .as("there is nothing beyond the end")
                    .allSatisfy(step ->
                            assertThat(step.apply(scenario.spec()).rateScale()).isLessThanOrEqualTo(4));
            rate.setValueChanging(false);
            assertThat(scenario.hand().withinReachProperty().get())
                    .as("the other has the keys")
                    .hasSize(7);
            window.find(Slider.class, "#what-if-instances").getScene().getRoot().requestFocus();
            assertThat(scenario.hand().withinReachProperty().get()).isEmpty();
        });
    }

    @Test
    void theSliderInTheLineUnderThePointerIsWithinReach() {
        Slider instances = FxThread.call(() -> window.find(Slider.class, "#what-if-instances"));
        FxRobot robot = new FxRobot();
        robot.moveTo(instances.getParent());
        assertThat(reach()).isEqualTo(7);
        robot.moveTo(FxThread.call(() -> window.find(Slider.class, "#what-if-rate")));
        assertThat(reach()).isGreaterThan(100);
        robot.moveTo(FxThread.call(() -> window.find(Node.class, "#timeline-strips")));
        assertThat(reach()).isZero();
    }

    /** What idle time is used for. */
    @Test
    void besideTheSliderThatWasInTheHandLastLiesWhatMayComeNext() {
        FxThread.run(() -> {
            ScenarioViewModel scenario = window.models.scenario();
            List<ScenarioSpec> atFirst = likely(scenario);
            assertThat(atFirst.stream().limit(40))
                    .as("the rate")
                    .allSatisfy(
                            next -> assertThat(next.rateScale()).isNotEqualTo(1).isBetween(0.6, 1.6));
            assertThat(atFirst).as("and some of each other").hasSizeBetween(50, 64);
            Slider instances = window.find(Slider.class, "#what-if-instances");
            instances.setValueChanging(true);
            instances.setValue(5);
            instances.setValueChanging(false);
            assertThat(likely(scenario).stream().limit(7))
                    .allSatisfy(next -> assertThat(next.rateScale()).isEqualTo(1))
                    .extracting(next -> next.cluster().groups().get(0).count())
                    .doesNotHaveDuplicates();
            Slider error = window.find(Slider.class, "#what-if-error");
            error.requestFocus();
            error.increment();
            assertThat(likely(scenario).stream().limit(40))
                    .as("keys are a hand, too")
                    .allSatisfy(next -> assertThat(next.predictor()).matches("oracle|relative:.*"));
        });
    }

    private static List<ScenarioSpec> likely(ScenarioViewModel scenario) {
        return scenario.hand().likely().stream()
                .map(change -> change.apply(scenario.spec()))
                .toList();
    }

    private int reach() {
        return FxThread.call(() ->
                window.models.scenario().hand().withinReachProperty().get().size());
    }

    /** To the last block: else nothing that is simulated ahead would ever be asked for. */
    @Test
    void whereverAHandTakesTheThumbIsAmongWhatLiesWithinItsReach() {
        FxThread.run(() -> {
            ScenarioViewModel scenario = window.models.scenario();
            Slider blocks = window.find(Slider.class, "#what-if-blocks");
            blocks.setValue(blocks.getMax() - 1);
            window.settle();
            Node thumb = blocks.lookup(".thumb");
            Bounds place = thumb.localToScene(thumb.getLayoutBounds());
            Point2D at = new Point2D(place.getCenterX(), place.getCenterY());
            MouseEvents.primary(thumb, MouseEvent.MOUSE_PRESSED, at);
            List<ScenarioSpec> beside = scenario.hand().withinReachProperty().get().stream()
                    .map(step -> step.apply(scenario.spec()))
                    .toList();
            ScenarioSpec before = scenario.spec();
            for (int pixels : new int[] {1, 2, 3, 5, 9, -1, -2, -7, -30, -400, 400}) {
                MouseEvents.primary(thumb, MouseEvent.MOUSE_DRAGGED, at.add(pixels, 0));
                assertThat(scenario.spec().equals(before) || beside.contains(scenario.spec()))
                        .as("after " + pixels + " pixels")
                        .isTrue();
            }
            assertThat(scenario.spec()).as("it was moved at all").isNotEqualTo(before);
            MouseEvents.primary(thumb, MouseEvent.MOUSE_RELEASED, at.add(-7, 0));
        });
    }
}
