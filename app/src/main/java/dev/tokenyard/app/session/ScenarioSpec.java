package dev.tokenyard.app.session;

import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A scenario as the window edits it and as its file says it: everything that a comparison is a function of.
 *
 * @param name name for people
 * @param trace where the requests come from
 * @param rateScale how many times faster requests arrive than in the trace; positive
 * @param limit the first so many requests only; 0 for all
 * @param cluster the instances and how they batch
 * @param sloClasses the service classes, at least one; a request belongs to the class that its trace or the assignment
 *     names, or else to the first one
 * @param policies the policies to compare
 * @param predictor the predictor for policies that use one, empty for each policy's own default
 * @param predictorLatencyMillis what each prediction takes, in milliseconds, before its request can be scheduled: 0 where it
 *     is not charged, {@link #MEASURED_LATENCY} for what each predictor was measured to take. Only policies that predict pay
 * @param seed seed of every random stream
 * @param catalog GPUs and models of the user's own that the cluster may name beside the program's
 * @param hindsight whether the hindsight optimum is a contestant
 * @param assignment what gives requests classes and models in place of the trace
 * @param forks branches of the policies' runs, each behind the lane that it leaves
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
        double predictorLatencyMillis,
        long seed,
        UserCatalog catalog,
        HindsightChoice hindsight,
        AssignmentRules assignment,
        List<Fork> forks) {
    /** A prediction takes what its predictor was measured to take, see the predictor's card. */
    public static final double MEASURED_LATENCY = -1;

    /** Copies the lists. */
    public ScenarioSpec {
        sloClasses = List.copyOf(sloClasses);
        policies = List.copyOf(policies);
        forks = List.copyOf(forks);
    }

    /** A scenario without hindsight on GPUs and with models that the program knows, in which predictions take no time. */
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
        this(
                name,
                trace,
                rateScale,
                limit,
                cluster,
                sloClasses,
                policies,
                predictor,
                0,
                seed,
                UserCatalog.NONE,
                HindsightChoice.NONE,
                AssignmentRules.NONE,
                List.of());
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
     * @param repair what to do with what is amiss in a file
     * @param columns what the columns of a table of no known format mean; none for all else
     */
    public record TraceSource(
            SourceKind kind, String location, String format, ImportOptions repair, ColumnMapping columns) {
        /** A trace in a known format. */
        public TraceSource(SourceKind kind, String location, String format, ImportOptions repair) {
            this(kind, location, format, repair, ColumnMapping.NONE);
        }

        /** A trace with the usual repairs. */
        public TraceSource(SourceKind kind, String location, String format) {
            this(kind, location, format, ImportOptions.DEFAULT);
        }

        /** A sample. */
        public static TraceSource sample(String fileName) {
            return new TraceSource(SourceKind.SAMPLE, fileName, "auto");
        }

        /** A file in whatever format. */
        public static TraceSource file(String path) {
            return new TraceSource(SourceKind.FILE, path, "auto");
        }

        /** The same trace with other repairs. */
        public TraceSource withRepair(ImportOptions newRepair) {
            return new TraceSource(kind, location, format, newRepair, columns);
        }

        /** The same file as a table whose columns have a meaning of the user's choice. */
        public TraceSource withColumns(ColumnMapping newColumns) {
            return new TraceSource(kind, location, "auto", repair, newColumns);
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
        return with(draft -> draft.trace = newTrace);
    }

    /** The same scenario at another arrival rate. */
    public ScenarioSpec withRateScale(double newRateScale) {
        return with(draft -> draft.rateScale = newRateScale);
    }

    /** The same scenario on another cluster. */
    public ScenarioSpec withCluster(ClusterSpec newCluster) {
        return with(draft -> draft.cluster = newCluster);
    }

    /** The same scenario with other service classes. */
    public ScenarioSpec withSloClasses(List<SloClass> newClasses) {
        return with(draft -> draft.sloClasses = newClasses);
    }

    /** The same scenario under other policies. */
    public ScenarioSpec withPolicies(List<PolicyChoice> newPolicies) {
        return with(draft -> draft.policies = newPolicies);
    }

    /** The same scenario with another predictor. */
    public ScenarioSpec withPredictor(String newPredictor) {
        return with(draft -> draft.predictor = newPredictor);
    }

    /** The same scenario with predictions that take another time, in milliseconds. */
    public ScenarioSpec withPredictorLatency(double millis) {
        return with(draft -> draft.predictorLatencyMillis = millis);
    }

    /** The same scenario with another seed. */
    public ScenarioSpec withSeed(long newSeed) {
        return with(draft -> draft.seed = newSeed);
    }

    /** The same scenario cut to its first requests. */
    public ScenarioSpec withLimit(int newLimit) {
        return with(draft -> draft.limit = newLimit);
    }

    /** The same scenario under another name. */
    public ScenarioSpec named(String newName) {
        return with(draft -> draft.name = newName);
    }

    /** The same scenario with other GPUs and models of the user's own. */
    public ScenarioSpec withCatalog(UserCatalog newCatalog) {
        return with(draft -> draft.catalog = newCatalog);
    }

    /** The same scenario with or without hindsight. */
    public ScenarioSpec withHindsight(HindsightChoice newHindsight) {
        return with(draft -> draft.hindsight = newHindsight);
    }

    /** The same scenario with other rules for classes and models. */
    public ScenarioSpec withAssignment(AssignmentRules newAssignment) {
        return with(draft -> draft.assignment = newAssignment);
    }

    /** The same scenario with other forks. */
    public ScenarioSpec withForks(List<Fork> newForks) {
        return with(draft -> draft.forks = newForks);
    }

    /** Everybody who decides in it: its policies, and those of its forks. */
    List<PolicyChoice> everyChoice() {
        return Stream.concat(policies.stream(), forks.stream().map(Fork::policy))
                .toList();
    }

    private ScenarioSpec with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** A scenario under change, so that each change names only the part that it touches. */
    private static final class Draft {
        private String name;
        private TraceSource trace;
        private double rateScale;
        private int limit;
        private ClusterSpec cluster;
        private List<SloClass> sloClasses;
        private List<PolicyChoice> policies;
        private String predictor;
        private double predictorLatencyMillis;
        private long seed;
        private UserCatalog catalog;
        private HindsightChoice hindsight;
        private AssignmentRules assignment;
        private List<Fork> forks;

        Draft(ScenarioSpec from) {
            name = from.name;
            trace = from.trace;
            rateScale = from.rateScale;
            limit = from.limit;
            cluster = from.cluster;
            sloClasses = from.sloClasses;
            policies = from.policies;
            predictor = from.predictor;
            predictorLatencyMillis = from.predictorLatencyMillis;
            seed = from.seed;
            catalog = from.catalog;
            hindsight = from.hindsight;
            assignment = from.assignment;
            forks = from.forks;
        }

        ScenarioSpec finished() {
            return new ScenarioSpec(
                    name,
                    trace,
                    rateScale,
                    limit,
                    cluster,
                    sloClasses,
                    policies,
                    predictor,
                    predictorLatencyMillis,
                    seed,
                    catalog,
                    hindsight,
                    assignment,
                    forks);
        }
    }
}
