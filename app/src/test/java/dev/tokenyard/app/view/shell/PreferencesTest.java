package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.Message;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.app.zoom.SharpCanvas;
import dev.tokenyard.app.zoom.ZoomPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreferencesTest {
    private static final int WIDTH = 1300;
    private static final int HEIGHT = 860;

    private WindowFixture window;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.DARK, WIDTH, HEIGHT));
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private double zoom() {
        return ((ZoomPane) window.scene.getRoot()).zoomProperty().get();
    }

    private List<SharpCanvas> canvases() {
        return window.scene.getRoot().lookupAll("*").stream()
                .filter(SharpCanvas.class::isInstance)
                .filter(PreferencesTest::isShown)
                .map(SharpCanvas.class::cast)
                .filter(canvas -> canvas.getWidth() > 0)
                .toList();
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    @Test
    void everythingGrowsByKeyAndCanvasesStaySharp() {
        FxThread.run(() -> {
            window.press(KeyCode.EQUALS, Modifier.CONTROL);
            window.press(KeyCode.EQUALS, Modifier.CONTROL);
            window.settle();
            assertThat(zoom()).isEqualTo(1.25);
            Region stage = window.find(Region.class, "#stage-page");
            assertThat(stage.getLocalToSceneTransform().getMxx()).isEqualTo(1.25);
            assertThat(canvases())
                    .isNotEmpty()
                    .allSatisfy(canvas -> assertThat(
                                    canvas.getLocalToSceneTransform().getMxx())
                            .as("one pixel of the canvas is one of the screen")
                            .isCloseTo(1, within(1e-9)));
            window.press(KeyCode.DIGIT0, Modifier.CONTROL);
            assertThat(zoom()).isEqualTo(1);
        });
    }

    @Test
    void sizesEndAtTheLastOfTheList() {
        FxThread.run(() -> {
            for (int k = 0; k < 20; k++) {
                window.press(KeyCode.EQUALS, Modifier.CONTROL);
            }
            assertThat(window.models.preferences().scaleProperty().get()).isEqualTo(2);
            for (int k = 0; k < 20; k++) {
                window.press(KeyCode.MINUS, Modifier.CONTROL);
            }
            assertThat(window.models.preferences().scaleProperty().get()).isEqualTo(0.8);
        });
    }

    /** Neither the menu at the left nor the inspector at the right gets out of reach. */
    @Test
    void nothingGrowsOutOfTheWindow() {
        FxThread.run(() -> {
            window.models.preferences().scaleProperty().set(2);
            window.settle();
            assertThat(zoom()).isBetween(1.3, 1.6);
            Bounds button = window.find(Region.class, "#theme-switch")
                    .localToScene(window.find(Region.class, "#theme-switch").getBoundsInLocal());
            assertThat(button.getMaxX()).isLessThan(WIDTH);
            assertThat(window.models.preferences().scaleProperty().get())
                    .as("what was asked for holds where there is room")
                    .isEqualTo(2);
            assertThat(window.models.messages().messages())
                    .extracting(Message::text)
                    .anySatisfy(text -> assertThat(text).startsWith("At 200 % not all would fit this window"));
            window.models.preferences().scaleProperty().set(1.25);
            assertThat(window.models.messages().messages()).isEmpty();
        });
    }

    /** What the limit of the sizes rests on. */
    @ParameterizedTest
    @EnumSource
    void theLeastLayoutHasRoomForEveryPage(Page page) {
        FxThread.run(() -> {
            window.models.pages().pageProperty().set(page);
            window.settle();
            Region all = (Region) ((ZoomPane) window.scene.getRoot())
                    .getChildrenUnmodifiable()
                    .get(0);
            assertThat(all.minWidth(-1)).isLessThanOrEqualTo(Presentation.LEAST_WIDTH);
            assertThat(all.minHeight(-1)).isLessThanOrEqualTo(Presentation.LEAST_HEIGHT);
        });
    }

    /** A projector's pixels are few: type is larger there, and all lanes and the legend are still to be seen. */
    @ParameterizedTest
    @CsvSource({"1280, 720", "1280, 800"})
    void aPresentationIsLargeWhereProjectorsAre(int width, int height) {
        FxThread.run(() -> {
            WindowFixture projected = new WindowFixture(Theme.DARK, width, height);
            projected.press(KeyCode.P);
            projected.settle();
            ZoomPane pane = (ZoomPane) projected.scene.getRoot();
            assertThat(pane.zoomProperty().get()).isGreaterThanOrEqualTo(1.3);
            Region timeline = projected.find(Region.class, ".timeline");
            Bounds bounds = timeline.localToScene(timeline.getBoundsInLocal());
            assertThat(bounds.getMaxY()).as("the scrubber is whole").isLessThanOrEqualTo(height + 1);
            Region page = projected.find(Region.class, "#stage-page");
            assertThat(page.getHeight() - timeline.getHeight())
                    .as("room for lanes and a legend of two lines")
                    .isGreaterThan(3 * 96 + 41);
            projected.press(KeyCode.P);
            projected.settle();
            assertThat(projected.find(Region.class, "#timeline-strips").isVisible())
                    .isTrue();
            assertThat(projected.find(Region.class, "#timeline-strips").getHeight())
                    .isGreaterThan(100);
            projected.close();
        });
    }

    @Test
    void aPresentationHidesThePanelsAndBringsThemBack() {
        FxThread.run(() -> {
            window.models.pages().inspectorShownProperty().set(false);
            window.press(KeyCode.P);
            window.settle();
            assertThat(window.find(Region.class, "#scenario-panel").isVisible()).isFalse();
            assertThat(zoom()).isGreaterThanOrEqualTo(1);
            assertThat(window.models.pages().scenarioShownProperty().get())
                    .as("what the next start shows, should the program end now")
                    .isTrue();
            window.press(KeyCode.P);
            assertThat(window.find(Region.class, "#scenario-panel").isVisible()).isTrue();
            assertThat(window.models.pages().inspectorShownProperty().get()).isFalse();
            assertThat(zoom()).isEqualTo(1);
        });
    }

    @Test
    void preferencesAreKept() {
        FxThread.run(() -> {
            window.press(KeyCode.COMMA, Modifier.CONTROL);
            window.find(CheckBox.class, "#preference-calm").fire();
            window.find(CheckBox.class, "#preference-continue").fire();
            @SuppressWarnings("unchecked")
            ComboBox<Double> scale = (ComboBox<Double>) window.find(ComboBox.class, "#preference-scale");
            scale.setValue(1.25);
            assertThat(zoom()).isEqualTo(1.25);
            @SuppressWarnings("unchecked")
            ComboBox<Theme> theme = (ComboBox<Theme>) window.find(ComboBox.class, "#preference-theme");
            theme.setValue(Theme.LIGHT);
            assertThat(window.themes.theme()).isEqualTo(Theme.LIGHT);
            PreferencesViewModel next = new PreferencesViewModel(window.settings);
            assertThat(next.scaleProperty().get()).isEqualTo(1.25);
            assertThat(next.calmProperty().get()).isTrue();
            assertThat(next.continuingProperty().get()).isTrue();
            assertThat(next.presentingProperty().get()).isFalse();
        });
    }

    @Test
    void spoiltPreferencesAreTheUsualOnes() {
        window.settings.put("preferences.scale", "eleven");
        assertThat(new PreferencesViewModel(window.settings).scaleProperty().get())
                .isEqualTo(1);
        window.settings.put("preferences.scale", "900");
        assertThat(new PreferencesViewModel(window.settings).scaleProperty().get())
                .isEqualTo(2);
    }

    @Test
    void recentFilesAreForgotten() {
        FxThread.run(() -> {
            window.models.scenario().recentTraces().add(Path.of("one.csv"));
            window.press(KeyCode.COMMA, Modifier.CONTROL);
            window.find(Button.class, "#forget-recent").fire();
            assertThat(window.models.scenario().recentTraces().list()).isEmpty();
        });
    }

    @Test
    void frameTimesAreShownByKey() {
        FxThread.run(() -> {
            Label overlay = window.find(Label.class, "#developer-overlay");
            assertThat(overlay.isVisible()).isFalse();
            window.press(KeyCode.F12);
            assertThat(overlay.isVisible()).isTrue();
            assertThat(overlay.getText()).contains("frame work p50", "heap");
            window.press(KeyCode.F12);
            assertThat(overlay.isVisible()).isFalse();
        });
    }

    @Test
    void theScenarioThatWasLeftIsThereAtTheNextStart() throws Exception {
        Path folder = Files.createTempDirectory("tokenyard-last");
        LastScenario last = new LastScenario(folder.resolve("deep/last.json"));
        assertThat(last.read()).isEmpty();
        ScenarioSpec left = ScenarioDefaults.opening().withRateScale(1.5);
        last.keep(left, Optional.empty(), true);
        assertThat(last.read()).contains(left);
        Files.writeString(last.file(), "{ not a scenario");
        assertThat(last.read()).isEmpty();
        Files.delete(last.file());
        Files.deleteIfExists(last.file().resolveSibling("last.json.file"));
        Files.delete(last.file().getParent());
        Files.delete(folder);
    }

    @Test
    void theProgramBeginsAsThePreferencesSay() throws Exception {
        LastScenario last = new LastScenario(folder.resolve("last.json"));
        Path file = folder.resolve("mine.json");
        ScenarioSpec left = ScenarioDefaults.opening().withRateScale(1.5);
        ScenarioStore.json().save(left, file);
        last.keep(left, Optional.of(file), true);
        MemorySettings settings = new MemorySettings();
        Beginning opening = new Beginning(ScenarioDefaults.opening(), Optional.empty(), false, true);
        assertThat(Beginning.of(settings, last)).isEqualTo(opening);

        new PreferencesViewModel(settings).continuingProperty().set(true);
        assertThat(Beginning.of(settings, last)).isEqualTo(new Beginning(left, Optional.of(file), false, false));
        ScenarioStore.json().save(left.withSeed(99), file);
        assertThat(Beginning.of(settings, last))
                .as("saving must not write over what somebody else has saved")
                .isEqualTo(new Beginning(left, Optional.empty(), false, false));
        Files.delete(file);
        assertThat(Beginning.of(settings, last)).isEqualTo(new Beginning(left, Optional.empty(), false, false));
        Files.delete(last.file());
        assertThat(Beginning.of(settings, last)).isEqualTo(opening);
    }

    @Test
    void whatWasLeftUnsavedBeginsUnsaved() throws Exception {
        LastScenario last = new LastScenario(folder.resolve("last.json"));
        Path file = folder.resolve("mine.json");
        ScenarioSpec left = ScenarioDefaults.opening().withRateScale(1.5);
        ScenarioStore.json().save(left.withSeed(99), file);
        MemorySettings settings = new MemorySettings();
        new PreferencesViewModel(settings).continuingProperty().set(true);
        last.keep(left, Optional.of(file), false);
        Beginning beginning = Beginning.of(settings, last);
        assertThat(beginning).isEqualTo(new Beginning(left, Optional.empty(), true, false));
        ScenarioStore.json().save(left, file);
        assertThat(Beginning.of(settings, last))
                .as("somebody has saved the same")
                .isEqualTo(new Beginning(left, Optional.of(file), false, false));
        FxThread.run(() -> {
            beginning.begin(window.explorer);
            assertThat(window.find(Label.class, "#scenario-changed").isVisible())
                    .isTrue();
        });
        Files.delete(file);
        Files.delete(last.file());
        last.keep(left, Optional.empty(), true);
        Files.delete(last.file());
    }

    @Test
    void whatIsLeftIsNotIntroduced() {
        FxThread.run(() -> {
            Path file = folder.resolve("mine.json");
            new Beginning(window.models.scenario().spec(), Optional.of(file), false, false).begin(window.explorer);
            assertThat(window.models.lessons().playProperty().get()).isNull();
            assertThat(window.models.comparison().playback().playingProperty().get())
                    .isFalse();
            assertThat(window.models.scenario().document().fileProperty().get()).contains(file);
            new Beginning(window.models.scenario().spec(), Optional.empty(), false, true).begin(window.explorer);
            assertThat(window.models.lessons().playProperty().get()).isNotNull();
        });
    }

    @Test
    void theFileAndWhatIsNotInItAreNamed() {
        FxThread.run(() -> {
            ObservableValue<String> title = window.explorer.window().title();
            Label mark = window.find(Label.class, "#scenario-changed");
            assertThat(title.getValue()).isEqualTo("Mixed SLO classes – Tokenyard");
            assertThat(mark.isVisible()).isFalse();
            window.models.scenario().edit(ScenarioEdits.rateScale(1.5));
            assertThat(title.getValue()).isEqualTo("Mixed SLO classes • – Tokenyard");
            assertThat(mark.isVisible()).isTrue();
            window.answer = folder.resolve("mine.json");
            window.press(KeyCode.S, Modifier.CONTROL);
            assertThat(title.getValue()).isEqualTo("mine.json – Tokenyard");
            assertThat(mark.isVisible()).isFalse();
            assertThat(window.find(Label.class, "#scenario-name").getTooltip().getText())
                    .contains(window.answer.toString());
        });
    }

    @Test
    void oneGoesOnWhereOneLeftOff() throws Exception {
        FxThread.run(() -> {
            window.explorer.keepScenario();
            assertThat(window.last.file())
                    .as("the opening scenario is there anyway")
                    .doesNotExist();
            window.models.scenario().edit(ScenarioEdits.rateScale(1.5));
            window.explorer.keepScenario();
            assertThat(window.last.isUnsaved()).isTrue();
            window.press(KeyCode.Z, Modifier.CONTROL);
            window.press(KeyCode.K, Modifier.CONTROL);
            window.find(TextField.class, "#command-words").setText("continue where");
            window.press(KeyCode.ENTER);
            assertThat(window.models.scenario().spec().rateScale()).isEqualTo(1.5);
            assertThat(window.models.scenario().document().fileProperty().get()).isEmpty();
            assertThat(window.find(Label.class, "#scenario-changed").isVisible())
                    .as("it is still in no file")
                    .isTrue();
        });
        Files.delete(window.last.file());
    }
}
