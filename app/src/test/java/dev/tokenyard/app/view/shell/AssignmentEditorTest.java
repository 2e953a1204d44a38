package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.AssignmentEdits;
import dev.tokenyard.app.session.AssignmentEdits.Target;
import dev.tokenyard.app.session.AssignmentRule;
import dev.tokenyard.app.session.AssignmentRule.By;
import dev.tokenyard.app.session.AssignmentRule.Part;
import dev.tokenyard.app.session.AssignmentRules;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules for classes and models, as a hand sets them. */
class AssignmentEditorTest {
    private WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1280, 800));

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            window.settle();
            window.find(ToggleButton.class, "#assignment").setSelected(true);
            window.settle();
        });
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private Trace trace() {
        Comparison shown = Objects.requireNonNull(
                window.models.comparison().comparisonProperty().get());
        return shown.trace();
    }

    private AssignmentRules rules() {
        return window.models.scenario().spec().assignment();
    }

    private void decide(String selector, By by) {
        window.find(ComboBox.class, selector).getSelectionModel().select(by);
        window.settle();
    }

    private TextField type(String selector, String text) {
        TextField field = window.find(TextField.class, selector);
        field.requestFocus();
        field.setText(text);
        window.press(KeyCode.ENTER);
        window.settle();
        return field;
    }

    private String text(String selector) {
        return window.find(TextField.class, selector).getText();
    }

    private List<String> shares(String what, int count) {
        List<String> shares = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            shares.add(
                    window.find(Label.class, "#assign-" + what + "-share-" + k).getText());
        }
        return shares;
    }

    private String summary() {
        return window.find(Label.class, "#assignment-summary").getText().replace('\u00a0', ' ');
    }

    private boolean isMarked(Node field) {
        return field.getStyleClass().contains("invalid");
    }

    private List<String> problems() {
        return window.scene.getRoot().lookupAll(".field-problem").stream()
                .map(Label.class::cast)
                .filter(Node::isVisible)
                .map(Label::getText)
                .toList();
    }

    @Test
    void sharesOfTheTraceAreShownAndNothingIsAssignedAtFirst() {
        FxThread.run(() -> {
            assertThat(rules()).isEqualTo(AssignmentRules.NONE);
            assertThat(shares("class", 3)).containsExactly("53 %", "32 %", "15 %");
            window.find(ToggleButton.class, "#assignment").setSelected(false);
            assertThat(summary()).isEqualTo("Interactive 53 % · Batch-1 32 % · Batch-2 15 %");
        });
    }

    @Test
    void classesAreDrawnByShares() {
        FxThread.run(() -> {
            decide("#assign-class", By.SHARES);
            assertThat(rules().classes())
                    .isEqualTo(new AssignmentRule(
                            By.SHARES,
                            List.of(new Part("Interactive", 1), new Part("Batch-1", 1), new Part("Batch-2", 1))));
            assertThat(trace().classNames()).containsExactly("Interactive", "Batch-1", "Batch-2");
            type("#assign-class-1", "0");
            type("#assign-class-2", "");
            assertThat(shares("class", 3)).containsExactly("100 %", "0 %", "0 %");
            TextField last = type("#assign-class-0", "0");
            assertThat(isMarked(last)).isTrue();
            assertThat(problems())
                    .containsExactly("All shares are 0; give a positive one to at least one of Interactive, Batch-1.");
            assertThat(trace().classNames()).as("the last picture stays").containsExactly("Interactive", "Batch-1");
            type("#assign-class-0", "-2");
            assertThat(problems()).containsExactly("The share of Interactive is -2; give 0 or a positive number.");
            type("#assign-class-0", "many");
            assertThat(problems()).containsExactly("The share of Interactive is \"many\"; give a number.");
            type("#assign-class-0", "3");
            assertThat(isMarked(last)).isFalse();
            assertThat(problems()).isEmpty();
        });
    }

    @Test
    void classesGoByLengthInTheOrderOfTheirLengths() {
        FxThread.run(() -> {
            decide("#assign-class", By.PROMPT);
            assertThat(List.of(text("#assign-class-0"), text("#assign-class-1"), text("#assign-class-2")))
                    .containsExactly("512", "1024", "rest");
            type("#assign-class-0", "2000");
            assertThat(rules().classes().names()).containsExactly("Batch-1", "Interactive", "Batch-2");
            type("#assign-class-0", "rest");
            assertThat(text("#assign-class-2")).as("it gives up the rest").isEmpty();
            assertThat(rules().classes().names()).containsExactly("Batch-1", "Interactive");
            Trace trace = trace();
            for (int r = 0; r < trace.size(); r++) {
                assertThat(trace.classNames().get(trace.classIndex(r)))
                        .isEqualTo(trace.promptTokens(r) <= 1024 ? "Batch-1" : "Interactive");
            }
            TextField nobody = type("#assign-class-0", "3000");
            assertThat(isMarked(nobody)).isTrue();
            assertThat(problems())
                    .containsExactly(
                            "Nobody takes requests with more than 3000 prompt tokens; give one class or model rest.");
            type("#assign-class-2", "rest");
            assertThat(rules().classes().names())
                    .as("what was typed before counts")
                    .containsExactly("Batch-1", "Interactive", "Batch-2");
            assertThat(isMarked(nobody)).isFalse();
            type("#assign-class-1", "3000");
            assertThat(problems().get(0)).contains("does not exceed the one before it");
            decide("#assign-class", By.TRACE);
            assertThat(rules()).isEqualTo(AssignmentRules.NONE);
            assertThat(shares("class", 3)).containsExactly("53 %", "32 %", "15 %");
        });
    }

    @Test
    void modelsAreThoseThatAreServedAndOneThatNoLongerIsIsMarked() {
        FxThread.run(() -> {
            window.find(Button.class, "#add-group").fire();
            window.models.scenario().edit(ScenarioEdits.model(1, "llama-2-7b"));
            window.settle();
            decide("#assign-model", By.OUTPUT);
            assertThat(rules().models().names()).containsExactly("llama-2-13b", "llama-2-7b");
            assertThat(trace().modelNames()).containsExactly("llama-2-13b", "llama-2-7b");
            window.models.scenario().edit(ScenarioEdits.model(1, "mistral-7b"));
            window.settle();
            assertThat(window.find(Label.class, "#scenario-problem").getText())
                    .contains("names \"llama-2-7b\", which no instance serves (llama-2-13b, mistral-7b)");
            assertThat(window.scene.getRoot().lookupAll(".assign-name.violation"))
                    .hasSize(1);
            type("#assign-model-1", "rest");
            assertThat(rules().models().names()).containsExactly("llama-2-13b", "mistral-7b");
            assertThat(window.find(Label.class, "#scenario-problem").isVisible())
                    .isFalse();
            assertThat(window.scene.getRoot().lookup("#assign-model-2")).isNull();
            window.find(ToggleButton.class, "#assignment").setSelected(false);
            assertThat(summary()).contains("by output length: Llama 2 13B ", " · Mistral 7B");
        });
    }

    /** What is being typed is not lost when the result of another edit arrives. */
    @Test
    void aFieldThatIsBeingTypedInKeepsItsText() {
        FxThread.run(() -> {
            decide("#assign-class", By.SHARES);
            window.find(TextField.class, "#assign-class-1").setText("12");
            window.models.scenario().simulate();
            window.settle();
            assertThat(text("#assign-class-1")).isEqualTo("12");
            window.models
                    .scenario()
                    .edit(AssignmentEdits.rule(
                            Target.CLASS, new AssignmentRule(By.SHARES, List.of(new Part("Batch-2", 1)))));
            assertThat(shares("class", 3)).containsExactly("0 %", "0 %", "100 %");
        });
    }
}
