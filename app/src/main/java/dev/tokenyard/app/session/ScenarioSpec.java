package dev.tokenyard.app.session;

import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.model.SloClass;
import java.util.List;
import java.util.Map;

/**
 * A scenario as the window edits it and as its file says it: everything that a comparison is a function of.
 *
 * @param name name for people
 * @param trace where the requests come from
 * @param rateScale how many times faster requests arrive than in the trace; positive
 * @param limit the first so many requests only; 0 for all
 * @param cluster the instances and how they batch
 * @param sloClasses the service classes, at least one; a request belongs to the class that its trace names, or else to the
 *     first one
 * @param policies the policies to compare
 * @param predictor the predictor for policies that use one, empty for each policy's own default
 * @param seed seed of every random stream
 * @param catalog GPUs and models of the user's own that the cluster may name beside the program's
 */
public record ScenarioSpec(
        String name,
        TraceSource trace,
        double rateScale,
        int limit,
        ClusterSpec cluster,
        List<SloClass> sloClasses,
        List<PolicyChoice> policies,
        String predictor,
        long seed,
        UserCatalog catalog) {
    /** Copies the lists. */
    public ScenarioSpec {
        sloClasses = List.copyOf(sloClasses);
        policies = List.copyOf(policies);
    }

    /** A scenario on GPUs and with models that the program knows. */
    public ScenarioSpec(
            String name,
            TraceSource trace,
            double rateScale,
            int limit,
            ClusterSpec cluster,
            List<SloClass> sloClasses,
            List<PolicyChoice> policies,
            String predictor,
            long seed) {
        this(name, trace, rateScale, limit, cluster, sloClasses, policies, predictor, seed, UserCatalog.NONE);
    }

    /** How a trace is found. */
    public enum SourceKind {
        /** A file of the user's. */
        FILE,
        /** One of the samples that come with the program. */
        SAMPLE
    }

    /**
     * Where requests come from.
     *
     * @param kind how to read {@code location}
     * @param location a path or a sample's file name
     * @param format a format's id, or {@code auto} to find out by content
     */
    public record TraceSource(SourceKind kind, String location, String format) {
        /** A sample. */
        public static TraceSource sample(String fileName) {
            return new TraceSource(SourceKind.SAMPLE, fileName, "auto");
        }

        /** A file in whatever format. */
        public static TraceSource file(String path) {
            return new TraceSource(SourceKind.FILE, path, "auto");
        }
    }

    /**
     * A policy and how its knobs are set.
     *
     * @param id the policy's id
     * @param knobs values by knob name; those missing take their defaults
     */
    public record PolicyChoice(String id, Map<String, Double> knobs) {
        /** Copies the map. */
        public PolicyChoice {
            knobs = Map.copyOf(knobs);
        }

        /** A policy with default knobs. */
        public static PolicyChoice of(String id) {
            return new PolicyChoice(id, Map.of());
        }
    }

    /** The same scenario with another trace. */
    public ScenarioSpec withTrace(TraceSource newTrace) {
        return new ScenarioSpec(
                name, newTrace, rateScale, limit, cluster, sloClasses, policies, predictor, seed, catalog);
    }

    /** The same scenario at another arrival rate. */
    public ScenarioSpec withRateScale(double newRateScale) {
        return new ScenarioSpec(
                name, trace, newRateScale, limit, cluster, sloClasses, policies, predictor, seed, catalog);
    }

    /** The same scenario on another cluster. */
    public ScenarioSpec withCluster(ClusterSpec newCluster) {
        return new ScenarioSpec(
                name, trace, rateScale, limit, newCluster, sloClasses, policies, predictor, seed, catalog);
    }

    /** The same scenario with other service classes. */
    public ScenarioSpec withSloClasses(List<SloClass> newClasses) {
        return new ScenarioSpec(name, trace, rateScale, limit, cluster, newClasses, policies, predictor, seed, catalog);
    }

    /** The same scenario under other policies. */
    public ScenarioSpec withPolicies(List<PolicyChoice> newPolicies) {
        return new ScenarioSpec(
                name, trace, rateScale, limit, cluster, sloClasses, newPolicies, predictor, seed, catalog);
    }

    /** The same scenario with another predictor. */
    public ScenarioSpec withPredictor(String newPredictor) {
        return new ScenarioSpec(
                name, trace, rateScale, limit, cluster, sloClasses, policies, newPredictor, seed, catalog);
    }

    /** The same scenario with another seed. */
    public ScenarioSpec withSeed(long newSeed) {
        return new ScenarioSpec(
                name, trace, rateScale, limit, cluster, sloClasses, policies, predictor, newSeed, catalog);
    }

    /** The same scenario cut to its first requests. */
    public ScenarioSpec withLimit(int newLimit) {
        return new ScenarioSpec(
                name, trace, rateScale, newLimit, cluster, sloClasses, policies, predictor, seed, catalog);
    }

    /** The same scenario under another name. */
    public ScenarioSpec named(String newName) {
        return new ScenarioSpec(
                newName, trace, rateScale, limit, cluster, sloClasses, policies, predictor, seed, catalog);
    }

    /** The same scenario with other GPUs and models of the user's own. */
    public ScenarioSpec withCatalog(UserCatalog newCatalog) {
        return new ScenarioSpec(
                name, trace, rateScale, limit, cluster, sloClasses, policies, predictor, seed, newCatalog);
    }
}
