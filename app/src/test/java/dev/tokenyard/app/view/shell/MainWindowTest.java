package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.Strips;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.stage.StageView;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.Message;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainWindowTest {
    private static final int SIDE = 1000;

    private WindowFixture window;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.DARK, SIDE, SIDE));
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private Comparison shown() {
        return Objects.requireNonNull(
                window.models.comparison().comparisonProperty().get());
    }

    private PlaybackViewModel playback() {
        return window.models.comparison().playback();
    }

    @Test
    void opensOnAReadyScenario() {
        FxThread.run(() -> {
            assertThat(shown().lanes()).hasSizeGreaterThanOrEqualTo(3);
            Label status = window.find(Label.class, "#status");
            assertThat(status.getText()).matches("re-simulated in .+s");
            assertThat(status.getTooltip().getText()).matches("re-simulated [\\d,]+ requests × 3 policies in .+s");
            assertThat(window.find(Label.class, "#scenario-seed").getText()).isEqualTo("seed 7");
            assertThat(window.scene.getRoot().minWidth(-1)).isLessThanOrEqualTo(SIDE);
            assertThat(window.models.messages().messages()).isEmpty();
        });
    }

    @Test
    void playbackObeysItsKeys() {
        FxThread.run(() -> {
            window.press(KeyCode.SPACE);
            assertThat(playback().playingProperty().get()).isTrue();
            window.press(KeyCode.SPACE);
            assertThat(playback().playingProperty().get()).isFalse();
            window.press(KeyCode.END);
            assertThat(playback().tick()).isEqualTo(playback().endTick());
            window.press(KeyCode.HOME);
            assertThat(playback().tick()).isZero();
            window.press(KeyCode.RIGHT);
            long first = playback().tick();
            window.press(KeyCode.RIGHT);
            assertThat(playback().tick()).isGreaterThan(first);
            window.press(KeyCode.LEFT);
            assertThat(playback().tick()).isEqualTo(first);
            window.press(KeyCode.W);
            assertThat(playback().viewEndTickProperty().get())
                    .isLessThan(playback().endTick());
            window.press(KeyCode.DIGIT0);
            assertThat(playback().viewEndTickProperty().get())
                    .isEqualTo(playback().endTick());
        });
    }

    @Test
    void lettersGoToAFieldThatHasTheFocus() {
        FxThread.run(() -> {
            window.find(TextField.class, "#seed").requestFocus();
            window.press(KeyCode.SPACE);
            window.press(KeyCode.W);
            assertThat(playback().playingProperty().get()).isFalse();
            assertThat(playback().viewEndTickProperty().get())
                    .isEqualTo(playback().endTick());
        });
    }

    @Test
    void arrowsGoToASliderThatHasTheFocusAndSpaceToThePlayback() {
        FxThread.run(() -> {
            playback().seek(Ticks.PER_SECOND);
            window.find(Slider.class, "#what-if-rate").requestFocus();
            window.press(KeyCode.RIGHT);
            assertThat(playback().tick()).isEqualTo(Ticks.PER_SECOND);
            window.press(KeyCode.SPACE);
            assertThat(playback().playingProperty().get()).isTrue();
        });
    }

    @Test
    void themesAndPagesSwitchByKeyAndByMouse() {
        FxThread.run(() -> {
            window.press(KeyCode.T, Modifier.CONTROL);
            assertThat(window.themes.theme()).isEqualTo(Theme.LIGHT);
            window.press(KeyCode.DIGIT2, Modifier.CONTROL);
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.COMPARE);
            assertThat(window.find(Region.class, "#compare-page").isVisible()).isTrue();
            assertThat(window.find(Region.class, "#stage-page").isVisible()).isFalse();
            ToggleButton stage = window.find(ToggleButton.class, "#page-stage");
            stage.fire();
            assertThat(window.find(Region.class, "#stage-page").isVisible()).isTrue();
            stage.fire();
            assertThat(stage.isSelected()).as("the chosen tab stays chosen").isTrue();
        });
    }

    @Test
    void panelsFoldAway() {
        FxThread.run(() -> {
            window.press(KeyCode.B, Modifier.CONTROL);
            assertThat(window.find(Region.class, "#scenario-panel").isVisible()).isFalse();
            window.press(KeyCode.B, Modifier.CONTROL);
            assertThat(window.find(Region.class, "#scenario-panel").isVisible()).isTrue();
        });
    }

    @Test
    void theMemoryToComeIsShownOrHiddenByAKeyAndByItsName() {
        FxThread.run(() -> {
            StageView stage = (StageView) window.scene.getRoot().lookup(".stage-view");
            assertThat(stage.forecastsShownProperty().get()).isTrue();
            window.press(KeyCode.M);
            assertThat(stage.forecastsShownProperty().get()).isFalse();
            window.press(KeyCode.K, Modifier.CONTROL);
            window.settle();
            window.find(TextField.class, "#command-words").setText("look-ahead");
            assertThat(window.find(ListView.class, "#command-list").getItems()).hasSize(1);
            window.press(KeyCode.ENTER);
            assertThat(stage.forecastsShownProperty().get()).isTrue();
        });
    }

    @Test
    void keysAndCommandsAreListed() {
        FxThread.run(() -> {
            Overlay overlay = window.find(Overlay.class, "#overlay");
            window.type("?");
            assertThat(overlay.isShown()).isTrue();
            window.press(KeyCode.SPACE);
            assertThat(playback().playingProperty().get())
                    .as("keys stay in the sheet")
                    .isFalse();
            window.press(KeyCode.ESCAPE);
            assertThat(overlay.isShown()).isFalse();
            window.press(KeyCode.K, Modifier.CONTROL);
            window.settle();
            window.find(TextField.class, "#command-words").setText("light or dark");
            ListView<?> found = window.find(ListView.class, "#command-list");
            assertThat(found.getItems()).hasSize(1);
            window.press(KeyCode.ENTER);
            assertThat(overlay.isShown()).isFalse();
            assertThat(window.themes.theme()).isEqualTo(Theme.LIGHT);
            window.press(KeyCode.F1);
            assertThat(overlay.isShown()).isTrue();
        });
    }

    /** The slider goes in steps. */
    @Test
    void anyArrivalRateCanBeTyped() {
        FxThread.run(() -> {
            TextField field = window.find(TextField.class, "#what-if-rate-field");
            Slider slider = window.find(Slider.class, "#what-if-rate");
            for (String text : new String[] {"1.5", "× 1.234", " ×0.07 ", "17"}) {
                field.setText(text);
                field.fireEvent(new ActionEvent());
                double factor = Double.parseDouble(text.replace("×", ""));
                assertThat(shown().scenario().rateScale()).isEqualTo(factor);
                assertThat(Double.parseDouble(field.getText().replace("×", ""))).isEqualTo(factor);
            }
            field.setText("1.5");
            field.fireEvent(new ActionEvent());
            assertThat(field.getText()).isEqualTo("× 1.50");
            assertThat(slider.getValue()).isCloseTo(Math.log(1.5) / Math.log(2), within(1e-9));
            for (String text : new String[] {"fast", "0", "-2", "1e9", "×"}) {
                field.setText(text);
                field.fireEvent(new ActionEvent());
                assertThat(shown().scenario().rateScale()).as(text).isEqualTo(1.5);
                assertThat(window.find(Label.class, ".what-if .field-problem").getText())
                        .contains("arrival rate");
            }
        });
    }

    @Test
    void whatIsSaidOfARefusedValueGoesWithIt() {
        FxThread.run(() -> {
            TextField field = window.find(TextField.class, "#what-if-rate-field");
            Label problem = window.find(Label.class, ".what-if .field-problem");
            Runnable refused = () -> {
                field.setText("abc");
                field.fireEvent(new ActionEvent());
                assertThat(problem.isVisible()).isTrue();
            };
            refused.run();
            field.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
            assertThat(field.getText()).isEqualTo("× 1.00");
            assertThat(problem.isVisible()).as("after Escape").isFalse();
            refused.run();
            window.models.scenario().edit(ScenarioEdits.seed(99));
            assertThat(field.getText()).isEqualTo("× 1.00");
            assertThat(problem.isVisible()).as("once another scenario is shown").isFalse();
            refused.run();
            window.models.scenario().undo();
            assertThat(problem.isVisible()).as("after undoing").isFalse();
        });
    }

    @Test
    void aWhatIfSliderSimulatesAllPoliciesAnew() {
        FxThread.run(() -> {
            Comparison before = shown();
            window.find(Slider.class, "#what-if-rate").setValue(1);
            assertThat(shown()).isNotSameAs(before);
            assertThat(shown().scenario().rateScale()).isEqualTo(2);
            assertThat(shown().lanes()).hasSameSizeAs(before.lanes());
            window.find(Slider.class, "#what-if-instances").setValue(3.4);
            assertThat(shown().scenario().cluster().instances()).isEqualTo(3);
            assertThat(window.find(TextField.class, "#instances").getText()).isEqualTo("3");
            window.find(Slider.class, "#what-if-blocks").setValue(10);
            assertThat(shown().lanes().get(0).log().instances().get(0).kvBlocks())
                    .isEqualTo(1024);
        });
    }

    @Test
    void aCheckedPolicyGetsALane() {
        FxThread.run(() -> {
            CheckBox edf = window.find(CheckBox.class, "#policy-edf");
            edf.setSelected(true);
            assertThat(shown().lanes().stream().map(lane -> lane.card().id())).contains("edf");
            edf.setSelected(false);
            assertThat(shown().lanes().stream().map(lane -> lane.card().id())).doesNotContain("edf");
            for (PolicyChoice choice : window.models.scenario().spec().policies()) {
                window.find(CheckBox.class, "#policy-" + choice.id()).setSelected(false);
            }
            assertThat(shown().lanes()).as("the last policy stays").hasSize(1);
        });
    }

    @Test
    void aWrongTargetIsRefusedInPlaceAndThePictureStays() {
        FxThread.run(() -> {
            Comparison before = shown();
            TextField target = window.find(TextField.class, "#ttft-0");
            target.requestFocus();
            target.setText("soon");
            window.press(KeyCode.ENTER);
            assertThat(target.getStyleClass()).contains("invalid");
            assertThat(shown()).isSameAs(before);
            target.setText("0.5");
            window.press(KeyCode.ENTER);
            assertThat(target.getStyleClass()).doesNotContain("invalid");
            assertThat(shown().scenario().sloClasses().get(0).ttftSeconds()).isEqualTo(0.5);
        });
    }

    @Test
    void aModelThatDoesNotFitLeavesThePicture() {
        FxThread.run(() -> {
            Comparison before = shown();
            @SuppressWarnings("unchecked")
            ComboBox<String> model = window.find(ComboBox.class, "#model");
            model.setValue("llama-2-70b");
            assertThat(shown()).isSameAs(before);
            assertThat(window.find(Label.class, "#scenario-problem").getText()).contains("does not fit");
            model.setValue("llama-2-7b");
            assertThat(window.find(Label.class, "#scenario-problem").isVisible())
                    .isFalse();
            assertThat(shown().scenario().cluster().groups().get(0).model()).isEqualTo("llama-2-7b");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"absent.csv", "absent.json", "empty.csv", "empty.json", "binary.csv", "folder.csv", "cut.json"})
    void aBadFileGivesASentenceAndThePictureStays(String name) throws Exception {
        Path file = folder.resolve(name);
        if (name.startsWith("empty")) {
            Files.createFile(file);
        } else if (name.startsWith("binary")) {
            Files.write(file, new byte[] {0x1F, (byte) 0x8B, 0, 1, 2, 3});
        } else if (name.startsWith("folder")) {
            Files.createDirectory(file);
        } else if (name.startsWith("cut")) {
            Files.writeString(file, "{\"name\": \"x\", \"trace\": {");
        }
        FxThread.run(() -> {
            Comparison before = shown();
            window.explorer.window().open(file);
            assertThat(shown()).isSameAs(before);
            assertThat(window.models.messages().messages()).singleElement().satisfies(message -> {
                assertThat(message.severity()).isEqualTo(Message.Severity.ERROR);
                assertThat(message.text()).contains(name).doesNotContain("Exception");
            });
            assertThat(window.find(MessageBar.class, "#message-bar").getChildren())
                    .hasSize(1);
        });
    }

    @Test
    void aTraceWithRefusedRowsShowsThem() throws Exception {
        Path file = folder.resolve("some-bad.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,-3,5\n2,12,7\n");
        FxThread.run(() -> {
            window.explorer.window().open(file);
            assertThat(shown().trace().size()).isEqualTo(2);
            Hyperlink report = window.find(Hyperlink.class, "#import-report");
            assertThat(report.getText()).isEqualTo("2 rows read, 1 refused");
            report.fire();
            window.settle();
            TableView<?> problems = window.find(TableView.class, "#import-problems");
            assertThat(problems.getItems()).hasSize(1);
        });
    }

    @Test
    void aSavedScenarioOpensAgain() {
        FxThread.run(() -> {
            window.answer = folder.resolve("mine.json");
            window.find(Slider.class, "#what-if-rate").setValue(-1);
            window.press(KeyCode.S, Modifier.CONTROL);
            assertThat(window.answer).exists();
            window.find(Slider.class, "#what-if-rate").setValue(0);
            window.press(KeyCode.O, Modifier.CONTROL, Modifier.SHIFT);
            assertThat(shown().scenario().rateScale()).isEqualTo(0.5);
        });
    }

    @Test
    void exportsAreCommands() {
        FxThread.run(() -> {
            window.answer = folder.resolve("queue.csv");
            window.press(KeyCode.E, Modifier.CONTROL);
            window.settle();
            window.find(TextField.class, "#command-words").setText("export queue length csv");
            window.press(KeyCode.ENTER);
            assertThat(window.answer).isNotEmptyFile();
        });
    }

    @Test
    void stepTimesComeFromAChosenFolderOfMeasurements() throws Exception {
        Path measured = Path.of("..", "..", "shared", "fidelity", "step_time_grids");
        Path empty = Files.createDirectory(folder.resolve("nothing-measured"));
        FxThread.run(() -> {
            @SuppressWarnings("unchecked") // The choice holds the models' names.
            ComboBox<String> stepTime = (ComboBox<String>) window.find(ComboBox.class, "#step-time");
            stepTime.setValue("grid");
            assertThat(stepTime.getValue()).as("nothing was chosen").isEqualTo("roofline");
            window.answer = empty;
            stepTime.setValue("grid");
            assertThat(window.models.scenario().problemProperty().get()).contains("nothing-measured");
            assertThat(stepTime.getConverter().toString(stepTime.getValue())).isEqualTo("measured: nothing-measured");
            stepTime.setValue("roofline");
            assertThat(window.models.scenario().problemProperty().get()).isEmpty();
            if (!Files.isDirectory(measured)) {
                System.err.println("SKIPPED: there are no measured step times in " + measured);
                return;
            }
            window.answer = measured;
            stepTime.setValue("grid");
            window.models.scenario().edit(ScenarioEdits.gpu(0, "a100-80g"));
            window.models.scenario().edit(ScenarioEdits.model(0, "llama-2-7b"));
            assertThat(window.models.scenario().problemProperty().get()).isEmpty();
            assertThat(shown().lanes().get(0).log().info().stepTime()).startsWith("grid");
        });
    }

    @Test
    void aFileOfGpusIsAddedToTheScenarioAndOfferedAtOnce() throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, HardwareCatalog.entryFile("a100-80g").replace("\"a100-80g\"", "\"my-a100\""));
        FxThread.run(() -> {
            window.answer = file;
            window.find(Button.class, "#add-catalog").fire();
            ComboBox<?> gpus = window.find(ComboBox.class, "#gpu");
            assertThat(gpus.getItems()).map(Object::toString).contains("my-a100");
            assertThat(gpus.getValue()).isEqualTo("a100-80g");
            window.models.scenario().edit(ScenarioEdits.gpu(0, "my-a100"));
            assertThat(gpus.getValue()).isEqualTo("my-a100");
            assertThat(window.models.scenario().problemProperty().get()).isEmpty();
            assertThat(window.models.scenario().spec().catalog().json()).contains("my-a100");
        });
        Files.writeString(file, HardwareCatalog.entryFile("a100-80g"));
        FxThread.run(() -> {
            window.find(Button.class, "#add-catalog").fire();
            assertThat(window.models.messages().messages())
                    .extracting(Message::text)
                    .anyMatch(text -> text.contains("the GPU id \"a100-80g\" is taken"));
        });
    }

    @Test
    void theClusterSaysHowTrueItsStepTimesAre() {
        FxThread.run(() -> {
            Label line = window.find(Label.class, "#calibration");
            assertThat(line.getText()).contains("not checked against measurements");
            window.models.scenario().edit(ScenarioEdits.model(0, "llama-2-7b"));
            assertThat(line.getText()).startsWith("Step times: roofline, fitted to measured steps: decode ±");
            window.models.scenario().edit(ScenarioEdits.stepTime("unit"));
            assertThat(line.isVisible()).isFalse();
        });
    }

    @Test
    void changesAreUndoneByKeyAndByMenu() {
        FxThread.run(() -> {
            double before = window.models.scenario().spec().rateScale();
            window.find(Slider.class, "#what-if-rate").setValue(1);
            assertThat(shown().scenario().rateScale()).isEqualTo(2);
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(shown().scenario().rateScale()).isEqualTo(before);
            assertThat(window.find(Slider.class, "#what-if-rate").getValue())
                    .isCloseTo(Math.log(before) / Math.log(2), within(1e-9));
            window.press(KeyCode.Z, Modifier.CONTROL, Modifier.SHIFT);
            assertThat(shown().scenario().rateScale()).isEqualTo(2);
            AppMenu menu = window.find(AppMenu.class, "#app-menu");
            menu.show();
            MenuItem undo = menu.getItems().stream()
                    .flatMap(group -> ((Menu) group).getItems().stream())
                    .filter(item -> "menu-Undo".equals(item.getId()))
                    .findFirst()
                    .orElseThrow();
            undo.fire();
            menu.hide();
            assertThat(shown().scenario().rateScale()).isEqualTo(before);
        });
    }

    @Test
    void aFieldUndoesItsOwnTypingFirst() {
        FxThread.run(() -> {
            window.find(Slider.class, "#what-if-rate").setValue(1);
            TextField seed = window.find(TextField.class, "#seed");
            seed.requestFocus();
            seed.appendText("5");
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(window.models.scenario().spec().rateScale()).isEqualTo(2);
        });
    }

    @Test
    void aSliderInTheHandLeavesAGhostUntilItIsReleased() {
        FxThread.run(() -> {
            window.settle();
            Slider rate = window.find(Slider.class, "#what-if-rate");
            Strips before = window.models.timeline().stripsProperty().get();
            assertThat(before).isNotNull();
            rate.setValueChanging(true);
            rate.setValue(1);
            window.settle();
            assertThat(window.models.timeline().ghostProperty().get()).isSameAs(before);
            assertThat(window.models.timeline().stripsProperty().get()).isNotSameAs(before);
            rate.setValueChanging(false);
            assertThat(window.models.timeline().ghostProperty().get()).isNull();
        });
    }

    @Test
    void aSliderMakesPredictionsWorse() {
        FxThread.run(() -> {
            Slider error = window.find(Slider.class, "#what-if-error");
            String before = window.models.scenario().spec().predictor();
            error.setValue(0.4);
            assertThat(shown().scenario().predictor()).isEqualTo("relative:0.4");
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(shown().scenario().predictor()).isEqualTo(before);
            window.models.scenario().edit(ScenarioEdits.choose("ssjf", false));
            window.models.scenario().edit(ScenarioEdits.choose("mc-sf", false));
            assertThat(error.isDisabled()).as("FCFS predicts nothing").isTrue();
        });
    }

    /** Whatever the length of the title, what can be done is whole. */
    @Test
    void theInspectorsHeadIsWholeForFiveDigits() {
        FxThread.run(() -> {
            window.models.comparison().selection().requestProperty().set(1500);
            window.settle();
            for (String id : List.of("#go-to-request", "#inspector-other", "#copy-inspector")) {
                Hyperlink link = window.find(Hyperlink.class, id);
                assertThat(link.getWidth()).as(id).isGreaterThanOrEqualTo(link.prefWidth(-1) - 0.5);
                assertThat(link.getAccessibleText() + link.getText()).as(id).isNotBlank();
            }
            Parent head =
                    window.find(Hyperlink.class, "#go-to-request").getParent().getParent();
            SectionHeading title =
                    (SectionHeading) head.getChildrenUnmodifiable().get(0);
            double spare = head.getLayoutBounds().getWidth() - head.prefWidth(-1);
            assertThat(spare).as("room for a digit more").isGreaterThan(title.getWidth() / "Request 1500".length());
        });
    }

    @Test
    void theClockGoesToTheArrivalOfARequest() {
        FxThread.run(() -> {
            window.models.comparison().selection().requestProperty().set(1500);
            window.models.timeline().zoom(0, 0.05);
            window.settle();
            window.find(Hyperlink.class, "#go-to-request").fire();
            assertThat(playback().tick()).isEqualTo(shown().trace().arrivalTick(1500));
            assertThat(playback().viewStartTickProperty().get())
                    .isLessThanOrEqualTo(playback().tick());
            assertThat(playback().viewEndTickProperty().get())
                    .isGreaterThanOrEqualTo(playback().tick());
        });
    }

    @Test
    void aKeyClosesTheWindow() {
        FxThread.run(() -> {
            window.press(KeyCode.Q, Modifier.CONTROL);
            assertThat(window.stage.isShowing()).isFalse();
        });
    }
}
