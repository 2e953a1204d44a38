package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeaderBarTest {
    private static final int HEIGHT = 800;

    private WindowFixture window;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.LIGHT, 900, HEIGHT));
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private Label label(String id) {
        return window.find(Label.class, id);
    }

    private void rename(String name) {
        ScenarioViewModel scenario = window.models.scenario();
        scenario.edit(spec -> spec.named(name));
    }

    /** However long a name and however narrow the window: what else is shown is shown whole. */
    @Test
    void aLongNameGivesWayToTheRest() {
        FxThread.run(() -> {
            rename("A scenario with quite a long name, for a paper on classes of service objectives and their order");
            Region bar = (Region) label("#status").getParent();
            for (double width = 984; width <= 2_600; width += 16) {
                bar.resize(width, bar.prefHeight(width));
                bar.layout();
                for (String id : new String[] {"#scenario-seed", "#status"}) {
                    assertThat(label(id).isVisible() && label(id).isTextTruncated())
                            .as("%s cut on %s pixels", id, width)
                            .isFalse();
                }
                if (label("#scenario-name").isVisible()) {
                    assertThat(label("#scenario-name").getWidth()).isGreaterThanOrEqualTo(89);
                }
                if (width >= 1_280) {
                    assertThat(label("#status").isVisible()).isTrue();
                    assertThat(label("#scenario-seed").isVisible()).isTrue();
                }
            }
        });
    }

    @Test
    void anAudienceSeesNeitherSeedNorStatus() {
        FxThread.run(() -> {
            window.models.preferences().presentingProperty().set(true);
            window.settle();
            assertThat(label("#status").isVisible()).isFalse();
            assertThat(label("#scenario-seed").isVisible()).isFalse();
            window.models.preferences().presentingProperty().set(false);
            window.settle();
            assertThat(label("#status").isManaged()).isTrue();
        });
    }
}
