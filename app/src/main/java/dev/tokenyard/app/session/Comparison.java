package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished comparison: the same requests on the same cluster under several policies.
 *
 * @param scenario what was simulated
 * @param trace the requests, after scaling and cutting
 * @param lanes a run for each policy, in the scenario's order, and then perhaps that of the hindsight optimum
 * @param simulationMillis wall-clock time that the runs took together, in milliseconds
 * @param hindsight what could have been done, null where it was not looked for or is not yet known
 */
public record Comparison(
        ScenarioSpec scenario,
        Trace trace,
        List<Lane> lanes,
        double simulationMillis,
        @Nullable Hindsight hindsight) {
    /** Copies the list. */
    public Comparison {
        lanes = List.copyOf(lanes);
    }

    /** A comparison without hindsight. */
    public Comparison(ScenarioSpec scenario, Trace trace, List<Lane> lanes, double simulationMillis) {
        this(scenario, trace, lanes, simulationMillis, null);
    }

    /** The moment at which the last of the runs is over, in ticks. */
    public long endTick() {
        return lanes.stream().mapToLong(lane -> lane.log().endTick()).max().orElse(0);
    }
}
