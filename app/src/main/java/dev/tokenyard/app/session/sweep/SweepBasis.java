package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * What knobs need to know of a scenario beyond its words.
 *
 * @param requestsPerSecond the arrival rate of its trace before it is scaled (in the theory mode a second is a round), with the scenario's own seed, to nine digits so
 *     that it is the same at every scale; NaN where all requests arrive at once
 * @param kvBlocks the KV blocks of an instance of each group; empty where that is not known
 */
public record SweepBasis(double requestsPerSecond, List<Integer> kvBlocks) {
    private static final int DIGITS = 9;

    /** Copies the list. */
    public SweepBasis {
        requestsPerSecond = SweepWords.rounded(requestsPerSecond, DIGITS);
        kvBlocks = List.copyOf(kvBlocks);
    }

    /** Of a scenario whose requests are known, cut and scaled. */
    public static SweepBasis of(ScenarioSpec scenario, Trace requests) {
        return new SweepBasis(TraceStatistics.of(requests).ratePerSecond() / scenario.rateScale(), List.of());
    }

    /** Of a scenario that was run. */
    public static SweepBasis of(ScenarioResult result) {
        ScenarioSpec scenario = result.comparison().scenario();
        List<InstanceInfo> instances =
                result.comparison().lanes().get(0).log().info().instances();
        List<Integer> blocks = new ArrayList<>();
        int first = 0;
        for (var group : scenario.cluster().groups()) {
            if (first < instances.size()) {
                blocks.add(instances.get(first).kvBlocks());
            }
            first += group.count() * group.models().size();
        }
        return new SweepBasis(result.trace().statistics().ratePerSecond() / scenario.rateScale(), blocks);
    }
}
