package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.ServiceProfiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileLibraryTest {
    private static final int SHORT = 10;
    private static final int LONG = 400;

    private static double meanOutputTokens(Trace recorded, int servedRequest) throws ScenarioException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withTrace(ScenarioSpec.TraceSource.file("recorded.csv"))
                .withCluster(ScenarioDefaults.cluster(List.of(new InstanceGroup(
                        1, new InstanceGroup.Deployment("a100-80g", "mistral-7b", 1), InstanceGroup.Limits.DEFAULT))));
        List<InstanceSetup> instances = new ClusterBuilder(HardwareCatalog.builtIn()).build(scenario.cluster());
        ServiceProfiles profiles =
                new ProfileLibrary(new TraceLibrary()).of(scenario, instances, recorded, () -> false);
        return profiles.without(servedRequest).profile(0, 0, 1, 1_000).meanOutputTokens();
    }

    /** The first requests have short outputs, and all later ones long ones. */
    private static Trace recorded(int requests, int shortOnes) {
        TraceBuilder builder = Trace.builder("recorded");
        for (int r = 0; r < requests; r++) {
            builder.add(r, 100, r < shortOnes ? SHORT : LONG);
        }
        return builder.build();
    }

    /** The first fifth of 500 requests is served by what the second is like, and the others by what the first is like. */
    @Test
    void noRequestOfARecordingIsServedByWhatWasLearnedFromIt() throws ScenarioException {
        Trace recorded = recorded(500, 100);
        assertThat(meanOutputTokens(recorded, 0)).isEqualTo(LONG);
        assertThat(meanOutputTokens(recorded, 99)).isEqualTo(LONG);
        assertThat(meanOutputTokens(recorded, 100)).isEqualTo(SHORT);
        assertThat(meanOutputTokens(recorded, 499)).isEqualTo(SHORT);
    }

    @Test
    void aShortRecordingServesItself() throws ScenarioException {
        assertThat(meanOutputTokens(recorded(60, 60), 0)).isEqualTo(SHORT);
    }
}
