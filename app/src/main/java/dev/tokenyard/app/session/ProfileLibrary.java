package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.profile.ServingProfiles;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.policy.ServiceProfiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the clusters of the last scenarios can do, so that a moved slider does not measure them again. Safe for use by several
 * threads.
 *
 * <p>Nothing is measured with the requests that are served by it. A recipe is carried out with another seed. Of a recording
 * there are no others: its first fifth, at least 50 requests, is what the rest is served by, and the next fifth what the first
 * is served by. A recording of fewer than 100 requests is too short for that, and serves itself.
 */
final class ProfileLibrary {
    private static final int KEPT = 8;
    private static final long OTHER_SEED = 7_919;
    private static final int TRAINING_SHARE = 5;
    private static final int FEWEST_TRAINING = 50;

    private final TraceLibrary traces;
    private final Map<Key, ServiceProfiles> recent = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Key(
            ClusterSpec cluster,
            List<FileStamp> stepTimes,
            UserCatalog catalog,
            TraceSource source,
            Trace recorded,
            long seed,
            List<SloClass> classes) {}

    ProfileLibrary(TraceLibrary traces) {
        this.traces = traces;
    }

    /**
     * Profiles of a scenario's instances.
     *
     * @param recorded the trace of the scenario, as recorded or generated, with the classes and models of its rules
     * @throws ScenarioException if the requests to measure with cannot be had; the message is for the user
     */
    synchronized ServiceProfiles of(
            ScenarioSpec scenario, List<InstanceSetup> instances, Trace recorded, BooleanSupplier cancelled)
            throws ScenarioException {
        Key key = new Key(
                scenario.cluster(),
                FileStamp.of(StepTimeLibrary.filesOf(scenario.cluster().stepTime())),
                scenario.catalog(),
                scenario.trace(),
                recorded,
                scenario.seed(),
                scenario.sloClasses());
        ServiceProfiles known = recent.get(key);
        if (known == null) {
            known = measured(scenario, instances, recorded, cancelled);
            recent.put(key, known);
            if (recent.size() > KEPT) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        return known;
    }

    private ServiceProfiles measured(
            ScenarioSpec scenario, List<InstanceSetup> instances, Trace recorded, BooleanSupplier cancelled)
            throws ScenarioException {
        if (TraceLibrary.isRecipe(scenario.trace())) {
            long seed = scenario.seed() + OTHER_SEED;
            Trace others = traces.load(scenario.trace(), seed, cancelled).trace();
            return profiles(scenario, instances, Assigner.assign(others, scenario.assignment(), seed), 0);
        }
        int part = Math.max(FEWEST_TRAINING, recorded.size() / TRAINING_SHARE);
        ServiceProfiles first =
                profiles(scenario, instances, recorded.firstRequests(Math.min(part, recorded.size())), 0);
        return recorded.size() < 2 * part
                ? first
                : new HeldOut(first, profiles(scenario, instances, recorded.firstRequests(2 * part), part), part);
    }

    private static ServingProfiles profiles(
            ScenarioSpec scenario, List<InstanceSetup> instances, Trace training, int from) throws ScenarioException {
        return new ServingProfiles(
                instances,
                scenario.cluster().batching().info(),
                scenario.cluster().batching()::create,
                scenario.cluster().isTheory() ? 1 : 0,
                training,
                SloAssignment.of(training, scenario.sloClasses()),
                from);
    }

    /**
     * Measured on two parts of a recording.
     *
     * @param first measured on its first requests
     * @param next measured on those after them
     * @param firstRequests how many requests the first part has
     */
    private record HeldOut(ServiceProfiles first, ServiceProfiles next, int firstRequests) implements ServiceProfiles {
        @Override
        public ServiceProfile profile(int instance, int sloClass, int fromPromptTokens, int toPromptTokens) {
            return first.profile(instance, sloClass, fromPromptTokens, toPromptTokens);
        }

        @Override
        public ServiceProfiles without(int request) {
            return request < firstRequests ? next : first;
        }
    }
}
