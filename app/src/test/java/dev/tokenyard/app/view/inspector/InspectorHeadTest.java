package dev.tokenyard.app.view.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

class InspectorHeadTest {
    /** On no width are name and links over each other or out of the head; a name that has the room is not cut. */
    @Test
    void nameAndLinksStandApart() {
        FxThread.run(() -> {
            Label title = new Label("α-protection β-clearing");
            InspectorHead head =
                    new InspectorHead(title, List.of(new Hyperlink("Fork"), new Hyperlink("Worst request")));
            Pane root = new Pane(head);
            new Scene(root);
            root.applyCss();
            Node links = head.getChildrenUnmodifiable().get(1);
            double least = Math.max(title.prefWidth(-1), head.minWidth(-1));
            for (double width = Math.ceil(least); width < 500; width += 10) {
                double height = head.prefHeight(width);
                head.resize(width, height);
                head.layout();
                Bounds name = title.getBoundsInParent();
                Bounds actions = links.getBoundsInParent();
                assertThat(title.isTextTruncated())
                        .as("cut on %s pixels", width)
                        .isFalse();
                assertThat(name.getMaxX() <= actions.getMinX() || name.getMaxY() <= actions.getMinY() + 0.5)
                        .as("apart on %s pixels", width)
                        .isTrue();
                assertThat(actions.getMaxX()).isBetween(width - 1.5, width + 0.5);
                assertThat(Math.max(name.getMaxY(), actions.getMaxY())).isLessThanOrEqualTo(height + 0.5);
            }
        });
    }
}
