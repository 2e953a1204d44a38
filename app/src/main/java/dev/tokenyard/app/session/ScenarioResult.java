package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A comparison and the few figures that stand beside the scenario.
 *
 * @param comparison the runs
 * @param trace the requests in figures
 * @param sloShares for each lane the share of requests that met their objectives, 0 to 1; NaN without requests, and in the
 *     theory mode without objectives
 * @param hindsightObstacle why hindsight has nothing to say of the comparison, a sentence; empty if it has
 */
public record ScenarioResult(
        Comparison comparison, TraceSummary trace, List<Double> sloShares, String hindsightObstacle) {
    /** Copies the list. */
    public ScenarioResult {
        sloShares = List.copyOf(sloShares);
    }

    /**
     * Runs a scenario and measures it.
     *
     * @param cancelled asked now and then
     * @throws TraceTooLargeException with a summary, if there is not enough memory for all its requests
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     */
    public static ScenarioResult of(ScenarioRunner runner, ScenarioSpec spec, BooleanSupplier cancelled)
            throws ScenarioException {
        Comparison comparison;
        try {
            comparison = runner.run(spec, cancelled);
        } catch (TraceTooLargeException tooLarge) {
            // What cannot be simulated can still be looked at.
            throw tooLarge.with(
                    TraceSummary.of(tooLarge.trace(), spec.sloClasses(), runner.importReport(spec.trace())));
        }
        return new ScenarioResult(
                comparison,
                TraceSummary.of(comparison.trace(), spec.sloClasses(), runner.importReport(spec.trace())),
                // Each lane is judged once, for whoever shows it as well.
                comparison.lanes().parallelStream()
                        .map(ScenarioResult::sloShare)
                        .toList(),
                HindsightService.obstacle(comparison).orElse(""));
    }

    /** The same of a scenario under another name. */
    public ScenarioResult named(String name) {
        return new ScenarioResult(comparison.named(name), trace, sloShares, hindsightObstacle);
    }

    /** Each is an answer of its own, also where two say the same: whoever waits for one hears of it. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private static double sloShare(Lane lane) {
        RunLog log = lane.log();
        boolean nothingToMeet = RunWords.isTheory(log.info().batching()) && !RunWords.hasObjectives(log.info());
        return nothingToMeet ? Double.NaN : lane.attainment().at(log.endTick(), Ticks.NEVER);
    }
}
