package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.SelectionViewModel;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static double viewShare(PlaybackViewModel playback) {
        return (double) (playback.viewEndTickProperty().get()
                        - playback.viewStartTickProperty().get())
                / playback.endTick();
    }

    /** Also while the strips have the focus, where each must work once and not twice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lettersZoomAndPan(boolean focused) {
        FxThread.run(() -> {
            WindowFixture window = new WindowFixture(Theme.DARK, 980, 800);
            PlaybackViewModel playback = window.models.comparison().playback();
            if (focused) {
                window.find(Region.class, "#timeline-strips").requestFocus();
            }
            playback.seek(playback.endTick() / 2);
            window.press(KeyCode.W);
            window.press(KeyCode.W);
            assertThat(viewShare(playback)).isCloseTo(0.7 * 0.7, within(1e-6));
            long before = playback.viewStartTickProperty().get();
            window.press(KeyCode.D);
            assertThat(playback.viewStartTickProperty().get()).isGreaterThan(before);
            window.press(KeyCode.A);
            assertThat(playback.viewStartTickProperty().get()).isEqualTo(before);
            window.press(KeyCode.S);
            window.press(KeyCode.S);
            assertThat(viewShare(playback)).isEqualTo(1.0);
            window.close();
        });
    }

    /** In a list that hangs open letters choose, and must do nothing to the window behind it. */
    @Test
    void lettersDoNothingWhileAListHangsOpen() {
        FxThread.run(() -> {
            WindowFixture window = new WindowFixture(Theme.DARK, 980, 800);
            PlaybackViewModel playback = window.models.comparison().playback();
            playback.seek(playback.endTick() / 2);
            MenuButton list = window.find(MenuButton.class, "#step-kind");
            list.requestFocus();
            list.show();
            assertThat(list.isShowing()).isTrue();
            assertThat(window.scene.getFocusOwner()).isSameAs(list);
            for (KeyCode key : List.of(KeyCode.I, KeyCode.W, KeyCode.P, KeyCode.H, KeyCode.L, KeyCode.K)) {
                window.press(key);
            }
            assertThat(playback.range()).isNull();
            assertThat(viewShare(playback)).isEqualTo(1.0);
            assertThat(playback.loopingProperty().get()).isFalse();
            assertThat(window.models.preferences().presentingProperty().get()).isFalse();
            list.hide();
            window.press(KeyCode.I);
            assertThat(playback.range()).as("once it is closed they work").isNotNull();
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
