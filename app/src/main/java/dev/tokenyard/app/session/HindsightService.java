package dev.tokenyard.app.session;

import dev.tokenyard.policies.Defaults;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import dev.tokenyard.policies.hindsight.Replay;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.PlanRejectedException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The hindsight optimum as one more contestant of a comparison in the theory mode. It takes as long as it is given, so it
 * is called from a background thread, beside the comparison and not within it.
 */
public final class HindsightService {
    private final ClusterBuilder clusters;

    /** A service that builds instances as the comparisons do. */
    public HindsightService(ComparisonService comparisons) {
        clusters = comparisons.clusters();
    }

    /**
     * What hindsight comes to.
     *
     * @param lane the optimum, or the best schedule found, replayed by the engine; empty where requests arrive within
     *     rounds, which schedules of whole rounds do not do justice to
     * @param result the schedule and the bound, in rounds
     */
    public record Contest(Optional<Lane> lane, HindsightResult result) {}

    /** Why hindsight has nothing to say of a comparison, a sentence for people; empty if it has. */
    public static Optional<String> obstacle(Comparison comparison) {
        return TheoryBound.obstacle(comparison);
    }

    /**
     * Finds the optimum, or the best schedule and bound in the time allowed, and replays it.
     *
     * @param comparison runs in the theory mode
     * @param listener told of progress, on the calling thread
     * @param cancelled asked often; once it says so, the best so far is replayed and returned
     * @throws ScenarioException if there is an {@link #obstacle}, whose sentence it carries
     */
    public Contest run(Comparison comparison, Limits limits, Listener listener, BooleanSupplier cancelled)
            throws ScenarioException {
        Optional<String> obstacle = TheoryBound.obstacle(comparison);
        if (obstacle.isPresent()) {
            throw new ScenarioException(obstacle.get());
        }
        HindsightResult result = TheoryBound.solve(comparison, limits, listener, cancelled);
        boolean wholeRounds = TheoryBound.lateness(comparison.trace()) == 0;
        return new Contest(wholeRounds ? Optional.of(replay(comparison, result)) : Optional.empty(), result);
    }

    /**
     * A comparison with hindsight beside it, found in the time that its scenario allows.
     *
     * @param listener told of progress, on the calling thread
     * @param cancelled asked often; once it says so, the best so far is taken
     * @return the comparison with its {@link Comparison#hindsight}, and with a lane more unless requests arrive within rounds
     * @throws ScenarioException if there is an {@link #obstacle}
     */
    public Comparison beside(Comparison comparison, Listener listener, BooleanSupplier cancelled)
            throws ScenarioException {
        Limits limits = Limits.seconds(comparison.scenario().hindsight().seconds());
        return Hindsight.beside(comparison, run(comparison, limits, listener, cancelled));
    }

    private Lane replay(Comparison comparison, HindsightResult result) throws ScenarioException {
        Trace trace = comparison.trace();
        RunLog like = comparison.lanes().get(0).log();
        int[] outputs =
                IntStream.range(0, trace.size()).map(trace::outputTokens).toArray();
        Replay replay = Replay.of(result);
        SimulationInput input = new SimulationInput(
                trace,
                comparison.scenario().sloClasses(),
                IntStream.range(0, trace.size()).map(like.outcomes()::sloClass).toArray(),
                clusters.build(comparison.scenario().cluster()),
                comparison.scenario().cluster().batching().info(),
                1,
                comparison.scenario().seed(),
                replay.card().defaultPredictor(),
                outputs);
        try {
            return new Lane(
                    replay.card(),
                    Simulator.run(input, replay.create(Defaults.context(r -> outputs[r])), RunOptions.RECORDED));
        } catch (IllegalArgumentException | PlanRejectedException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }
}
