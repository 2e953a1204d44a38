package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.policy.BatchingFactory;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing in the scenario panel is wider than the panel, whatever is chosen in it: it cannot be scrolled sideways. */
class ScenarioPanelWidthTest {
    private final WindowFixture window = FxThread.call(() -> new WindowFixture(Theme.LIGHT, 1280, 800));

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyBatchingModeFits() {
        FxThread.run(() -> {
            for (BatchingFactory mode : BatchingModes.all()) {
                String id = mode.card().id();
                window.find(ComboBox.class, "#batching").setValue(id);
                fits(id);
            }
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyPredictorFits() {
        FxThread.run(() -> Predictors.all().forEach(predictor -> {
            window.find(ComboBox.class, "#predictor").setValue(predictor.card().id());
            fits(predictor.card().id());
        }));
    }

    @Test
    void everyPolicyFits() {
        FxThread.run(() -> PolicyCatalog.all().forEach(policy -> {
            String id = policy.card().id();
            CheckBox box = window.find(CheckBox.class, "#policy-" + id);
            boolean before = box.isSelected();
            box.setSelected(true);
            fits(id);
            box.setSelected(before);
        }));
    }

    @Test
    void theSlidersStayInSightWhileTheRestIsScrolled() {
        FxThread.run(() -> {
            window.settle();
            ScrollPane scroll = window.find(ScrollPane.class, "#scenario-scroll");
            Node slider = window.find(Node.class, "#what-if-rate");
            assertThat(isWithin(slider, scroll)).isFalse();
            scroll.setVvalue(scroll.getVmax());
            window.settle();
            Bounds place = slider.localToScene(slider.getLayoutBounds());
            assertThat(place.getMaxY()).isLessThan(window.scene.getHeight());
        });
    }

    @Test
    void inALowWindowTheSlidersAreScrolledWithTheRest() {
        WindowFixture low = FxThread.call(() -> new WindowFixture(Theme.DARK, 1000, 560));
        FxThread.run(() -> {
            low.settle();
            ScrollPane scroll = low.find(ScrollPane.class, "#scenario-scroll");
            assertThat(isWithin(low.find(Node.class, "#what-if-rate"), scroll)).isTrue();
            assertThat(scroll.getHeight()).isGreaterThan(400);
            low.close();
        });
    }

    private static boolean isWithin(Node node, Node ancestor) {
        return node != null && (node == ancestor || isWithin(node.getParent(), ancestor));
    }

    private void fits(String chosen) {
        window.settle();
        ScrollPane panel = window.find(ScrollPane.class, "#scenario-scroll");
        Region content = (Region) panel.getContent();
        assertThat(content.getWidth())
                .as("%s: the width of the content", chosen)
                .isLessThanOrEqualTo(panel.getViewportBounds().getWidth() + 0.5);
        double right = content.localToScene(content.getLayoutBounds()).getMaxX();
        List<Node> rows = content.lookupAll(".field-row").stream()
                .filter(ScenarioPanelWidthTest::isShown)
                .toList();
        assertThat(rows).isNotEmpty();
        for (Node row : rows) {
            assertThat(row.localToScene(row.getLayoutBounds()).getMaxX())
                    .as("%s: the end of a row", chosen)
                    .isLessThanOrEqualTo(right);
        }
        assertThat(rows.stream().flatMap(ScenarioPanelWidthTest::cutWords))
                .as("%s: words that are cut", chosen)
                .isEmpty();
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** The words at the left of a row, where they end in dots. */
    private static Stream<String> cutWords(Node row) {
        return row.lookupAll(".label").stream()
                .filter(node -> node.getParent() == row && node instanceof Label)
                .map(Label.class::cast)
                .filter(label -> label.lookup(".text") instanceof Text shown
                        && !shown.getText().equals(label.getText()))
                .map(Label::getText);
    }
}
