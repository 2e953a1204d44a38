package dev.tokenyard.app.view.theme;

import javafx.scene.Node;
import javafx.scene.control.Skin;
import javafx.scene.control.Slider;
import javafx.scene.control.skin.SliderSkin;
import javafx.scene.layout.Region;

/** A slider whose track is coloured from its start to the thumb, so that its value shows at a glance. */
public class FilledSlider extends Slider {
    /**
     * A slider that stands at its start.
     *
     * @param name what it sets, for those who do not see it
     * @param min below {@code max}
     * @param max its end
     */
    public FilledSlider(String name, double min, double max) {
        super(min, max, min);
        setAccessibleText(name);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new FilledSkin(this);
    }

    /** A piece over the track: another colour of the track itself would have its style read anew at each step of a drag. */
    private static final class FilledSkin extends SliderSkin {
        private final Region filled = new Region();
        private final Region track;
        private final Region thumb;

        FilledSkin(FilledSlider slider) {
            super(slider);
            track = part(".track");
            thumb = part(".thumb");
            filled.getStyleClass().add("filled-track");
            filled.setManaged(false);
            filled.setMouseTransparent(true);
            getChildren().add(getChildren().indexOf(track) + 1, filled);
            thumb.layoutXProperty().subscribe(this::fill);
        }

        private Region part(String selector) {
            Node part = getSkinnable().lookup(selector);
            return (Region) part;
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            super.layoutChildren(x, y, width, height);
            fill();
        }

        private void fill() {
            double end = thumb.getLayoutX() + thumb.getWidth() / 2;
            filled.resizeRelocate(
                    track.getLayoutX(), track.getLayoutY(), Math.max(0, end - track.getLayoutX()), track.getHeight());
        }
    }
}
