package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.HindsightViewModel.State;
import java.util.Objects;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hindsight optimum in the window, from the switch to the lane. */
class HindsightLaneTest {
    private WindowFixture window;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1000, 1000));
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private Comparison shown() {
        return Objects.requireNonNull(
                window.models.comparison().comparisonProperty().get());
    }

    private String stageWords() {
        return String.valueOf(
                window.find(Region.class, ".stage-view").queryAccessibleAttribute(AccessibleAttribute.TEXT));
    }

    private String inspectorWords() {
        return window.find(Region.class, ".inspector-body").lookupAll(".label").stream()
                .map(node -> ((Label) node).getText().replace('\u00a0', ' '))
                .reduce("", (all, words) -> all + "\n" + words);
    }

    @Test
    void theSwitchBringsTheLane() {
        FxThread.run(() -> {
            CheckBox wanted = window.find(CheckBox.class, "#hindsight");
            Node row = window.find(Node.class, "#hindsight-row");
            assertThat(row.isVisible())
                    .as("the opening is no scenario of the theory")
                    .isFalse();
            window.models.scenario().replace(SampleScenarios.hindsight());
            window.models.scenario().edit(ScenarioEdits.hindsight(false));
            window.settle();
            assertThat(row.isVisible()).isTrue();
            assertThat(shown().lanes()).hasSize(2);
            wanted.setSelected(true);
            window.settle();
            assertThat(window.models.hindsight().stateProperty().get()).isEqualTo(State.FOUND);
            assertThat(shown().lanes()).hasSize(3);
            assertThat(shown().lanes().get(2).card().title()).isEqualTo("Hindsight optimum");
            assertThat(window.find(Label.class, "#hindsight-sentence").getText())
                    .startsWith("145 rounds, proved by search")
                    .endsWith(", re-checked.");
            assertThat(window.find(Region.class, "#pending-lane").isVisible()).isFalse();
            assertThat(stageWords()).contains("Stage at round 0").contains("Hindsight optimum: ");
            wanted.setSelected(false);
            assertThat(shown().lanes()).hasSize(2);
        });
    }

    @Test
    void theTimeLimitIsEditedInPlaceAndRefusedOutOfRange() {
        FxThread.run(() -> {
            window.models.scenario().replace(SampleScenarios.hindsight());
            window.settle();
            TextField limit = window.find(TextField.class, "#hindsight-limit");
            assertThat(limit.getText()).isEqualTo("10");
            limit.requestFocus();
            limit.setText("601");
            window.press(KeyCode.ENTER);
            assertThat(limit.getStyleClass()).contains("invalid");
            limit.setText("20");
            window.press(KeyCode.ENTER);
            assertThat(window.models.scenario().spec().hindsight().seconds()).isEqualTo(20);
        });
    }

    @Test
    void theSampleScenarioIsACommandAndTheKeyGoesToTheFirstDifference() {
        FxThread.run(() -> {
            window.press(KeyCode.K, Modifier.CONTROL);
            window.settle();
            window.find(TextField.class, "#command-words").setText("sample scenario hindsight");
            window.press(KeyCode.ENTER);
            assertThat(shown().lanes()).hasSize(3);
            assertThat(window.models.comparison().playback().tick()).isZero();
            window.press(KeyCode.F);
            window.settle();
            assertThat(window.find(Label.class, "#clock").getText()).isEqualTo("round 5");
            assertThat(window.models.messages().messages())
                    .anyMatch(message -> message.text().equals("MC-SF first departs from the optimum at round 5."));
            assertThat(window.models.comparison().selection().requestProperty().get())
                    .isEqualTo(4);
            assertThat(inspectorWords()).contains("arrived\nround 5", "output\n7 tokens");
            window.find(Hyperlink.class, "#inspector-other").fire();
            window.models.comparison().selection().laneProperty().set(2);
            window.settle();
            assertThat(inspectorWords())
                    .contains("proved optimal\nyes")
                    .contains("lower bound\n145 rounds")
                    .contains("gap to bound\n0.0 %")
                    .contains("re-checked");
        });
    }

    @Test
    void anObstacleDisablesTheSwitchAndIsSaid() {
        FxThread.run(() -> {
            window.models.scenario().replace(SampleScenarios.hindsight());
            window.models.scenario().edit(ScenarioEdits.hindsight(false));
            window.models.scenario().edit(ScenarioEdits.instances(0, 2));
            window.settle();
            assertThat(window.find(CheckBox.class, "#hindsight").isDisabled()).isTrue();
            assertThat(window.find(Label.class, "#hindsight-sentence").getText())
                    .contains("leave one");
        });
    }
}
