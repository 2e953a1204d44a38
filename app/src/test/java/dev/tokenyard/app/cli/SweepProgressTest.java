package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.SweepBasis;
import dev.tokenyard.app.session.sweep.SweepKnobs;
import dev.tokenyard.app.session.sweep.SweepPlan;
import dev.tokenyard.app.session.sweep.SweepRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SweepProgressTest {
    private static final ScenarioSpec SCENARIO = ScenarioDefaults.opening();

    private static SweepPlan plan(boolean knees) {
        SweepBasis basis = new SweepBasis(1, List.of());
        return new SweepPlan(
                SCENARIO,
                SweepKnobs.byId(SweepKnobs.RATE_SCALE, SCENARIO, basis),
                new SweepRange(1, 2, 2),
                4,
                0.9,
                knees,
                false);
    }

    @Test
    void whatIsToBeDoneIsCounted() {
        SweepProgress progress = new SweepProgress();
        assertThat(progress.words()).isEqualTo("0 simulations");
        progress.begin(plan(false));
        assertThat(progress.words()).isEqualTo("0 of 24 simulations");
        progress.begin(plan(true));
        assertThat(progress.words()).matches("0 of about \\d+ simulations");
        progress.gpus(
                List.of(new GpuAnswer(
                        "fcfs",
                        "FCFS",
                        0.9,
                        SCENARIO.cluster(),
                        0,
                        new TreeMap<>(Map.of(1, 0.2, 2, 0.9)),
                        8,
                        OptionalInt.empty(),
                        false)),
                4);
        assertThat(progress.words()).endsWith(" simulations, 8 simulations to find the number of GPUs");
    }
}
