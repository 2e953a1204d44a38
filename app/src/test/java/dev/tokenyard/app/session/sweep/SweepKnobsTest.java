package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepKnobsTest {
    private final ScenarioSpec scenario = Sweeps.scenario("mixed-slo.json", "fcfs", "ssjf", "mc-sf", "alpha-greedy");

    private List<SweepKnob> knobs() throws ScenarioException {
        return SweepKnobs.of(scenario, SweepBasis.of(scenario, Sweeps.SERVICE.requests(scenario, () -> false)));
    }

    @Test
    void offersLoadClusterPredictionsAndTheKnobsOnTheCards() throws ScenarioException {
        assertThat(knobs())
                .extracting(SweepKnob::id)
                .contains(
                        "rate",
                        "rate-scale",
                        "instances",
                        "kv-blocks",
                        "predictor.relative",
                        "predictor.rank",
                        "predictor.noise",
                        "ssjf.agedAfter",
                        "alpha-greedy.alpha",
                        "seeds")
                .doesNotContain("ssjf.ageing")
                .doesNotHaveDuplicates();
    }

    /** A scenario that was given a value stands at it, and the usual range is one that the knob can take. */
    @Test
    void whatIsSetIsRead() throws ScenarioException {
        for (SweepKnob knob : knobs()) {
            SweepRange usual = knob.usual().check(knob);
            for (double value : usual.values(knob)) {
                ScenarioSpec at = knob.at(scenario, value);
                if (!knob.isRepetitions()) {
                    assertThat(knob.present(at).orElseThrow())
                            .as(knob.id())
                            .isCloseTo(value, within(1e-9 * Math.max(1, value)));
                }
            }
            assertThat(usual.values(knob)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aRateIsWhatTheRequestsThenHave() throws ScenarioException {
        ScenarioSpec at = Sweeps.knob(scenario, SweepKnobs.RATE).at(scenario.withRateScale(3), 2.5);
        assertThat(TraceStatistics.of(Sweeps.SERVICE.requests(at, () -> false)).ratePerSecond())
                .isCloseTo(2.5, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rate-scale;2;1;5;let the end be above the beginning",
                "rate-scale;1;1;5;let the end be above the beginning",
                "rate-scale;0.001;1;5;give 0.01 to 100",
                "rate-scale;1;2;1;give 2 to 101",
                "rate-scale;1;2;102;give 2 to 101",
                "instances;0.5;4;5;a whole number from 1 to 64",
                "instances;1;65;5;a whole number from 1 to 64",
                "predictor.rank;-2;1;5;give -1 to 1",
                "alpha-greedy.alpha;0;7;5;give 0",
            })
    void badRangesAreRefusedWithASentence(String id, double from, double to, int points, String words)
            throws ScenarioException {
        SweepKnob knob = Sweeps.knob(scenario, id);
        assertThatThrownBy(() -> new SweepRange(from, to, points).check(knob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith(".");
        SweepPlan plan = new SweepPlan(scenario, knob, new SweepRange(from, to, points), 1, 0.9, true, false);
        assertThatThrownBy(() -> new Sweeper(ScenarioRunner.of(Sweeps.SERVICE)).run(plan, () -> false, now -> {}))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(words);
    }

    @Test
    void seedsGoalsAndNamesAreChecked() {
        assertThatThrownBy(() -> SweepPlan.checkSeeds(0)).hasMessageContaining("give 1 to 100.");
        assertThatThrownBy(() -> SweepPlan.checkGoal(1.01)).hasMessageContaining("101 %");
        assertThatThrownBy(() -> SweepPlan.checkGoal(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sweeps.knob(scenario, "voltage")).hasMessageContaining("use rate, rate-scale");
    }

    @Test
    void wholeNumbersAreSimulatedOnceEach() throws ScenarioException {
        assertThat(new SweepRange(1, 4, 20).values(Sweeps.knob(scenario, "instances")))
                .containsExactly(1.0, 2.0, 3.0, 4.0);
    }
}
