package dev.tokenyard.app.view.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LabelPlacerTest {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 600;

    @RepeatedTest(5)
    void labelsNeitherOverlapNorLeaveTheWindowWhereverTheirPartsAre(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Bounds> anchors = new ArrayList<>();
        List<Dimension2D> sizes = new ArrayList<>();
        for (int k = 0; k < 16; k++) {
            double x = random.nextDouble() * WIDTH * 0.9;
            double y = random.nextDouble() * HEIGHT * 0.9;
            anchors.add(new BoundingBox(x, y, random.nextDouble() * 90, random.nextDouble() * 60));
            sizes.add(new Dimension2D(80 + random.nextInt(80), 30 + random.nextInt(30)));
        }
        List<Optional<Rectangle2D>> places = LabelPlacer.place(WIDTH, HEIGHT, anchors, sizes, List.of());
        assertThat(places).hasSize(16).allMatch(Optional::isPresent);
        List<Rectangle2D> labels = places.stream().map(Optional::orElseThrow).toList();
        Rectangle2D window = new Rectangle2D(0, 0, WIDTH, HEIGHT);
        for (int k = 0; k < labels.size(); k++) {
            assertThat(window.contains(labels.get(k))).isTrue();
            for (int j = 0; j < k; j++) {
                assertThat(labels.get(k).intersects(labels.get(j))).isFalse();
            }
        }
    }

    @Test
    void aLabelStandsBesideASmallPartAndInsideALargeOne() {
        Bounds small = new BoundingBox(400, 300, 20, 10);
        Bounds large = new BoundingBox(0, 0, 300, 600);
        List<Dimension2D> sizes = List.of(new Dimension2D(120, 40), new Dimension2D(120, 40));
        List<Optional<Rectangle2D>> places = LabelPlacer.place(WIDTH, HEIGHT, List.of(large, small), sizes, List.of());
        Rectangle2D ofLarge = places.get(0).orElseThrow();
        Rectangle2D ofSmall = places.get(1).orElseThrow();
        assertThat(ofLarge.getMaxX()).isLessThanOrEqualTo(300);
        assertThat(ofSmall.intersects(400, 300, 20, 10)).isFalse();
        assertThat(LabelPlacer.leader(ofSmall, small)[1].distance(410, 305)).isLessThan(12);
    }

    /** What no label names may be worth seeing all the same; the label then stands elsewhere. */
    @Test
    void whatIsKeptClearIsNotCovered() {
        Bounds bar = new BoundingBox(0, 500, 900, 30);
        List<Dimension2D> sizes = List.of(new Dimension2D(160, 50));
        Rectangle2D usual = LabelPlacer.place(WIDTH, HEIGHT, List.of(bar), sizes, List.of())
                .get(0)
                .orElseThrow();
        Bounds slider = new BoundingBox(
                usual.getMinX() + 20, usual.getMinY() + 10, usual.getWidth() - 40, usual.getHeight() - 20);
        Rectangle2D moved = LabelPlacer.place(WIDTH, HEIGHT, List.of(bar), sizes, List.of(slider))
                .get(0)
                .orElseThrow();
        assertThat(moved.intersects(slider.getMinX(), slider.getMinY(), slider.getWidth(), slider.getHeight()))
                .isFalse();
    }

    @Test
    void withoutRoomThereIsNoLabel() {
        assertThat(LabelPlacer.place(
                        100, 50, List.of(new BoundingBox(0, 0, 10, 10)), List.of(new Dimension2D(120, 40)), List.of()))
                .containsExactly(Optional.empty());
    }
}
