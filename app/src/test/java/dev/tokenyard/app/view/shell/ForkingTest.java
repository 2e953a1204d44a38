package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.Message;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkingTest {
    private static final int SIDE = 1000;
    private static final long AT = 70 * Ticks.PER_SECOND;

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

    private List<String> titles() {
        return shown().lanes().stream().map(lane -> lane.card().title()).toList();
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> choice(String selector) {
        return (ComboBox<T>) window.find(ComboBox.class, selector);
    }

    private void fork(String parentTitle, String policyId) {
        window.models.comparison().playback().seek(AT);
        window.press(KeyCode.K);
        ComboBox<Lane> parent = choice("#fork-parent");
        parent.getItems().stream()
                .filter(lane -> lane.card().title().equals(parentTitle))
                .findFirst()
                .ifPresent(parent::setValue);
        this.<PolicyFactory>choice("#fork-policy").setValue(PolicyCatalog.byId(policyId));
        window.find(Button.class, "#fork-now").fire();
        window.settle();
    }

    @Test
    void aKeyForksTheLaneAtThePresentMoment() {
        FxThread.run(() -> {
            fork("FCFS", "sjf");
            assertThat(titles()).startsWith("FCFS", "FCFS → SJF").hasSize(4);
            assertThat(shown().lanes().get(1).origin()).isEqualTo(new Lane.Origin("fcfs", AT));
            assertThat(window.find(Overlay.class, "#overlay").isShown()).isFalse();
            assertThat(window.models.comparison().playback().tick()).isEqualTo(AT);
            assertThat(window.models.messages().messages())
                    .extracting(Message::text)
                    .containsExactly("FCFS goes on with SJF from 01:10.00 in a lane beside it.");
        });
    }

    /** The stage is drawn on both sides of each fork: with a queue, with the packs of a plan, and with a queue again. */
    @Test
    void policiesThatPlanTakeOverAndAreLeft() {
        FxThread.run(() -> {
            fork("FCFS", "qlm");
            fork("FCFS → QLM", "shepherd");
            fork("FCFS → QLM", "edf");
            assertThat(titles()).startsWith("FCFS", "FCFS → QLM", "FCFS → QLM → SHEPHERD", "FCFS → QLM → EDF");
            for (long tick : new long[] {AT - Ticks.PER_SECOND, AT, AT + Ticks.PER_SECOND, AT - Ticks.PER_SECOND}) {
                window.models.comparison().playback().seek(tick);
                window.settle();
            }
        });
    }

    @Test
    void noPolicyChangesItsColour() {
        FxThread.run(() -> {
            List<String> before = titles();
            fork("FCFS", "sjf");
            Comparison comparison = shown();
            for (int lane = 0; lane < comparison.lanes().size(); lane++) {
                int earlier = before.indexOf(comparison.lanes().get(lane).card().title());
                assertThat(comparison.colour(lane)).isEqualTo(earlier < 0 ? before.size() : earlier);
            }
        });
    }

    @Test
    void theChosenLaneStaysChosen() {
        FxThread.run(() -> {
            window.models.comparison().selection().laneProperty().set(2);
            String chosen = titles().get(2);
            fork("FCFS", "sjf");
            int lane = window.models.comparison().selection().laneProperty().get();
            assertThat(titles().get(lane)).isEqualTo(chosen);
        });
    }

    @Test
    void theInspectorForksTheLaneThatItShows() {
        FxThread.run(() -> {
            window.models.comparison().selection().laneProperty().set(1);
            window.settle();
            window.find(Hyperlink.class, "#fork-lane").fire();
            assertThat(this.<Lane>choice("#fork-parent").getValue())
                    .isEqualTo(shown().lanes().get(1));
            window.press(KeyCode.ESCAPE);
            assertThat(shown().lanes()).hasSize(3);
        });
    }

    @Test
    void aForkIsListedAndTakenOutAgain() {
        FxThread.run(() -> {
            fork("FCFS", "sjf");
            fork("FCFS → SJF", "mc-sf");
            VBox forks = window.find(VBox.class, "#forks");
            assertThat(forks.isVisible()).isTrue();
            assertThat(titles()).startsWith("FCFS", "FCFS → SJF", "FCFS → SJF → MC-SF");
            Node remove = forks.lookup(".fork-remove");
            ((Button) remove).fire();
            assertThat(titles()).doesNotContain("FCFS → SJF", "FCFS → SJF → MC-SF");
            assertThat(forks.isVisible()).isFalse();
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(titles()).contains("FCFS → SJF → MC-SF");
        });
    }

    @Test
    void forksAreSavedWithTheScenario() throws Exception {
        Path file = folder.resolve("forked.json");
        FxThread.run(() -> {
            fork("FCFS", "sjf");
            window.answer = file;
            window.press(KeyCode.S, Modifier.CONTROL);
        });
        assertThat(ScenarioFile.read(file).forks()).hasSize(1);
    }
}
