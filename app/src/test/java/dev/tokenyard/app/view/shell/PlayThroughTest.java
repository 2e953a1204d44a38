package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import javafx.beans.value.ChangeListener;
import org.junit.jupiter.api.Test;

/** Every region draws the whole run without a failure, at moments close enough for each length of queue to come up. */
class PlayThroughTest {
    private static final int MOMENTS = 1500;

    @Test
    void theOpeningScenarioDrawsAtEveryMoment() {
        WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1280, 800));
        FxThread.run(() -> {
            PlaybackViewModel playback = window.models.comparison().playback();
            int[] moves = new int[1];
            ChangeListener<Number> count = (property, before, now) -> moves[0]++;
            playback.tickProperty().addListener(count);
            for (int i = 1; i <= MOMENTS; i++) {
                playback.seek(playback.endTick() / MOMENTS * i);
                // Laying out draws the stage; a failure there comes out here.
                window.scene.getRoot().layout();
            }
            assertThat(moves[0]).isEqualTo(MOMENTS);
        });
        FxThread.run(window::close);
    }
}
