package dev.tokenyard.app.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.testing.FxThread;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PopupZoomTest {
    private final StackPane content = FxThread.call(() -> new StackPane());
    private final ZoomPane pane = FxThread.call(() -> new ZoomPane(content));
    private final Stage stage = FxThread.call(Stage::new);
    private final Stage other = FxThread.call(Stage::new);

    @BeforeEach
    void open() {
        FxThread.run(() -> {
            Scene scene = new Scene(pane, 400, 300);
            stage.setScene(scene);
            PopupZoom.install(scene, pane.zoomProperty());
            stage.show();
            other.setScene(new Scene(new StackPane(), 400, 300));
            other.show();
        });
    }

    @AfterEach
    void close() {
        FxThread.run(() -> {
            stage.close();
            other.close();
        });
    }

    private static double width(PopupWindow popup, Stage owner) {
        FxThread.run(() -> popup.show(owner, 10, 10));
        double[] width = new double[1];
        // Its window takes its size with the next layout.
        FxThread.run(() -> popup.getScene().getRoot().layout());
        FxThread.run(() -> {
            width[0] = popup.getWidth();
            popup.hide();
        });
        return width[0];
    }

    private void assertFollows(PopupWindow popup) {
        double usual = width(popup, other);
        assertThat(width(popup, stage)).as("not enlarged").isCloseTo(usual, within(1.0));
        for (double zoom : new double[] {1.5, 2, 1}) {
            FxThread.run(() -> pane.zoomProperty().set(zoom));
            assertThat(width(popup, stage)).as("at " + zoom).isCloseTo(zoom * usual, within(0.1 * usual));
        }
    }

    @Test
    void menusFollowTheZoom() {
        assertFollows(FxThread.call(() -> new ContextMenu(new MenuItem("An item with many words"))));
    }

    @Test
    void tooltipsFollowTheZoom() {
        assertFollows(FxThread.call(() -> new Tooltip("A tooltip with quite a few words")));
    }

    /** Below its button there is no room for such a menu; above, it ends where the button begins. */
    @Test
    void aMenuThatOpensUpwardsLeavesItsButtonInSight() {
        MenuButton button = FxThread.call(() -> new MenuButton("Step to"));
        FxThread.run(() -> {
            for (int k = 0; k < 9; k++) {
                button.getItems().add(new MenuItem("Item " + k));
            }
            content.setAlignment(Pos.BOTTOM_LEFT);
            content.getChildren().add(new HBox(button));
            stage.setX(100);
            stage.setY(0);
            stage.setHeight(1_000);
            stage.setWidth(600);
        });
        awaitHeight(900);
        for (double zoom : new double[] {1, 1.3, 1.6, 1}) {
            FxThread.run(() -> {
                pane.zoomProperty().set(zoom);
                ((HBox) content.getChildren().get(0)).setMaxHeight(Region.USE_PREF_SIZE);
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
            });
            assertApart(button, button::show, button::hide, zoom);
        }
    }

    /** Nor does a list of choices, which is placed by a rule of its own. */
    @Test
    void aListThatOpensUpwardsLeavesItsFieldInSight() {
        ComboBox<String> choice = FxThread.call(() -> new ComboBox<>());
        FxThread.run(() -> {
            for (int k = 0; k < 9; k++) {
                choice.getItems().add("Choice " + k);
            }
            content.setAlignment(Pos.BOTTOM_LEFT);
            content.getChildren().add(new HBox(choice));
            stage.setX(100);
            stage.setY(0);
            stage.setHeight(1_000);
            stage.setWidth(600);
        });
        awaitHeight(900);
        for (double zoom : new double[] {1, 1.3, 1.6, 1}) {
            FxThread.run(() -> {
                pane.zoomProperty().set(zoom);
                ((HBox) content.getChildren().get(0)).setMaxHeight(Region.USE_PREF_SIZE);
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
            });
            assertApart(choice, choice::show, choice::hide, zoom);
        }
    }

    /** The scene takes the window's new size some time later. */
    private void awaitHeight(double least) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (FxThread.call(() -> stage.getScene().getHeight()) < least) {
            assertThat(System.nanoTime()).as("the window never grew").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Lists are placed once more some pulses after they are shown. */
    private void assertApart(Control opener, Runnable show, Runnable hide, double zoom) {
        FxThread.run(show);
        double above = FxThread.call(
                () -> opener.localToScreen(opener.getLayoutBounds()).getMinY());
        long patience = System.nanoTime() + 5_000_000_000L;
        double end = end(opener);
        // Lists leave a gap even without zoom.
        double least = opener instanceof ComboBoxBase<?> ? 0 : above - 24;
        while ((end > above + 6 || end < least) && System.nanoTime() < patience) {
            Thread.onSpinWait();
            end = end(opener);
        }
        FxThread.run(hide);
        assertThat(end).as("end at %s of the menu of %s", zoom, opener).isBetween(least, above + 6);
    }

    /** Where on the screen that ends which belongs to a field, without its shadow. */
    private double end(Control opener) {
        return FxThread.call(() -> {
            // Other tests may have left popups of their own.
            PopupWindow popup = Window.getWindows().stream()
                    .filter(PopupWindow.class::isInstance)
                    .map(PopupWindow.class::cast)
                    .filter(shown -> opener.equals(shown.getOwnerNode())
                            || opener instanceof ComboBoxBase<?> && shown.getOwnerWindow() == stage)
                    .findFirst()
                    .orElseThrow();
            popup.getScene().getRoot().layout();
            Node content = popup.getScene().getRoot().getChildrenUnmodifiable().get(0);
            return content.localToScreen(content.getLayoutBounds()).getMaxY();
        });
    }

    @Test
    void thoseOfOtherWindowsStayAsTheyAre() {
        Tooltip tooltip = FxThread.call(() -> new Tooltip("A tooltip with quite a few words"));
        double usual = width(tooltip, other);
        FxThread.run(() -> pane.zoomProperty().set(2));
        assertThat(width(tooltip, other)).isCloseTo(usual, within(2.0));
    }
}
