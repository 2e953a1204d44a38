package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A lane whose requests wait in a pool, from which instances pull. */
class PulledLaneTest {
    @BeforeAll
    static void loadFonts() {
        FxThread.run(Type::ensureLoaded);
    }

    @Test
    void theQueueIsDrawnAtEveryMoment() throws ScenarioException {
        Comparison comparison = MechanismRuns.pulled();
        RunLog log = comparison.lanes().get(1).log();
        assertThat(log.info().isPulled()).isTrue();
        int longest = 0;
        RunCursor cursor = log.cursor();
        FxThread.run(() -> {
            ComparisonViewModel viewModel = new ComparisonViewModel();
            viewModel.show(comparison);
            StageView stage = new StageView(viewModel, new SimpleObjectProperty<>(Theme.DARK), Runnable::run);
            Scene scene = new Scene(stage, 900, 500);
            for (int k = 0; k <= 60; k++) {
                viewModel.playback().seek(log.endTick() / 60 * k);
                scene.snapshot(null);
            }
        });
        for (int k = 0; k <= 60; k++) {
            cursor.seek(log.endTick() / 60 * k);
            longest = Math.max(longest, cursor.pooledCount());
            QueueOrder order = new QueueOrder(cursor);
            order.start(cursor);
            for (int given = 0; given < cursor.waitingCount(); given++) {
                assertThat(order.next()).isGreaterThanOrEqualTo(0);
            }
            assertThat(order.next()).isEqualTo(-1);
        }
        assertThat(longest).as("requests in the pool").isGreaterThan(5);
    }
}
