package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.Trace;
import java.util.List;

/**
 * A finished comparison: the same requests on the same cluster under several policies.
 *
 * @param scenario what was simulated
 * @param trace the requests, after scaling and cutting
 * @param lanes a run for each policy, in the scenario's order
 * @param simulationMillis wall-clock time that the runs took together, in milliseconds
 */
public record Comparison(ScenarioSpec scenario, Trace trace, List<Lane> lanes, double simulationMillis) {
    /** Copies the list. */
    public Comparison {
        lanes = List.copyOf(lanes);
    }

    /** The moment at which the last of the runs is over, in ticks. */
    public long endTick() {
        return lanes.stream().mapToLong(lane -> lane.log().endTick()).max().orElse(0);
    }
}
