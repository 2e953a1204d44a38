package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.parts.PartsOverlay;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowPartsTest {
    private static WindowFixture open(int width, int height) {
        WindowFixture window = new WindowFixture(Theme.DARK, width, height);
        window.models.timeline().seek(Ticks.fromSeconds(272));
        window.settle();
        return window;
    }

    private static List<VBox> labels(WindowFixture window) {
        return window.find(PartsOverlay.class, "#parts-overlay").labels();
    }

    private static String title(VBox label) {
        return ((Label) label.getChildren().get(0)).getText();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1280, 800", "900, 620", "1920, 1200"})
    void allLabelsAreInTheWindowAndNoneOverlaps(int width, int height) {
        FxThread.run(() -> {
            WindowFixture window = open(width, height);
            window.press(KeyCode.H);
            window.settle();
            List<VBox> labels = labels(window);
            assertThat(labels)
                    .extracting(WindowPartsTest::title)
                    .contains(
                            "Lane",
                            "Arrivals",
                            "Queue",
                            "Request",
                            "KV cache",
                            "Transport",
                            "Strips",
                            "Blocked because",
                            "Overview",
                            "Scenario",
                            "Inspector",
                            "Pages");
            Node root = window.find(PartsOverlay.class, "#parts-overlay");
            for (int k = 0; k < labels.size(); k++) {
                Bounds label = labels.get(k).getBoundsInParent();
                assertThat(root.getLayoutBounds().contains(label))
                        .as(title(labels.get(k)))
                        .isTrue();
                VBox box = labels.get(k);
                assertThat(box.getHeight()).isGreaterThanOrEqualTo(box.prefHeight(box.getWidth()) - 0.5);
                for (int j = 0; j < k; j++) {
                    assertThat(label.intersects(labels.get(j).getBoundsInParent()))
                            .as(title(labels.get(k)) + " and " + title(labels.get(j)))
                            .isFalse();
                }
            }
            window.close();
        });
    }

    @Test
    void itClosesByKeyAndByClickAndKeepsOtherKeysAway() {
        FxThread.run(() -> {
            WindowFixture window = open(1000, 1000);
            PartsOverlay overlay = window.find(PartsOverlay.class, "#parts-overlay");
            for (KeyCode key : List.of(KeyCode.ESCAPE, KeyCode.H)) {
                window.press(KeyCode.H);
                assertThat(overlay.isShown()).isTrue();
                window.press(KeyCode.SPACE);
                assertThat(window.models
                                .comparison()
                                .playback()
                                .playingProperty()
                                .get())
                        .isFalse();
                window.press(key);
                assertThat(overlay.isShown()).isFalse();
            }
            window.press(KeyCode.SPACE);
            assertThat(window.models.comparison().playback().playingProperty().get())
                    .isTrue();
            window.close();
        });
    }

    @ParameterizedTest
    @EnumSource(value = Page.class, mode = EnumSource.Mode.EXCLUDE, names = "STAGE")
    void otherPagesHaveAShortList(Page page) {
        FxThread.run(() -> {
            WindowFixture window = open(1000, 1000);
            window.models.pages().pageProperty().set(page);
            window.press(KeyCode.H);
            GridPane list = window.find(GridPane.class, "#parts-list");
            assertThat(list.getChildren()).isNotEmpty();
            Event.fireEvent(list, new KeyEvent(KeyEvent.KEY_PRESSED, "h", "h", KeyCode.H, false, false, false, false));
            assertThat(window.scene.getRoot().lookup("#parts-list"))
                    .as("the same key takes it away")
                    .isNull();
            window.close();
        });
    }
}
