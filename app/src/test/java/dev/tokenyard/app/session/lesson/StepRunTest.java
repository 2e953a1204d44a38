package dev.tokenyard.app.session.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepRunTest {
    /** Whether they are computed again or wait in host memory: evictions of the classes are those of all. */
    @Test
    void evictionsOfTheClassesAddUp() throws ScenarioException {
        ScenarioSpec scenario = Stream.<UnaryOperator<ScenarioSpec>>of(
                        ScenarioEdits.kvBlocks(0, 700),
                        MechanismEdits.hostMemory(0, 0.5),
                        MechanismEdits.swapping(true))
                .reduce(ScenarioDefaults.opening(), (spec, edit) -> edit.apply(spec), (one, other) -> other);
        ComparisonMetrics metrics = ComparisonMetrics.of(new ComparisonService().run(scenario, () -> false));
        StepRun step = new StepRun(metrics, 0, LessonStep.NO_REQUEST);
        for (int lane = 0; lane < metrics.lanes().size(); lane++) {
            int of = lane;
            double classes = IntStream.range(0, metrics.sloClasses().size())
                    .mapToDouble(
                            k -> step.ofClass(of, "evictions", k).orElseThrow().value())
                    .sum();
            assertThat(classes)
                    .isEqualTo(step.figure(lane, "evictions").orElseThrow().value());
        }
        assertThat(metrics.runs())
                .as("of both kinds")
                .anyMatch(run -> run.effort().swaps() > 0)
                .anyMatch(run -> run.effort().preemptions() > 0);
    }
}
