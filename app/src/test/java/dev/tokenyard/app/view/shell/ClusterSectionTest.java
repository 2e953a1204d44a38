package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cards of the cluster, as a hand uses them. */
class ClusterSectionTest {
    private WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1280, 800));

    @BeforeEach
    void settle() {
        FxThread.run(window::settle);
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private Comparison shown() {
        return Objects.requireNonNull(
                window.models.comparison().comparisonProperty().get());
    }

    private List<String> instanceNames() {
        return shown().lanes().get(0).log().instances().stream()
                .map(InstanceInfo::name)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> choice(String selector) {
        return window.find(ComboBox.class, selector);
    }

    @Test
    void aGroupIsAddedChangedAndRemoved() {
        FxThread.run(() -> {
            Button first = window.find(Button.class, "#remove-group");
            assertThat(first.isVisible()).as("the only group stays").isFalse();
            window.find(Button.class, "#add-group").fire();
            window.settle();
            assertThat(instanceNames()).containsExactly("A100-80G #1", "A100-80G #2", "A100-80G #3");
            assertThat(first.isVisible()).isTrue();
            choice("#gpu-1").setValue("a10");
            assertThat(window.find(Label.class, "#scenario-problem").getText())
                    .as("13B does not fit the A10's 24 GB")
                    .contains("does not fit");
            choice("#model-1").setValue("llama-2-7b");
            assertThat(window.find(Label.class, "#scenario-problem").isVisible())
                    .isFalse();
            TextField count = window.find(TextField.class, "#instances-1");
            count.requestFocus();
            count.setText("2");
            window.press(KeyCode.ENTER);
            assertThat(instanceNames()).containsExactly("A100-80G #1", "A100-80G #2", "A10 #1", "A10 #2");
            List<InstanceInfo> infos = shown().lanes().get(0).log().instances();
            assertThat(infos.get(2).kvBlocks())
                    .as("each instance has the memory of its own GPU and model")
                    .isNotEqualTo(infos.get(0).kvBlocks());
            assertThat(infos.get(2).modelId()).isEqualTo("llama-2-7b");
            count.requestFocus();
            count.setText("63");
            window.press(KeyCode.ENTER);
            assertThat(count.getStyleClass()).contains("invalid");
            first.fire();
            window.settle();
            assertThat(instanceNames()).containsExactly("A10 #1", "A10 #2");
            assertThat(window.find(TextField.class, "#instances").getText()).isEqualTo("2");
            assertThat(window.scene.getRoot().lookup("#instances-1")).isNull();
            count.fireEvent(new ActionEvent());
            assertThat(instanceNames())
                    .as("a field of a card that is gone changes nothing")
                    .containsExactly("A10 #1", "A10 #2");
        });
    }

    @Test
    void aRouterIsChosenAndNamedByTheRun() {
        FxThread.run(() -> {
            ComboBox<String> router = choice("#router");
            assertThat(router.getItems())
                    .containsExactlyElementsOf(Routers.all().stream()
                            .map(factory -> factory.card().id())
                            .toList());
            router.setValue("round-robin");
            assertThat(shown().scenario().cluster().router()).isEqualTo("round-robin");
            assertThat(shown().lanes())
                    .allSatisfy(lane -> assertThat(lane.log().info().router()).isEqualTo("round-robin"));
        });
    }

    @Test
    void everyBatchingModeShowsItsKnobs() {
        FxThread.run(() -> {
            ComboBox<String> batching = choice("#batching");
            assertThat(batching.getItems())
                    .containsExactlyElementsOf(BatchingModes.all().stream()
                            .map(mode -> mode.card().id())
                            .toList());
            for (BatchingFactory mode : BatchingModes.all()) {
                BatchingCard card = mode.card();
                batching.setValue(card.id());
                window.settle();
                assertThat(window.models.scenario().spec().cluster().batching().id())
                        .isEqualTo(card.id());
                card.knobs()
                        .forEach(knob -> assertThat(window.find(Control.class, "#knob-" + card.id() + "-" + knob.name())
                                        .isVisible())
                                .isTrue());
            }
        });
    }

    @Test
    void theTheoryAsksForItsMemory() {
        FxThread.run(() -> {
            choice("#batching").setValue("theory");
            assertThat(window.find(Label.class, "#scenario-problem").getText()).contains("memory in tokens");
            window.models
                    .scenario()
                    .edit(spec -> spec.withCluster(
                            spec.cluster().withGroup(0, (InstanceGroup group) -> group.withKvBlocks(5000))));
            assertThat(instanceNames()).containsExactly("worker #1", "worker #2");
        });
    }

    private void open(String selector) {
        window.find(ToggleButton.class, selector).setSelected(true);
        window.settle();
    }

    private void type(String selector, String text) {
        TextField field = window.find(TextField.class, selector);
        field.requestFocus();
        field.setText(text);
        window.press(KeyCode.ENTER);
    }

    @Test
    void memoryAndLimitsAreFoldedAwayAndSetForTheirGroup() {
        FxThread.run(() -> {
            assertThat(window.scene
                            .getRoot()
                            .lookup("#host-memory")
                            .getParent()
                            .getParent()
                            .isVisible())
                    .as("calm at first")
                    .isFalse();
            open("#details");
            type("#host-memory", "48");
            assertThat(window.find(Label.class, "#host-memory-note").getText()).startsWith("Not used");
            window.find(CheckBox.class, "#prefix-cache").setSelected(true);
            type("#kv-blocks", "2000");
            type("#batch-cap", "64");
            InstanceInfo info = shown().lanes().get(0).log().instances().get(0);
            assertThat(info.hostBlocks()).isPositive();
            assertThat(info.prefixCache()).isTrue();
            assertThat(info.kvBlocks()).isEqualTo(2000);
            assertThat(info.batchCap()).isEqualTo(64);
            type("#host-memory", "-3");
            assertThat(window.find(TextField.class, "#host-memory").getStyleClass())
                    .contains("invalid");
            window.find(ToggleButton.class, "#details").setSelected(false);
            window.settle();
            Label summary = window.find(Label.class, "#details-summary");
            assertThat(summary.isVisible()).isTrue();
            assertThat(summary.getText().replace('\u00a0', ' ')).isEqualTo("48 GiB host · prefix cache · cap 64");
        });
    }

    @Test
    void swappingIsASwitch() {
        FxThread.run(() -> {
            open("#mechanisms");
            CheckBox swapping = window.find(CheckBox.class, "#swapping");
            swapping.setSelected(true);
            assertThat(choice("#batching").getValue()).isEqualTo("vllm-v0");
            assertThat(shown().lanes().get(0).log().instances()).allMatch(info -> info.hostBlocks() > 0);
            assertThat(shown().lanes())
                    .anySatisfy(lane -> assertThat(
                                    lane.log().info().totals().swaps().count())
                            .isPositive());
            choice("#batching").setValue("vllm-v1");
            assertThat(swapping.isSelected()).as("another mode does not swap").isFalse();
        });
    }

    @Test
    void prefillAndDecodeArePartedAndAProblemSaysWhatIsMissing() {
        FxThread.run(() -> {
            window.find(Button.class, "#add-group").fire();
            window.settle();
            open("#details");
            open("#details-1");
            open("#mechanisms");
            window.find(ComboBox.class, "#role").getSelectionModel().select(InstanceRole.PREFILL);
            assertThat(window.find(TextField.class, "#kv-link").getText()).isEqualTo("25");
            window.find(ComboBox.class, "#role-1").getSelectionModel().select(InstanceRole.DECODE);
            assertThat(window.find(Label.class, "#scenario-problem").isVisible())
                    .isFalse();
            assertThat(shown().lanes().get(0).log().info().totals().moves().handovers())
                    .isPositive();
            type("#kv-link", "0");
            assertThat(window.find(Label.class, "#scenario-problem").getText()).contains("need a link");
            type("#kv-link", "50");
            assertThat(window.find(Label.class, "#scenario-problem").isVisible())
                    .isFalse();
            window.find(CheckBox.class, "#migration").setSelected(true);
            assertThat(window.models.scenario().spec().cluster().links().migration())
                    .isTrue();
        });
    }

    @Test
    void knobsHaveControlsOfTheirKinds() {
        FxThread.run(() -> {
            choice("#batching").setValue("vllm-v0");
            ComboBox<Integer> preemption = window.find(ComboBox.class, "#knob-vllm-v0-preemption");
            preemption.setValue(1);
            window.find(CheckBox.class, "#knob-vllm-v0-padded").setSelected(true);
            assertThat(window.models.scenario().spec().cluster().batching().knobs())
                    .isEqualTo(Map.of("preemption", 1.0, "padded", 1.0));
            choice("#batching").setValue("sarathi");
            TextField chunk = window.find(TextField.class, "#knob-sarathi-chunk");
            List<Button> steps = chunk.getParent().getChildrenUnmodifiable().stream()
                    .filter(Button.class::isInstance)
                    .map(Button.class::cast)
                    .toList();
            steps.get(0).fire();
            assertThat(chunk.getText()).isEqualTo("480");
            steps.get(1).fire();
            assertThat(chunk.getText()).isEqualTo("512");
            chunk.setText("99.5");
            chunk.fireEvent(new ActionEvent());
            assertThat(chunk.getStyleClass()).contains("invalid");
        });
    }
}
