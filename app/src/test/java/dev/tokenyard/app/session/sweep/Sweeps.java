package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.util.List;

/** Small scenarios to sweep. */
final class Sweeps {
    static final ComparisonService SERVICE = new ComparisonService();

    private Sweeps() {}

    static ScenarioSpec scenario(String trace, String... policies) {
        return ScenarioDefaults.opening()
                .withTrace(TraceSource.sample(trace))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-13b", 1, 1))
                .withLimit(300)
                .withPolicies(List.of(policies).stream().map(PolicyChoice::of).toList());
    }

    static SweepKnob knob(ScenarioSpec scenario, String id) throws ScenarioException {
        return SweepKnobs.byId(id, scenario, SweepBasis.of(scenario, SERVICE.requests(scenario, () -> false)));
    }

    static SweepPlan plan(ScenarioSpec scenario, String knob, double from, double to, int points, int seeds)
            throws ScenarioException {
        return new SweepPlan(scenario, knob(scenario, knob), new SweepRange(from, to, points), seeds, 0.9, true, false);
    }
}
