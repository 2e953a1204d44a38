package dev.tokenyard.app.view.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.testing.FxThread;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WhatIfSliderTest {
    private static final ScenarioSpec SCENARIO = ScenarioDefaults.opening();

    private static WhatIfSlider slider(double min, double max, int stepsPerUnit) {
        return FxThread.call(() -> new WhatIfSlider("Rate", min, max, stepsPerUnit, ScenarioEdits::rateScale));
    }

    private static double step(UnaryOperator<ScenarioSpec> change) {
        return change.apply(SCENARIO).rateScale();
    }

    private static double stepAt(WhatIfSlider slider, double value) {
        slider.setValue(value);
        return step(slider.change());
    }

    private static List<Double> others(WhatIfSlider slider) {
        return slider.otherChanges().stream().map(WhatIfSliderTest::step).toList();
    }

    @Test
    void aValueStandsForTheNearestStep() {
        WhatIfSlider slider = slider(1, 3, 4);
        assertThat(stepAt(slider, 1.6)).isEqualTo(1.5);
        assertThat(stepAt(slider, 1.63)).isEqualTo(1.75);
        assertThat(slider.getValue()).as("the thumb stays in the hand").isEqualTo(1.63);
    }

    @Test
    void bothEndsAreStepsWhereverTheyAre() {
        WhatIfSlider slider = slider(0.9, 3.1, 2);
        assertThat(stepAt(slider, 0.9)).isEqualTo(0.9);
        assertThat(stepAt(slider, 0.94)).isEqualTo(0.9);
        assertThat(stepAt(slider, 0.97)).isEqualTo(1);
        assertThat(stepAt(slider, 3.1)).isEqualTo(3.1);
        assertThat(stepAt(slider, 3.03)).isEqualTo(3);
        slider.setValue(2);
        assertThat(others(slider)).containsExactlyInAnyOrder(0.9, 1.0, 1.5, 2.5, 3.0, 3.1);
    }

    @Test
    void itNamesAllItsOtherStepsTheNearestFirst() {
        WhatIfSlider slider = slider(1, 3, 4);
        slider.setValue(2.05);
        assertThat(others(slider)).containsExactly(2.25, 1.75, 2.5, 1.5, 2.75, 1.25, 3.0, 1.0);
    }

    /** Else what is simulated ahead would never be asked for. */
    @Test
    void whereverAHandGoesItComesToOneOfTheStepsThatWereNamed() {
        Random random = new Random(5);
        for (int k = 0; k < 200; k++) {
            double min = 0.1 + 4 * random.nextDouble();
            WhatIfSlider slider = slider(min, min + 0.1 + 9 * random.nextDouble(), 1 + random.nextInt(40));
            double span = slider.getMax() - slider.getMin();
            double own = stepAt(slider, min + span * random.nextDouble());
            List<Double> others = others(slider);
            assertThat(others).doesNotContain(own).doesNotHaveDuplicates();
            double next = stepAt(slider, min + span * random.nextDouble());
            assertThat(others.contains(next) || next == own).isTrue();
            assertThat(next).isBetween(slider.getMin(), slider.getMax());
            assertThat(next).isCloseTo(slider.getValue(), within(1.0));
        }
    }
}
