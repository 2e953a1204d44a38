package dev.tokenyard.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Other classes and models for the same requests. */
class TraceNamesTest {
    private static final Trace TRACE = Trace.builder("t")
            .add(0, 10, 5, "x", "m")
            .predicted(6)
            .add(3, 20, 7)
            .build();

    @Test
    void onlyTheColumnInQuestionChanges() {
        Trace classes = TRACE.withNames(Label.CLASS, List.of("a", "b"), new int[] {1, -1});
        assertThat(classes.classNames()).containsExactly("a", "b");
        assertThat(classes.classIndex(0)).isEqualTo(1);
        assertThat(classes.classIndex(1)).isEqualTo(-1);
        assertThat(classes.modelNames()).isEqualTo(TRACE.modelNames());
        Trace models = classes.withNames(Label.MODEL, List.of("n"), new int[] {-1, 0})
                .firstRequests(2)
                .withRateScaled(3);
        assertThat(models.modelIndex(0)).isEqualTo(-1);
        assertThat(models.modelIndex(1)).isZero();
        assertThat(models.classIndex(0)).isEqualTo(1);
        assertThat(models.predictedTokens(0)).isEqualTo(6);
        assertThat(models.promptTokens(1)).isEqualTo(20);
    }

    @Test
    void thereIsOneForEachRequestAmongTheNames() {
        assertThatThrownBy(() -> TRACE.withNames(Label.CLASS, List.of("a"), new int[] {0}))
                .hasMessageContaining("has 2 requests, and a class was given for 1");
        assertThatThrownBy(() -> TRACE.withNames(Label.MODEL, List.of("a"), new int[] {0, 1}))
                .hasMessageContaining("Request 1")
                .hasMessageContaining("model number 1");
    }
}
