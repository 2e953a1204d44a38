package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.junit.jupiter.api.Test;

/** A long afternoon of moving sliders leaves nothing behind. */
class RepeatedEditsTest {
    private static final int EDITS = 100;
    private static final int REQUESTS = 400;
    private static final int COLLECTIONS = 40;

    private final WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 1000, 800));
    private final List<WeakReference<Comparison>> replaced = new ArrayList<>();

    @Test
    void aHundredEditsKeepNoReplacedComparisonAndNoNodes() throws Exception {
        FxThread.run(() -> {
            window.models.scenario().replace(window.models.scenario().spec().withLimit(REQUESTS));
            // Every page has shown a comparison once, so that each has something that it could hold on to.
            window.models.pages().pageProperty().set(Page.COMPARE);
            window.settle();
            window.models.pages().pageProperty().set(Page.STAGE);
            window.models.timeline().seek(Ticks.fromSeconds(90));
            window.models.comparison().selection().requestProperty().set(200);
            window.settle();
        });
        edit(1);
        int nodesAtFirst = FxThread.call(() -> nodes(window.scene.getRoot()));
        for (int k = 2; k <= EDITS; k++) {
            edit(k);
        }
        FxThread.run(() -> assertThat(nodes(window.scene.getRoot())).isLessThanOrEqualTo(nodesAtFirst + 20));
        assertThat(replaced).hasSize(EDITS);
        FxThread.run(() -> {
            // Results of changes are kept, but only for as long as their trace is there.
            window.models.scenario().openSample("chat.csv");
            window.settle();
        });
        for (int k = 0; k < COLLECTIONS && held() > 0; k++) {
            System.gc();
            Thread.sleep(50);
            // A frame drops what the last one drew.
            FxThread.run(window::settle);
        }
        assertThat(held()).as("replaced comparisons that something still holds").isZero();
        FxThread.run(window::close);
    }

    private void edit(int k) {
        FxThread.run(() -> {
            replaced.add(new WeakReference<>(Objects.requireNonNull(
                    window.models.comparison().comparisonProperty().get())));
            window.models.scenario().edit(ScenarioEdits.rateScale(1 + 0.001 * k));
            window.models.comparison().selection().hoveredRequestProperty().set(k);
            window.settle();
            assertThat(window.models.scenario().problemProperty().get()).isEmpty();
        });
    }

    private long held() {
        return replaced.stream().filter(comparison -> comparison.get() != null).count();
    }

    private static int nodes(Node node) {
        int count = 1;
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                count += nodes(child);
            }
        }
        return count;
    }
}
