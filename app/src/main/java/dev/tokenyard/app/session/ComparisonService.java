package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.predict.Predictor;
import dev.tokenyard.policies.kit.predict.Predictors;
import dev.tokenyard.sim.catalog.CatalogFileException;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunCancelledException;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs scenarios: one simulation for each policy, in parallel, on the same requests and the same predictions. */
public final class ComparisonService {
    private final TraceLibrary traces;
    private final ClusterBuilder clusters;
    private final PredictionLibrary predictions = new PredictionLibrary();
    private final ProfileLibrary profiles;
    private final Assigner assigner = new Assigner();
    private final ExecutorService runners;
    private final Supplier<RecordingMemory> memories;

    /** A service with the built-in catalogue and a thread for each core. */
    public ComparisonService() {
        this(new TraceLibrary(), HardwareCatalog.builtIn());
    }

    /**
     * A service.
     *
     * @param traces where traces come from
     * @param catalog the hardware that scenarios may name
     */
    public ComparisonService(TraceLibrary traces, HardwareCatalog catalog) {
        this(traces, catalog, RecordingMemory::ofJava);
    }

    /** Likewise, with the memory that a comparison may take. */
    ComparisonService(TraceLibrary traces, HardwareCatalog catalog, Supplier<RecordingMemory> memories) {
        this.memories = memories;
        this.traces = traces;
        this.clusters = new ClusterBuilder(catalog);
        this.profiles = new ProfileLibrary(traces);
        this.runners = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "simulation");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Where traces come from. */
    public TraceLibrary traces() {
        return traces;
    }

    /** What builds the clusters. */
    public ClusterBuilder clusters() {
        return clusters;
    }

    /**
     * Runs every policy of a scenario, recorded.
     *
     * @param cancelled asked now and then
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        checkPolicies(scenario);
        scenario.assignment().check(scenario);
        Trace recorded = recorded(scenario, cancelled);
        Trace trace = scaled(recorded, scenario);
        RecordingMemory memory = memories.get();
        List<Contender> contenders = contenders(scenario);
        int policies = contenders.size();
        if (RecordingMemory.isDoubtful(trace.size(), policies)) {
            memory.require(trace, run(scenario.withLimit(RecordingMemory.PILOT_REQUESTS), cancelled));
        }
        BooleanSupplier stopped = () -> cancelled.getAsBoolean() || memory.isFull();
        ClusterBuilder clusters = clustersOf(scenario);
        List<InstanceSetup> instances = clusters.build(scenario.cluster());
        int[] classes = SloAssignment.of(trace, scenario.sloClasses());
        long startNanos = System.nanoTime();
        PolicyMaker maker =
                new PolicyMaker(scenario, recorded, instances, predictions(scenario, recorded), profiles, cancelled);
        List<Future<Lane>> pending = new ArrayList<>();
        for (Contender contender : contenders) {
            pending.add(runners.submit(() -> lane(maker, contender, trace, classes, RunOptions.cancellable(stopped))));
        }
        List<Lane> lanes;
        try {
            lanes = collect(pending);
        } catch (CancellationException broken) {
            if (memory.isFull() && !cancelled.getAsBoolean()) {
                throw memory.filled(trace, policies);
            }
            throw broken;
        }
        return new Comparison(scenario, trace, lanes, (System.nanoTime() - startNanos) / 1e6);
    }

    private static Lane lane(PolicyMaker maker, Contender contender, Trace trace, int[] classes, RunOptions options)
            throws ScenarioException {
        ScenarioSpec scenario = maker.scenario();
        String predictor = maker.predictorOf(contender);
        SimulationInput input = new SimulationInput(
                trace,
                scenario.sloClasses(),
                classes,
                maker.instances(),
                scenario.cluster().batching().info(),
                scenario.cluster().isTheory() ? 1 : 0,
                scenario.seed(),
                predictor,
                maker.predictedBy(predictor),
                maker.predictionTicks(contender.first()));
        RunLog log = Simulator.run(input, maker.policy(contender.first()), maker.takeovers(contender), options);
        return new Lane(contender.card(), log, "", contender.fork());
    }

    /**
     * The figures of a scenario's first policy, the same that {@link #run} leads to, but cheaper: nothing is kept of the run.
     * It takes place in the calling thread, and several threads may measure at a time.
     *
     * @param part the part of the time that the figures are of
     * @param recorded whether to record the run on the way, which the use of KV memory is read from; without it those figures
     *     are NaN, unless a part of the run is wanted, for which it is recorded in any case
     * @param cancelled asked now and then
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     * @throws CancellationException if {@code cancelled} said so
     */
    public RunMetrics measure(ScenarioSpec scenario, RunPart part, boolean recorded, BooleanSupplier cancelled)
            throws ScenarioException {
        checkPolicies(scenario);
        scenario.assignment().check(scenario);
        Trace whole = recorded(scenario, cancelled);
        Trace trace = scaled(whole, scenario);
        PolicyMaker maker = new PolicyMaker(
                scenario,
                whole,
                clustersOf(scenario).build(scenario.cluster()),
                predictions(scenario, whole),
                profiles,
                cancelled);
        try {
            Lane lane = lane(
                    maker,
                    contenders(scenario).get(0),
                    trace,
                    SloAssignment.of(trace, scenario.sloClasses()),
                    new RunOptions(recorded || !part.isWhole(), false, cancelled));
            return RunMetrics.of(lane.log(), part.until(lane.log().endTick()));
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (RuntimeException | OutOfMemoryError failure) {
            throw asScenarioException(failure);
        }
    }

    /** The requests of a scenario, cut and scaled. See {@link #run} for what is thrown. */
    public Trace requests(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        return scaled(recorded(scenario, cancelled), scenario);
    }

    private ClusterBuilder clustersOf(ScenarioSpec scenario) throws ScenarioException {
        try {
            return clusters.with(scenario.catalog());
        } catch (CatalogFileException taken) {
            throw ScenarioException.passingOn(taken);
        }
    }

    private static List<Lane> collect(List<Future<Lane>> pending) throws ScenarioException {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (Future<Lane> lane : pending) {
                lanes.add(lane.get());
            }
        } catch (ExecutionException failure) {
            pending.forEach(lane -> lane.cancel(true));
            throw asScenarioException(Objects.requireNonNullElse(failure.getCause(), failure));
        } catch (InterruptedException interrupted) {
            pending.forEach(lane -> lane.cancel(true));
            Thread.currentThread().interrupt();
            throw cancellation(interrupted);
        }
        return lanes;
    }

    private static ScenarioException asScenarioException(Throwable cause) {
        if (cause instanceof RunCancelledException) {
            throw cancellation(cause);
        }
        if (cause instanceof ScenarioException known) {
            return known;
        }
        if (cause instanceof PlanRejectedException || cause instanceof IllegalArgumentException) {
            return ScenarioException.passingOn(cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return new ScenarioException(
                    "There is not enough memory for the recordings of this comparison; compare fewer policies, cut the"
                            + " trace with a limit, or give Java more memory, for instance with TOKENYARD_JAVA_OPTIONS=-Xmx12g.",
                    cause);
        }
        throw new IllegalStateException(cause);
    }

    private static CancellationException cancellation(Throwable cause) {
        CancellationException cancelled = new CancellationException("The comparison was cancelled.");
        cancelled.initCause(cause);
        return cancelled;
    }

    private static List<Contender> contenders(ScenarioSpec scenario) throws ScenarioException {
        try {
            return Contender.allOf(scenario);
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    private static void checkPolicies(ScenarioSpec scenario) throws ScenarioException {
        requirePolicies(scenario);
        if (!scenario.predictor().isEmpty()) {
            try {
                Predictors.of(scenario.predictor(), ConfusionMatrixFile::read);
                PredictionTimes.check(scenario.predictorLatencyMillis());
            } catch (IllegalArgumentException unknown) {
                throw ScenarioException.passingOn(unknown);
            }
        }
        for (PolicyChoice choice : scenario.everyChoice()) {
            try {
                PolicyFactory factory = PolicyCatalog.byId(choice.id());
                for (String knob : choice.knobs().keySet()) {
                    Knob.value(choice.id(), factory.card().knobs(), choice.knobs(), knob);
                }
            } catch (IllegalArgumentException unknown) {
                throw ScenarioException.passingOn(unknown);
            }
        }
        Set<String> seen = new HashSet<>();
        for (PolicyChoice choice : scenario.policies()) {
            if (!seen.add(choice.id())) {
                throw new ScenarioException("Policy " + choice.id() + " is chosen twice; name it once.");
            }
        }
    }

    /**
     * Predicts the requests of a scenario without running it.
     *
     * @param predictor the predictor's label
     * @param cancelled asked now and then while a file is read
     * @throws ScenarioException if the trace cannot be read or predicted; the message is for the user
     */
    public Predicted predict(ScenarioSpec scenario, String predictor, BooleanSupplier cancelled)
            throws ScenarioException {
        Trace recorded = recorded(scenario, cancelled);
        Trace trace = limited(recorded, scenario);
        try {
            Predictor made = Predictors.of(predictor, ConfusionMatrixFile::read);
            int[] tokens = predictions.predict(recorded, scenario.limit(), made, scenario.seed());
            return new Predicted(made.label(), trace, tokens, made.learnsFrom(trace));
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    /** The trace of a scenario as it was recorded or generated, with the classes and models of its rules. */
    private Trace recorded(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
        Trace loaded = traces.load(scenario.trace(), scenario.seed(), cancelled).trace();
        try {
            return assigner.assigned(loaded, scenario.assignment(), scenario.seed());
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    private static Trace limited(Trace recorded, ScenarioSpec scenario) throws ScenarioException {
        if (scenario.limit() < 0) {
            throw new ScenarioException(
                    "The limit is " + scenario.limit() + " requests; give a positive number, or 0 for all.");
        }
        return scenario.limit() > 0 ? recorded.firstRequests(scenario.limit()) : recorded;
    }

    private static Trace scaled(Trace recorded, ScenarioSpec scenario) throws ScenarioException {
        try {
            return limited(recorded, scenario).withRateScaled(scenario.rateScale());
        } catch (IllegalArgumentException outOfRange) {
            throw ScenarioException.passingOn(outOfRange);
        }
    }

    private Map<String, int[]> predictions(ScenarioSpec scenario, Trace recorded) throws ScenarioException {
        Map<String, int[]> byPredictor = new HashMap<>();
        for (PolicyChoice choice : scenario.everyChoice()) {
            String predictor = PolicyMaker.predictorOf(scenario, PolicyCatalog.byId(choice.id()));
            if (!predictor.isEmpty() && !byPredictor.containsKey(predictor)) {
                try {
                    Predictor made = Predictors.of(predictor, ConfusionMatrixFile::read);
                    byPredictor.put(predictor, predictions.predict(recorded, scenario.limit(), made, scenario.seed()));
                } catch (IllegalArgumentException unknown) {
                    throw ScenarioException.passingOn(unknown);
                }
            }
        }
        return byPredictor;
    }

    /** Refuses a scenario in which there is nothing to compare. */
    public static void requirePolicies(ScenarioSpec scenario) throws ScenarioException {
        if (scenario.policies().isEmpty()) {
            throw new ScenarioException("No policy is chosen; choose at least one.");
        }
    }
}
