package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportReport;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes comparisons out of scenarios. Called from background threads, by several at a time. */
@FunctionalInterface
public interface ScenarioRunner {
    /**
     * Loads the trace and runs every policy.
     *
     * @param cancelled whether the result is no longer wanted; may be asked from several threads
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException;

    /** How the reading of a trace file went that this runner has read; empty for samples and for those it has not read. */
    default Optional<ImportReport> importReport(TraceSource source) {
        return Optional.empty();
    }

    /** How far the reading of a trace file is that goes on in another thread; empty for none. */
    default Optional<TraceLibrary.Reading> reading() {
        return Optional.empty();
    }

    /**
     * Predicts the requests of a scenario without running it.
     *
     * @param predictor the predictor's label
     * @throws ScenarioException if that cannot be done; the message is for the user
     */
    default Predicted predict(ScenarioSpec scenario, String predictor, BooleanSupplier cancelled)
            throws ScenarioException {
        throw new ScenarioException("The predictor " + predictor + " cannot be tried out here.");
    }

    /**
     * The requests of a trace as its file has them, before a scenario scales, limits or assigns anything.
     *
     * @param seed the seed with which a recipe is carried out
     * @throws ScenarioException if it cannot be read; the message is for the user
     */
    default Trace recorded(TraceSource source, long seed, BooleanSupplier cancelled) throws ScenarioException {
        throw new ScenarioException("The trace " + source.location() + " cannot be read here.");
    }

    /**
     * The figures of a scenario's only policy over a part of the time. See {@link ComparisonService#measure}.
     *
     * @throws ScenarioException if the scenario cannot be run; the message is for the user
     */
    default RunMetrics measure(ScenarioSpec scenario, RunPart part, boolean recorded, BooleanSupplier cancelled)
            throws ScenarioException {
        Comparison alone = run(scenario, cancelled);
        return RunMetrics.of(alone.lanes().get(0).log(), part.until(alone.endTick()));
    }

    /**
     * Looks for the hindsight optimum of a comparison, within the time that its scenario gives; see {@link
     * HindsightService#beside}.
     *
     * @throws ScenarioException if there is an obstacle; the message is for the user
     */
    default Comparison withHindsight(Comparison comparison, Listener listener, BooleanSupplier cancelled)
            throws ScenarioException {
        throw new ScenarioException("The hindsight optimum cannot be looked for here.");
    }

    /** Makes comparisons by simulation. */
    static ScenarioRunner of(ComparisonService service) {
        return new ScenarioRunner() {
            @Override
            public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
                return service.run(scenario, cancelled);
            }

            @Override
            public Predicted predict(ScenarioSpec scenario, String predictor, BooleanSupplier cancelled)
                    throws ScenarioException {
                return service.predict(scenario, predictor, cancelled);
            }

            @Override
            public Trace recorded(TraceSource source, long seed, BooleanSupplier cancelled) throws ScenarioException {
                return service.traces().load(source, seed, cancelled).trace();
            }

            @Override
            public RunMetrics measure(ScenarioSpec scenario, RunPart part, boolean recorded, BooleanSupplier cancelled)
                    throws ScenarioException {
                return service.measure(scenario, part, recorded, cancelled);
            }

            @Override
            public Comparison withHindsight(Comparison comparison, Listener listener, BooleanSupplier cancelled)
                    throws ScenarioException {
                return new HindsightService(service).beside(comparison, listener, cancelled);
            }

            @Override
            public Optional<TraceLibrary.Reading> reading() {
                return service.traces().reading();
            }

            @Override
            public Optional<ImportReport> importReport(TraceSource source) {
                if (source.kind() != SourceKind.FILE || TraceLibrary.isRecipe(source)) {
                    return Optional.empty();
                }
                try {
                    // Kept since the run; nothing is read again.
                    return Optional.of(
                            service.traces().load(source, () -> false).report());
                } catch (ScenarioException goneSince) {
                    return Optional.empty();
                }
            }
        };
    }
}
