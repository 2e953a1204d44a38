package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.app.zoom.SharpCanvas;
import dev.tokenyard.app.zoom.ZoomPane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

class PreferencesTest {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 800;

    private WindowFixture window;

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
            scale.setValue(1.5);
            assertThat(zoom()).isEqualTo(1.5);
            @SuppressWarnings("unchecked")
            ComboBox<Theme> theme = (ComboBox<Theme>) window.find(ComboBox.class, "#preference-theme");
            theme.setValue(Theme.LIGHT);
            assertThat(window.themes.theme()).isEqualTo(Theme.LIGHT);
            PreferencesViewModel next = new PreferencesViewModel(window.settings);
            assertThat(next.scaleProperty().get()).isEqualTo(1.5);
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
        last.keep(left);
        assertThat(last.read()).contains(left);
        Files.writeString(last.file(), "{ not a scenario");
        assertThat(last.read()).isEmpty();
        Files.delete(last.file());
        Files.delete(last.file().getParent());
        Files.delete(folder);
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
            window.press(KeyCode.Z, Modifier.CONTROL);
            window.press(KeyCode.K, Modifier.CONTROL);
            window.find(TextField.class, "#command-words").setText("continue where");
            window.press(KeyCode.ENTER);
            assertThat(window.models.scenario().spec().rateScale()).isEqualTo(1.5);
            assertThat(window.models.scenario().document().fileProperty().get()).isEmpty();
        });
        Files.delete(window.last.file());
    }
}
