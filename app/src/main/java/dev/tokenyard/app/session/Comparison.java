package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.sim.model.Trace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * The number of a lane's colour. Policies come first and then forks, so that no policy changes its colour when a fork comes
     * beside it; the hindsight optimum comes last.
     */
    public int colour(int lane) {
        if (hindsight != null && lane == hindsight.lane()) {
            return lanes.size() - 1;
        }
        boolean isFork = lanes.get(lane).origin() != null;
        int alikeBefore = countForks(lane, isFork);
        boolean hasSchedule = hindsight != null && hindsight.lane() != Hindsight.NO_LANE;
        return isFork ? countForks(lanes.size(), false) - (hasSchedule ? 1 : 0) + alikeBefore : alikeBefore;
    }

    private int countForks(int before, boolean forks) {
        return (int) lanes.subList(0, before).stream()
                .filter(lane -> (lane.origin() != null) == forks)
                .count();
    }

    /** The same runs of a scenario under another name. */
    public Comparison named(String name) {
        return new Comparison(scenario.named(name), trace, lanes, simulationMillis, hindsight);
    }

    /** Whether a fork can leave a lane: any but the hindsight optimum. */
    public boolean canFork(int lane) {
        return hindsight == null || hindsight.lane() != lane;
    }

    /** The lane whose card has an id, -1 if none has. */
    public int laneOf(String id) {
        return IntStream.range(0, lanes.size())
                .filter(lane -> lanes.get(lane).card().id().equals(id))
                .findFirst()
                .orElse(-1);
    }

    /** How the knobs of a lane's policy are set where they are not at their defaults; those of a fork are its last policy's. */
    public Map<String, Double> knobs(int lane) {
        String id = lanes.get(lane).card().id();
        return Stream.concat(
                        scenario.policies().stream()
                                .filter(choice -> choice.id().equals(id)),
                        scenario.forks().stream()
                                .filter(fork -> fork.id().equals(id))
                                .map(Fork::policy))
                .findFirst()
                .map(PolicyChoice::knobs)
                .orElse(Map.of());
    }

    /** The moment at which the last of the runs is over, in ticks. */
    public long endTick() {
        return lanes.stream().mapToLong(lane -> lane.log().endTick()).max().orElse(0);
    }
}
