package dev.tokenyard.policies.kit.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.policies.kit.predict.PredictionErrors.Tenth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionErrorsTest {
    private static PredictionErrors of(int[] truth, int[] predicted, int from) {
        return PredictionErrors.of(truth, predicted, from, LengthClasses.PUBLISHED);
    }

    @Test
    void figuresAreThoseOfTheirDefinitions() {
        PredictionErrors errors = of(new int[] {9, 10, 100, 300, 600}, new int[] {999, 14, 90, 290, 600}, 1);
        assertThat(errors.requests()).isEqualTo(4);
        assertThat(errors.meanAbsolute()).isCloseTo(24 / 4.0, within(1e-12));
        assertThat(errors.rootMeanSquare()).isCloseTo(Math.sqrt((16 + 100 + 100) / 4.0), within(1e-12));
        assertThat(errors.bias()).isCloseTo(-16 / 4.0, within(1e-12));
        assertThat(errors.classAccuracy()).isCloseTo(0.75, within(1e-12));
        assertThat(errors.kendallTau()).isCloseTo(1, within(1e-12));
        assertThat(errors.confusion().get(3)).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void tenthsGoByPredictionAndKeepEqualsTogether() {
        int[] truth = IntStream.rangeClosed(1, 100).toArray();
        List<Tenth> tenths = of(truth, truth, 0).calibration();
        assertThat(tenths).hasSize(10);
        assertThat(tenths.get(3)).isEqualTo(new Tenth(10, 35.5, 35.5, 31, 39));
        int[] two = IntStream.rangeClosed(1, 100).map(i -> i <= 35 ? 20 : 70).toArray();
        assertThat(of(truth, two, 0).calibration())
                .containsExactly(new Tenth(35, 20, 18, 4, 32), new Tenth(65, 70, 68, 42, 94));
    }

    @Test
    void ofNoRequestThereAreNoFigures() {
        PredictionErrors none = of(new int[] {5}, new int[] {5}, 1);
        assertThat(none.requests()).isZero();
        assertThat(none.meanAbsolute()).isNaN();
        assertThat(none.kendallTau()).isNaN();
        assertThat(none.calibration()).isEmpty();
    }
}
