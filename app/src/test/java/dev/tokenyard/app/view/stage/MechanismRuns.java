package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.MechanismEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.sim.model.InstanceRole;
import java.util.List;

/** Runs in which requests are swapped and sent from instance to instance. */
final class MechanismRuns {
    private MechanismRuns() {}

    private static ScenarioSpec opening() {
        return ScenarioDefaults.opening().withPolicies(List.of(PolicyChoice.of("fcfs")));
    }

    /** Two instances whose memory is so small that victims are swapped all the time. */
    static Comparison swapping() throws ScenarioException {
        ScenarioSpec small = opening()
                .withLimit(400)
                .withCluster(opening().cluster().withGroup(0, group -> group.withKvBlocks(1200)));
        return run(MechanismEdits.swapping(true).apply(small));
    }

    /** A prefill and a decode instance, and a link so slow that transfers can be watched. */
    static Comparison parted() throws ScenarioException {
        InstanceGroup one = opening().cluster().groups().get(0).withCount(1);
        ScenarioSpec parted = opening()
                .withLimit(300)
                .withCluster(ScenarioDefaults.cluster(
                        List.of(one.withRole(InstanceRole.PREFILL), one.withRole(InstanceRole.DECODE))));
        return run(MechanismEdits.kvLink(2).apply(parted));
    }

    /** Two instances that get requests at random, between which requests migrate while they decode. */
    static Comparison migrating() throws ScenarioException {
        ScenarioSpec uneven =
                opening().withLimit(600).withCluster(opening().cluster().withRouter("random"));
        return run(
                MechanismEdits.migration(true).andThen(MechanismEdits.kvLink(5)).apply(uneven));
    }

    /** FCFS, and QLM, by which instances pull from a pool. */
    static Comparison pulled() throws ScenarioException {
        return run(opening().withLimit(600).withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("qlm"))));
    }

    private static Comparison run(ScenarioSpec scenario) throws ScenarioException {
        return new ComparisonService().run(scenario, () -> false);
    }
}
