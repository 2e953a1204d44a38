package dev.tokenyard.app.view.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Dims the window and names its parts in their places, each with a line to its label. Escape, the key that opened it, a click
 * anywhere or a change of the window's size closes it.
 */
public final class PartsOverlay extends Pane {
    private static final double LABEL_WIDTH = 176;
    private static final double DOT = 2.5;
    /** Of the window: what takes less of it is not dimmed. */
    private static final double BRIGHT_SHARE = 0.04;

    private final List<VBox> labels = new ArrayList<>();
    private @Nullable Node focusBefore;

    /** A closed overlay. */
    public PartsOverlay() {
        setId("parts-overlay");
        getStyleClass().add("parts-overlay");
        getStylesheets()
                .add(Objects.requireNonNull(PartsOverlay.class.getResource("parts.css"))
                        .toExternalForm());
        Rectangle window = new Rectangle();
        window.widthProperty().bind(widthProperty());
        window.heightProperty().bind(heightProperty());
        setClip(window);
        setVisible(false);
        setFocusTraversable(true);
        setAccessibleText("The parts of the window, named in their places");
        setOnMousePressed(event -> {
            close();
            event.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.H) {
                close();
                event.consume();
            }
        });
        widthProperty().addListener(changed -> close());
        heightProperty().addListener(changed -> close());
    }

    /**
     * Shows what some parts are.
     *
     * @param keptClear what labels shall not cover, in the coordinates of the scene
     */
    public void show(List<Part> parts, List<Bounds> keptClear) {
        if (!isVisible() && getScene() != null) {
            focusBefore = getScene().getFocusOwner();
        }
        setVisible(true);
        arrange(parts, keptClear.stream().map(this::sceneToLocal).toList());
        requestFocus();
    }

    private void arrange(List<Part> parts, List<Bounds> keptClear) {
        labels.clear();
        List<Bounds> places =
                parts.stream().map(part -> sceneToLocal(part.place())).toList();
        getChildren().setAll(veil(places));
        List<Dimension2D> sizes = new ArrayList<>();
        for (Part part : parts) {
            VBox label = label(part);
            labels.add(label);
            getChildren().add(label);
            label.applyCss();
            double width = Math.min(LABEL_WIDTH, Math.ceil(label.prefWidth(-1)));
            sizes.add(new Dimension2D(width, Math.ceil(label.prefHeight(width))));
        }
        List<Optional<Rectangle2D>> found = LabelPlacer.place(getWidth(), getHeight(), places, sizes, keptClear);
        for (int k = 0; k < labels.size(); k++) {
            labels.get(k).setVisible(found.get(k).isPresent());
            if (found.get(k).isPresent()) {
                Rectangle2D at = found.get(k).orElseThrow();
                labels.get(k).resizeRelocate(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight());
                addMarks(places.get(k), at);
            }
        }
    }

    /** What is small stays bright. */
    private Shape veil(List<Bounds> places) {
        Shape veil = new Rectangle(getWidth(), getHeight());
        for (Bounds place : places) {
            if (place.getWidth() * place.getHeight() < BRIGHT_SHARE * getWidth() * getHeight()) {
                veil = Shape.subtract(
                        veil, new Rectangle(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight()));
            }
        }
        veil.getStyleClass().add("parts-veil");
        return veil;
    }

    private void addMarks(Bounds place, Rectangle2D label) {
        Rectangle outline = new Rectangle(
                Math.round(place.getMinX()) + 0.5,
                Math.round(place.getMinY()) + 0.5,
                Math.max(2, Math.round(place.getWidth()) - 1),
                Math.max(2, Math.round(place.getHeight()) - 1));
        outline.getStyleClass().add("part-outline");
        outline.setArcWidth(6);
        outline.setArcHeight(6);
        Point2D[] ends = LabelPlacer.leader(label, place);
        Line leader = new Line(ends[0].getX(), ends[0].getY(), ends[1].getX(), ends[1].getY());
        leader.getStyleClass().add("part-leader");
        Circle dot = new Circle(ends[1].getX(), ends[1].getY(), DOT);
        dot.getStyleClass().add("part-dot");
        // Above the veil and below all labels.
        getChildren().addAll(1, List.of(outline, leader, dot));
    }

    private static VBox label(Part part) {
        Label title = new Label(part.title());
        title.getStyleClass().add("strong");
        Label words = new Label(part.words());
        words.getStyleClass().add("small");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        VBox label = new VBox(title, words);
        label.getStyleClass().add("part-label");
        label.setManaged(false);
        return label;
    }

    /** The labels on show. */
    public List<VBox> labels() {
        return labels.stream().filter(Node::isVisible).toList();
    }

    /** Whether it lies over the window. */
    public boolean isShown() {
        return isVisible();
    }

    /** Closes it and gives the keys back. */
    public void close() {
        if (isVisible()) {
            setVisible(false);
            getChildren().clear();
            labels.clear();
            if (focusBefore != null) {
                focusBefore.requestFocus();
            }
        }
    }
}
