package dev.tokenyard.app.view.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sheet over the dimmed window, inside it. Escape, the cross, or a click beside it closes it. */
final class Overlay extends StackPane {
    private final Label title = new Label();
    private final VBox sheet = new VBox();
    private final HBox header;
    private @Nullable Node focusBefore;

    /** A closed overlay. */
    Overlay() {
        getStyleClass().add("overlay");
        setId("overlay");
        title.getStyleClass().add("lane-name");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button("", new FontIcon(Feather.X));
        close.getStyleClass().add("flat");
        close.setAccessibleText("Close");
        close.setOnAction(event -> close());
        header = new HBox(title, gap, close);
        header.getStyleClass().add("sheet-header");
        sheet.getStyleClass().add("sheet-card");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(sheet);
        setAlignment(Pos.TOP_CENTER);
        setVisible(false);
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    /**
     * Shows content under a title.
     *
     * @param focus what takes the keys
     */
    void show(String words, Node content, Node focus) {
        if (!isVisible() && getScene() != null) {
            focusBefore = getScene().getFocusOwner();
        }
        title.setText(words);
        header.setVisible(!words.isEmpty());
        header.setManaged(!words.isEmpty());
        sheet.getChildren().setAll(header, content);
        setVisible(true);
        focus.requestFocus();
    }

    /** Whether it lies over the window. */
    boolean isShown() {
        return isVisible();
    }

    /** Closes it and gives the keys back. */
    void close() {
        if (isVisible()) {
            setVisible(false);
            sheet.getChildren().clear();
            if (focusBefore != null) {
                focusBefore.requestFocus();
            }
        }
    }
}
