package dev.tokenyard.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.viewmodel.ModelNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VirtualQueueLayoutTest {
    private static final List<String> MODELS = List.of("mistral-7b", "vicuna-13b", "llama-2-7b", "llama-2-13b");

    /** Letters of equal width. */
    private static double width(String text) {
        return 6.0 * text.length();
    }

    @Test
    void placesNeverOverlapAndStayInTheirArea() {
        Random random = new Random(3);
        for (int trial = 0; trial < 2_000; trial++) {
            Box area = new Box(7, 9, 60 + random.nextInt(400), 15 + random.nextInt(300));
            List<Integer> groups = new ArrayList<>();
            for (int q = 1 + random.nextInt(20); q > 0; q--) {
                groups.add(random.nextInt(3));
            }
            VirtualQueueLayout layout = VirtualQueueLayout.of(area, groups);
            boolean folds = layout.shown().size() < groups.size();
            List<Box> placed = new ArrayList<>();
            for (int k = 0; k < layout.shown().size() + (folds ? 1 : 0); k++) {
                Box place = layout.place(k);
                assertThat(area.contains(place)).isTrue();
                assertThat(placed).noneMatch(place::overlaps);
                assertThat(place.overlaps(layout.change())).isFalse();
                placed.add(place);
            }
            assertThat(layout.shown()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void queuesAreSetInColumnsBeforeAnyIsFolded() {
        VirtualQueueLayout high = VirtualQueueLayout.of(new Box(0, 0, 206, 200), Collections.nCopies(8, 1));
        assertThat(high.columns()).isEqualTo(1);
        VirtualQueueLayout low = VirtualQueueLayout.of(new Box(0, 0, 206, 130), Collections.nCopies(8, 1));
        assertThat(low.columns()).isEqualTo(2);
        assertThat(low.shown()).hasSize(8);
        assertThat(low.change().isEmpty()).isFalse();
        VirtualQueueLayout narrow = VirtualQueueLayout.of(new Box(0, 0, 130, 100), Collections.nCopies(8, 1));
        assertThat(narrow.columns()).isEqualTo(1);
        assertThat(narrow.shown()).hasSizeLessThan(8);
    }

    @Test
    void theLineOfThePlanGivesWayToQueues() {
        assertThat(VirtualQueueLayout.of(new Box(0, 0, 130, 67), Collections.nCopies(3, 1))
                        .change()
                        .isEmpty())
                .isFalse();
        VirtualQueueLayout four = VirtualQueueLayout.of(new Box(0, 0, 130, 68), Collections.nCopies(4, 1));
        assertThat(four.change().isEmpty()).isTrue();
        assertThat(four.shown()).hasSize(4);
    }

    @Test
    void queuesWithoutGroupsAreFoldedFirst() {
        VirtualQueueLayout layout = VirtualQueueLayout.of(new Box(0, 0, 130, 60), List.of(0, 0, 4, 0, 1, 0, 2, 3));
        assertThat(layout.shown()).containsExactly(2, 4, 6);
    }

    @Test
    void labelsAreWholeOrShorterForAllQueuesAlike() {
        ModelNames names = ModelNames.of(MODELS);
        int before = -1;
        for (int wide = 600; wide >= 20; wide--) {
            QueueLabel label = QueueLabel.of(MODELS, names, 8, wide, VirtualQueueLayoutTest::width);
            for (String model : MODELS) {
                List<String> words = label.words(names, model, false);
                double widest = words.isEmpty() ? 0 : QueueLabel.SPACE + width(words.get(0));
                assertThat(width("#8") + widest).isLessThanOrEqualTo(label.width());
            }
            if (label.form() >= 0) {
                assertThat(label.width()).isLessThan(0.37 * wide);
            }
            before = Math.max(before, label.form());
        }
        assertThat(before).isEqualTo(names.count() - 1);
        assertThat(QueueLabel.of(MODELS, names, 8, 600, VirtualQueueLayoutTest::width)
                        .words(names, "llama-2-7b", true))
                .containsExactly("loads llama-2-7b", "llama-2-7b");
        assertThat(QueueLabel.of(MODELS, names, 8, 60, VirtualQueueLayoutTest::width)
                        .form())
                .isNegative();
        assertThat(QueueLabel.of(List.of(), names, 8, 600, VirtualQueueLayoutTest::width)
                        .form())
                .as("one model need not be told")
                .isNegative();
    }
}
