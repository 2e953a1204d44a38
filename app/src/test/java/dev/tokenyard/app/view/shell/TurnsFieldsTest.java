package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.log.InstanceInfo;
import java.util.List;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models that take turns on a group's GPUs, as a hand sets them. */
class TurnsFieldsTest {
    private WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1280, 800));

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            window.settle();
            window.find(ToggleButton.class, "#details").setSelected(true);
            window.settle();
        });
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private InstanceGroup group() {
        return window.models.scenario().spec().cluster().groups().get(0);
    }

    private List<String> instanceNames() {
        Comparison shown = Objects.requireNonNull(
                window.models.comparison().comparisonProperty().get());
        return shown.lanes().get(0).log().instances().stream()
                .map(InstanceInfo::name)
                .toList();
    }

    private List<String> offers() {
        return window.find(MenuButton.class, "#add-model").getItems().stream()
                .map(MenuItem::getText)
                .toList();
    }

    private void add(String name) {
        window.find(MenuButton.class, "#add-model").getItems().stream()
                .filter(item -> item.getText().equals(name))
                .findFirst()
                .orElseThrow()
                .fire();
        window.settle();
    }

    private TextField load(String text) {
        TextField field = window.find(TextField.class, "#load-seconds");
        field.requestFocus();
        field.setText(text);
        window.press(KeyCode.ENTER);
        window.settle();
        return field;
    }

    private boolean isShown(String selector) {
        return window.find(TextField.class, selector).getParent().isVisible();
    }

    @Test
    void modelsAreAddedChangedAndRemoved() {
        FxThread.run(() -> {
            assertThat(isShown("#load-seconds")).as("one model is never loaded").isFalse();
            assertThat(offers()).contains("Mistral 7B v0.1").doesNotContain("Llama 2 13B");
            add("Mistral 7B v0.1");
            assertThat(group().turns().otherModels()).containsExactly("mistral-7b");
            assertThat(instanceNames())
                    .containsExactly(
                            "A100-80G #1 llama-2-13b",
                            "A100-80G #1 mistral-7b",
                            "A100-80G #2 llama-2-13b",
                            "A100-80G #2 mistral-7b");
            assertThat(offers()).doesNotContain("Mistral 7B v0.1");
            add("Llama 2 7B");
            assertThat(isShown("#load-seconds")).isTrue();
            @SuppressWarnings("unchecked")
            ComboBox<String> other = window.find(ComboBox.class, "#model-other-0");
            other.setValue("vicuna-13b");
            assertThat(group().turns().otherModels()).containsExactly("vicuna-13b", "llama-2-7b");
            window.find(Button.class, "#remove-model-0").fire();
            window.settle();
            assertThat(group().turns().otherModels()).containsExactly("llama-2-7b");
            assertThat(window.scene.getRoot().lookup("#model-other-1")).isNull();
            window.find(Button.class, "#remove-model-0").fire();
            window.settle();
            assertThat(instanceNames()).containsExactly("A100-80G #1", "A100-80G #2");
        });
    }

    @Test
    void aModelThatTakesTurnsAlreadyChangesPlaces() {
        FxThread.run(() -> {
            add("Mistral 7B v0.1");
            @SuppressWarnings("unchecked")
            ComboBox<String> other = window.find(ComboBox.class, "#model-other-0");
            other.setValue("llama-2-13b");
            assertThat(group().models()).containsExactly("mistral-7b", "llama-2-13b");
            @SuppressWarnings("unchecked")
            ComboBox<String> first = window.find(ComboBox.class, "#model");
            assertThat(first.getValue()).isEqualTo("mistral-7b");
            first.setValue("llama-2-13b");
            assertThat(group().models()).containsExactly("llama-2-13b", "mistral-7b");
            assertThat(other.getValue()).isEqualTo("mistral-7b");
            first.setValue("llama-2-7b");
            assertThat(group().models()).containsExactly("llama-2-7b", "mistral-7b");
        });
    }

    @Test
    void theLoadTimeIsDerivedOrStated() {
        FxThread.run(() -> {
            add("Mistral 7B v0.1");
            TextField field = window.find(TextField.class, "#load-seconds");
            assertThat(field.getText()).isEqualTo("derived");
            assertThat(window.find(Label.class, "#load-note").getText())
                    .matches("Llama 2 13B \\d+\\.\\d s · Mistral 7B v0\\.1 \\d+\\.\\d s");
            load("30");
            assertThat(group().turns().loadSeconds()).isEqualTo(30);
            assertThat(window.find(Label.class, "#load-note").isVisible()).isFalse();
            load("-1");
            assertThat(field.getStyleClass()).contains("invalid");
            assertThat(group().turns().loadSeconds()).isEqualTo(30);
            load("0");
            assertThat(group().turns().loadSeconds()).isZero();
            load("");
            assertThat(group().turns().isDerived()).isTrue();
            assertThat(field.getText()).isEqualTo("derived");
            TextField host = window.find(TextField.class, "#host-memory");
            host.setText("64");
            host.fireEvent(new ActionEvent());
            assertThat(window.find(Label.class, "#host-memory-note").getText()).startsWith("Holds the weights");
            load("12.5");
            window.find(ToggleButton.class, "#details").setSelected(false);
            assertThat(window.find(Label.class, "#details-summary").getText().replace('\u00a0', ' '))
                    .isEqualTo("2 models by turns · load 12.5 s · 64 GiB host");
        });
    }
}
