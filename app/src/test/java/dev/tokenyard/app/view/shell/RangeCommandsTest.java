package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Ranges of time and instances by the window's own keys, wherever the focus is. */
class RangeCommandsTest {
    @Test
    void keysMarkARangeThatAllPagesKeepTo() {
        FxThread.run(() -> {
            WindowFixture window = new WindowFixture(Theme.DARK, 980, 800);
            PlaybackViewModel playback = window.models.comparison().playback();
            playback.seek(playback.endTick() / 4);
            window.press(KeyCode.I);
            playback.seek(playback.endTick() / 2);
            window.press(KeyCode.O);
            assertThat(playback.range()).isEqualTo(new TimeRange(playback.endTick() / 4, playback.endTick() / 2));
            window.models.pages().pageProperty().set(Page.COMPARE);
            window.settle();
            Label words = window.find(Label.class, "#range-words");
            assertThat(words.getText()).startsWith("Requests that arrived from ");
            window.press(KeyCode.X);
            assertThat(playback.range()).isNull();
            assertThat(words.getParent().isVisible()).isFalse();
            window.close();
        });
    }

    @Test
    void keysGoThroughTheInstancesOfALane() {
        FxThread.run(() -> {
            WindowFixture window = new WindowFixture(Theme.DARK, 980, 800);
            SelectionViewModel selection = window.models.comparison().selection();
            window.press(KeyCode.DOWN);
            window.press(KeyCode.DOWN, Modifier.SHIFT);
            assertThat(selection.instanceProperty().get()).isZero();
            assertThat(selection.laneProperty().get()).isZero();
            assertThat(window.scene.getRoot().lookup("#instance-pane")).isNotNull();
            window.press(KeyCode.UP, Modifier.SHIFT);
            assertThat(selection.instanceProperty().get()).isEqualTo(SelectionViewModel.NONE);
            window.close();
        });
    }
}
