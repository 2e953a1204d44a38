package dev.tokenyard.app.zoom;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Tooltip;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Shows the menus, tooltips and lists that a scene pops up as large as its {@link ZoomPane} shows the rest. */
public final class PopupZoom {
    private static final String ZOOMED = PopupZoom.class.getName();

    private final Scene scene;
    private final ObservableValue<Number> zoom;

    private PopupZoom(Scene scene, ObservableValue<Number> zoom) {
        this.scene = scene;
        this.zoom = zoom;
    }

    /**
     * Lets the popups of a scene follow a zoom for as long as it has a window that shows.
     *
     * @param zoom how many times as large they are, above 0
     */
    public static void install(Scene scene, ObservableValue<Number> zoom) {
        PopupZoom popups = new PopupZoom(scene, zoom);
        ListChangeListener<Window> listener = change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(popups::shown);
            }
        };
        scene.windowProperty().flatMap(Window::showingProperty).subscribe(showing -> {
            if (Boolean.TRUE.equals(showing)) {
                Window.getWindows().addListener(listener);
            } else {
                Window.getWindows().removeListener(listener);
            }
        });
    }

    private void shown(Window window) {
        if (window instanceof PopupWindow popup && isOwn(popup)) {
            // The window is as large as what is in its root, and not as the root: the content is what grows.
            popup.getScene().getRoot().getChildrenUnmodifiable().forEach(this::enlarge);
            Node opener = opener(popup);
            if (opener != null && popup.getProperties().putIfAbsent(ZOOMED, true) == null) {
                popup.heightProperty().subscribe(height -> leaveInSight(opener, popup));
                // A list is placed once more after its rows have come.
                popup.anchorYProperty().subscribe(y -> leaveInSight(opener, popup));
            }
        }
    }

    /** What a menu or a list of choices belongs to; null for other popups. */
    private @Nullable Node opener(PopupWindow popup) {
        if (popup.getOwnerNode() instanceof ButtonBase button) {
            return button;
        }
        // A list of choices names only the window, and is shown when its field says so.
        return popup instanceof Tooltip
                ? null
                : scene.getRoot().lookupAll(".combo-box-base").stream()
                        .filter(field -> field instanceof ComboBoxBase<?> choice && choice.isShowing())
                        .findFirst()
                        .orElse(null);
    }

    /** Menus and lists are placed by the size that they have without zoom; a larger one above its button would cover it. */
    private void leaveInSight(Node opener, PopupWindow popup) {
        Bounds button = opener.localToScreen(opener.getLayoutBounds());
        if (button == null || !popup.isShowing() || zoom.getValue().doubleValue() <= 1) {
            return;
        }
        Rectangle2D screen = Screen.getScreensForRectangle(
                        button.getMinX(), button.getMinY(), button.getWidth(), button.getHeight())
                .stream()
                .findFirst()
                .orElse(Screen.getPrimary())
                .getVisualBounds();
        double above = button.getMinY() - screen.getMinY();
        double below = screen.getMaxY() - button.getMaxY();
        if (popup.getHeight() > below && above > below) {
            popup.setAnchorY(Math.max(screen.getMinY(), button.getMinY() - popup.getHeight()));
        }
    }

    /** A submenu belongs to the menu above it, which belongs to the window. */
    private boolean isOwn(PopupWindow popup) {
        Window owner = popup.getOwnerWindow();
        return owner != null && (owner.getScene() == scene || (owner instanceof PopupWindow above && isOwn(above)));
    }

    private void enlarge(Node content) {
        if (content.getProperties().putIfAbsent(ZOOMED, true) == null) {
            Scale scale = new Scale(1, 1);
            scale.xProperty().bind(zoom);
            scale.yProperty().bind(zoom);
            content.getTransforms().add(scale);
        }
    }
}
