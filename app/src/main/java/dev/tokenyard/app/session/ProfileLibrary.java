package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.profile.ServingProfiles;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the clusters of the last scenarios can do, so that a moved slider does not measure them again. Safe for use by several
 * threads.
 *
 * <p>A recipe is carried out with another seed, so that nothing is measured with the requests of a run. Of a recording there are
 * no others: it is the first fifth, at least 50 requests, that everything is learned from, and these are run as well.
 */
final class ProfileLibrary {
    private static final int KEPT = 8;
    private static final long OTHER_SEED = 7_919;
    private static final int TRAINING_SHARE = 5;
    private static final int FEWEST_TRAINING = 50;

    private final TraceLibrary traces;
    private final Map<Key, ServingProfiles> recent = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Key(
            ClusterSpec cluster,
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
    synchronized ServingProfiles of(
            ScenarioSpec scenario, List<InstanceSetup> instances, Trace recorded, BooleanSupplier cancelled)
            throws ScenarioException {
        Key key = new Key(
                scenario.cluster(),
                scenario.catalog(),
                scenario.trace(),
                recorded,
                scenario.seed(),
                scenario.sloClasses());
        ServingProfiles known = recent.get(key);
        if (known == null) {
            Trace training = training(scenario, recorded, cancelled);
            known = new ServingProfiles(
                    instances,
                    scenario.cluster().batching().info(),
                    scenario.cluster().batching()::create,
                    scenario.cluster().isTheory() ? 1 : 0,
                    training,
                    SloAssignment.of(training, scenario.sloClasses()));
            recent.put(key, known);
            if (recent.size() > KEPT) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        return known;
    }

    private Trace training(ScenarioSpec scenario, Trace recorded, BooleanSupplier cancelled) throws ScenarioException {
        if (TraceLibrary.isRecipe(scenario.trace())) {
            long seed = scenario.seed() + OTHER_SEED;
            return Assigner.assign(
                    traces.load(scenario.trace(), seed, cancelled).trace(), scenario.assignment(), seed);
        }
        int first = Math.max(FEWEST_TRAINING, recorded.size() / TRAINING_SHARE);
        return recorded.firstRequests(Math.min(first, recorded.size()));
    }
}
