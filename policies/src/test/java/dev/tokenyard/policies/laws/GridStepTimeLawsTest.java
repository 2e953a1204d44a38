package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.cost.GridStepTime;
import dev.tokenyard.sim.cost.StepTimeGrid;
import dev.tokenyard.sim.cost.StepTimeGrid.Point;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.log.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs under measured step times, whose affine pieces end in the middle of an epoch, on random scenarios in every mode. */
class GridStepTimeLawsTest {
    private static final int SCENARIOS = 25;

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void jumpsEndWhereAPieceEndsAndGiveTheSameHistoryAsSingleSteps(PolicyInMode pair) {
        long outside = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = withStepTime(pair.scenario(s), noisyGrid(s));
            RunLog jumps = pair.run(input, RunOptions.RECORDED);
            RunLog steps = pair.run(input, RunOptions.SINGLE_STEP);
            assertThat(jumps.sameHistoryAs(steps)).as("scenario %d", s).isTrue();
            outside += jumps.info().totals().stepsOutsideGrid();
        }
        assertThat(outside).as("steps beyond the measured points").isPositive();
    }

    /** A few points with a small domain, a tenth of them noise. */
    private static StepTimeModel noisyGrid(long seed) {
        Random random = new Random(seed);
        List<Point> other = new ArrayList<>();
        List<Point> decode = new ArrayList<>();
        List<Point> prefill = new ArrayList<>();
        for (int size : new int[] {1, 3, 8}) {
            other.add(new Point(size, 0, 10 + size * random.nextDouble()));
            for (int context : new int[] {2, 7, 15}) {
                decode.add(new Point(size, context, 0.01 * size * context * (0.9 + 0.2 * random.nextDouble())));
                prefill.add(new Point(size, context, 0.02 * size * context * (0.9 + 0.2 * random.nextDouble())));
            }
        }
        return new GridStepTime(
                new StepTimeGrid("noisy", other, List.of(), List.of(), decode, prefill), GridStepTime.Fit.MONOTONE);
    }

    private static SimulationInput withStepTime(SimulationInput input, StepTimeModel stepTime) {
        return new SimulationInput(
                        input.trace(),
                        input.sloClasses(),
                        input.sloClassOf(),
                        input.instances().stream()
                                .map(setup -> new InstanceSetup(setup.info(), stepTime))
                                .toList(),
                        input.batching(),
                        input.outputSlotsAhead(),
                        input.seed(),
                        input.predictor(),
                        input.predictedTokens())
                .withPredictionTicks(input.predictionTicks());
    }
}
