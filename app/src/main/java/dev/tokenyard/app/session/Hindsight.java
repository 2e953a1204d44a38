package dev.tokenyard.app.session;

import dev.tokenyard.app.session.HindsightService.Contest;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What hindsight says of a comparison: the figures of the best schedule, and where each run departs from it. The
 * certificate itself, which may be large, is not kept.
 *
 * @param exact whether the schedule is proved optimal
 * @param totalLatencyRounds its total latency, in rounds
 * @param lowerBoundRounds a total latency that no schedule can beat, in rounds; the same if it is exact
 * @param isBoundChecked whether the bound is one that was computed from its definition, not one that a search came to
 * @param evidence how the bound is known, and whether that was re-checked; a phrase for people
 * @param lane the lane that follows the schedule, {@link #NO_LANE} if none does
 * @param departures by lane where it departs from the schedule; without the schedule's own lane, and without those that
 *     did not run every request in one go
 */
public record Hindsight(
        boolean exact,
        long totalLatencyRounds,
        long lowerBoundRounds,
        boolean isBoundChecked,
        String evidence,
        int lane,
        Map<Integer, Departure> departures) {
    /** No lane follows the schedule. */
    public static final int NO_LANE = -1;

    /** Copies the map. */
    public Hindsight {
        departures = Map.copyOf(departures);
    }

    /** A comparison with hindsight beside it: the schedule as its last lane, where there is one. */
    static Comparison beside(Comparison comparison, Contest contest) {
        List<Lane> lanes = new ArrayList<>(comparison.lanes());
        Map<Integer, Departure> departures = new HashMap<>();
        contest.lane().ifPresent(best -> {
            for (int k = 0; k < comparison.lanes().size(); k++) {
                int lane = k;
                Departure.of(comparison.lanes().get(k).log(), best.log())
                        .ifPresent(departure -> departures.put(lane, departure));
            }
            lanes.add(best);
        });
        HindsightResult result = contest.result();
        Hindsight hindsight = new Hindsight(
                result instanceof HindsightResult.Exact,
                result.totalLatencyRounds(),
                result.lowerBoundRounds(),
                !(result instanceof HindsightResult.Bound open) || open.isChecked(),
                result.evidence(),
                contest.lane().isPresent() ? comparison.lanes().size() : NO_LANE,
                departures);
        for (int k = 0; k < lanes.size(); k++) {
            lanes.set(k, lanes.get(k).withNote(HindsightWords.note(hindsight, k)));
        }
        return new Comparison(
                comparison.scenario(), comparison.trace(), lanes, comparison.simulationMillis(), hindsight);
    }

    /** By how much the schedule's total latency may exceed the optimum, as a share of the bound; 0 if it meets it. */
    public double gap() {
        return gap(totalLatencyRounds, lowerBoundRounds);
    }

    /** By how much a total latency exceeds a bound, as a share of the bound; 0 if it meets it. */
    public static double gap(long latencyRounds, long boundRounds) {
        return latencyRounds == boundRounds ? 0 : (double) (latencyRounds - boundRounds) / boundRounds;
    }

    /** Total latency of the completed requests of a run, in rounds; arrivals count from the beginning of their rounds. */
    public static long totalLatencyRounds(RunLog log) {
        long total = 0;
        for (int r = 0; r < log.trace().size(); r++) {
            if (log.outcomes().isCompleted(r)) {
                total += TheoryMode.round(log.outcomes().completedTick(r))
                        - TheoryMode.round(log.trace().arrivalTick(r));
            }
        }
        return total;
    }
}
