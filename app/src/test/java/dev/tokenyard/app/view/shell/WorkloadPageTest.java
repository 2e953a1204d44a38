package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.workbench.FitKind;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload page in the window. */
class WorkloadPageTest {
    private static final int SIDE = 1000;

    private WindowFixture window;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.LIGHT, SIDE, SIDE));
        FxThread.run(() -> {
            window.models.pages().pageProperty().set(Page.WORKLOAD);
            window.settle();
        });
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private WorkloadEdits edits() {
        return window.models.workload().editsProperty().get();
    }

    private ChartTile chart(String id) {
        return window.find(ChartTile.class, "#chart-" + id);
    }

    private String caption(String id) {
        return chart(id).chart().note().replace('\u00a0', ' ');
    }

    /** Within the page, as the scenario's panel has controls of the same names. */
    private <T extends Node> T inPage(Class<T> type, String selector) {
        return type.cast(window.find(Region.class, "#workload-page").lookup(selector));
    }

    private void type(String selector, String text) {
        TextField field = inPage(TextField.class, selector);
        field.setText(text);
        field.fireEvent(new ActionEvent());
    }

    private static void choose(MenuButton menu, String words) {
        menu.getItems().stream()
                .filter(item -> words.equals(item.getText()))
                .findFirst()
                .ifPresentOrElse(MenuItem::fire, () -> {
                    throw new AssertionError("no item " + words);
                });
    }

    @Test
    void itsKeyLeadsToItAndItShowsTheTrace() {
        FxThread.run(() -> {
            window.models.pages().pageProperty().set(Page.STAGE);
            window.press(KeyCode.DIGIT5, Modifier.CONTROL);
            window.settle();
            assertThat(window.find(Region.class, "#workload-page").isVisible()).isTrue();
            assertThat(window.find(Region.class, "#scenario-panel").isVisible()).isFalse();
            assertThat(inPage(Label.class, "#workload-name").getText()).isEqualTo("mixed-slo.csv");
            assertThat(inPage(Label.class, "#workload-about").getText()).startsWith("2,081 requests in 10 min 0 s");
            assertThat(chart("arrival-rate").getAccessibleText())
                    .startsWith("Chart: Arrivals over time, recorded. 2,081");
            assertThat(inPage(Button.class, "#edit-reset").isVisible()).isFalse();
            assertThat(inPage(Button.class, "#workload-save-recipe").isDisabled())
                    .isTrue();
        });
    }

    @Test
    void arrivalsAndLengthsAreShownByClass() {
        FxThread.run(() -> {
            assertThat(inPage(ToggleButton.class, "#group-client").isDisabled())
                    .as("the trace names no clients")
                    .isTrue();
            inPage(ToggleButton.class, "#group-class").fire();
            window.settle();
            for (String id : List.of("arrival-rate", "gaps", "prompt-lengths", "output-lengths")) {
                ChartSpec chart = chart(id).chart();
                assertThat(chart.title()).endsWith(" by class");
                assertThat(chart.series())
                        .extracting(SeriesSpec::name)
                        .containsExactly("Interactive", "Batch-1", "Batch-2");
                assertThat(chart.series())
                        .extracting(series -> series.colourIndex() - ChartPalette.FIRST_CLASS)
                        .containsExactly(0, 1, 2);
            }
            // Batch-2 comes in bursts: there are stretches without any.
            SeriesSpec batch = chart("arrival-rate").chart().series().get(2);
            assertThat(IntStream.range(0, batch.size()).filter(i -> batch.y(i) == 0))
                    .hasSizeGreaterThan(12);
            inPage(ToggleButton.class, "#group-all").fire();
            window.settle();
            assertThat(chart("gaps").chart().series()).hasSize(1);
        });
    }

    @Test
    void whatWasFittedStandsOnThePageInWords() {
        FxThread.run(() -> {
            assertThat(inPage(VBox.class, "#fit-words").isVisible()).isFalse();
            inPage(ToggleButton.class, "#fit-mixtures").fire();
            window.settle();
            assertThat(inPage(VBox.class, "#fit-words").getChildren())
                    .extracting(paragraph -> ((Label) paragraph).getText())
                    .hasSize(3)
                    .anySatisfy(
                            line -> assertThat(line)
                                    .matches(
                                            "Batch-2: .* /s.*; prompts of .*log-normal kind.*; outputs of .*log-normal kind.*"));
            assertThat(inPage(Label.class, "#workload-about").getText())
                    .matches("2,081 requests in .* /s · fit: [\\d,]+ requests in .* /s");
            assertThat(caption("prompt-output")).endsWith("lines around 50 and 90 % of the recorded");
            inPage(ToggleButton.class, "#fit-off").fire();
            window.settle();
            assertThat(inPage(VBox.class, "#fit-words").isVisible()).isFalse();
        });
    }

    @Test
    void slidersEditTheTraceAndTheChartsFollow() {
        FxThread.run(() -> {
            Slider sample = inPage(Slider.class, "#edit-sample");
            for (int percent = 100; percent >= 25; percent -= 5) {
                sample.setValue(percent);
            }
            assertThat(edits().share()).isEqualTo(0.25);
            assertThat(inPage(TextField.class, "#edit-sample-field").getText()).isEqualTo("25");
            assertThat(caption("arrival-rate")).matches("2,081 → 5\\d\\d requests · .*");
            assertThat(chart("classes").chart().series()).hasSize(2);
            Slider rate = inPage(Slider.class, "#edit-rate");
            rate.setValue(1);
            assertThat(edits().rate()).isEqualTo(10);
            rate.setValue(0.005);
            assertThat(edits().rate()).as("the middle catches").isEqualTo(1);
            inPage(Slider.class, "#edit-from").setValue(120);
            inPage(Slider.class, "#edit-to").setValue(60);
            assertThat(edits().fromSeconds()).isEqualTo(120);
            assertThat(edits().toSeconds()).as("never before the beginning").isEqualTo(121);
            Slider to = inPage(Slider.class, "#edit-to");
            to.setValue(to.getMax());
            assertThat(edits().toSeconds()).isInfinite();
            assertThat(inPage(TextField.class, "#edit-to-field").getText()).isEqualTo("end");
            inPage(Button.class, "#edit-reset").fire();
            assertThat(edits()).isEqualTo(WorkloadEdits.NONE);
            assertThat(sample.getValue()).isEqualTo(100);
            assertThat(chart("gaps").chart().series()).hasSize(1);
        });
    }

    @Test
    void figuresCanBeTypedAndImpossibleOnesAreRefused() {
        FxThread.run(() -> {
            type("#edit-rate-field", "2.5");
            assertThat(edits().rate()).isEqualTo(2.5);
            type("#edit-rate-field", "-3");
            assertThat(edits().rate()).isEqualTo(2.5);
            assertThat(inPage(Label.class, "#edit-refusal").getText())
                    .isEqualTo("The rate is × -3; give 0.001 to 1000.");
            assertThat(inPage(TextField.class, "#edit-rate-field").getStyleClass())
                    .contains("invalid");
            type("#edit-sample-field", "many");
            assertThat(inPage(Label.class, "#edit-refusal").getText()).contains("\"many\"; give a number");
            type("#edit-rate-field", "1");
            assertThat(inPage(Label.class, "#edit-refusal").isVisible()).isFalse();
            type("#edit-seed", "11");
            assertThat(edits().seed()).isEqualTo(11);
        });
    }

    @Test
    void aSampleIsMergedShiftedAndTakenOutAgain() {
        FxThread.run(() -> {
            choose(inPage(MenuButton.class, "#edit-merge"), "Sample: chat.csv");
            assertThat(inPage(Label.class, "#edit-merge-name").getText()).isEqualTo("chat.csv");
            String together = caption("arrival-rate");
            inPage(Slider.class, "#edit-other-shift").setValue(200);
            assertThat(edits().otherShiftSeconds()).isEqualTo(200);
            assertThat(caption("arrival-rate")).isNotEqualTo(together);
            inPage(Button.class, "#edit-merge-remove").fire();
            assertThat(edits()).isEqualTo(WorkloadEdits.NONE);
            assertThat(inPage(Slider.class, "#edit-other-shift").getParent().isVisible())
                    .isFalse();
        });
    }

    @Test
    void classesAreAssignedByARuleOfTheirOwn() {
        FxThread.run(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<Object> by = inPage(ComboBox.class, "#assign-class");
            by.setValue(by.getItems().get(1));
            window.settle();
            type("#assign-class-0", "8");
            assertThat(edits().classes().parts().get(0).figure()).isEqualTo(8);
            assertThat(window.models.scenario().spec().assignment().classes().isTrace())
                    .as("the scenario's own rule stays")
                    .isTrue();
            assertThat(inPage(Label.class, "#assign-class-share-0").getText()).startsWith("8");
            assertThat(chart("classes").chart().series()).hasSize(2);
        });
    }

    @Test
    void aFitIsOverlaidAndSaved(@TempDir Path folder) {
        FxThread.run(() -> {
            inPage(ToggleButton.class, "#fit-mixtures").fire();
            assertThat(edits().fit()).isEqualTo(FitKind.MIXTURES);
            assertThat(chart("prompt-lengths").chart().series())
                    .extracting("name")
                    .containsExactly("recorded", "fit");
            assertThat(caption("prompt-lengths")).contains("KS 0.0");
            inPage(Slider.class, "#fit-times").setValue(Math.log10(2));
            assertThat(caption("arrival-rate")).startsWith("2,081 → 4,162 requests");
            Button save = inPage(Button.class, "#workload-save-recipe");
            assertThat(save.isDisabled()).isFalse();
            window.answer = folder.resolve("fit.json");
            save.fire();
            assertThat(folder.resolve("fit.json")).content().contains("\"streams\"");
            inPage(ToggleButton.class, "#fit-off").fire();
            assertThat(save.isDisabled()).isTrue();
            assertThat(chart("prompt-lengths").chart().series()).hasSize(1);
        });
    }

    @Test
    void whatIsOnShowIsSavedAndUsed(@TempDir Path folder) {
        FxThread.run(() -> {
            inPage(Slider.class, "#edit-to").setValue(300);
            window.answer = folder.resolve("half.csv");
            inPage(Button.class, "#workload-save-trace").fire();
            assertThat(Files.exists(folder.resolve("half.csv"))).isTrue();
            assertThat(window.models.scenario().spec().trace().kind()).isEqualTo(SourceKind.SAMPLE);
            window.answer = folder.resolve("used.csv");
            inPage(Button.class, "#workload-use").fire();
            assertThat(window.models.scenario().spec().trace().location()).endsWith("used.csv");
            assertThat(inPage(Label.class, "#workload-name").getText()).isEqualTo("used.csv");
            assertThat(edits()).isEqualTo(WorkloadEdits.NONE);
            assertThat(inPage(Slider.class, "#edit-to").getMax()).isBetween(299.0, 302.0);
            window.answer = null;
            inPage(Button.class, "#workload-use").fire();
            assertThat(folder).isDirectoryNotContaining("glob:**mixed*");
        });
    }

    @Test
    void itsChartsAreAmongTheExports() {
        FxThread.run(() -> {
            window.press(KeyCode.E, Modifier.CONTROL);
            window.settle();
            assertThat(window.find(javafx.scene.control.ListView.class, "#command-list")
                            .getItems())
                    .anySatisfy(command -> assertThat(((Command) command).title())
                            .isEqualTo("Export chart “Times between arrivals” as SVG"));
        });
    }
}
