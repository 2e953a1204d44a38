package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.model.SloClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SloSectionTest {
    private final WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.DARK, 980, 800));

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /** A long name takes a line of its own, so that all of it is seen; the targets stay in their columns. */
    @ParameterizedTest
    @ValueSource(strings = {"Gold", "Summaries of long documents"})
    void namesAreWhole(String name) {
        FxThread.run(() -> {
            TextField target = window.find(TextField.class, "#ttft-0");
            double column = place(target).getMaxX();
            for (String each : new String[] {name, "Interactive", name}) {
                window.models.scenario().edit(ScenarioEdits.sloClass(0, new SloClass(each, 2, 0.5)));
                window.settle();
                TextField field = window.find(TextField.class, ".text-field.slo-name");
                assertThat(field.getText()).isEqualTo(each);
                double room =
                        field.getWidth() - ((Region) field).snappedLeftInset() - ((Region) field).snappedRightInset();
                assertThat(Type.width(each, field.getFont())).isLessThanOrEqualTo(room);
                assertThat(place(target).getMaxX()).isEqualTo(column);
                assertThat(place(target).getMinY() > place(field).getMaxY() - 2)
                        .as("a line of their own for the targets of " + each)
                        .isEqualTo(each.length() > 12);
            }
        });
    }
}
