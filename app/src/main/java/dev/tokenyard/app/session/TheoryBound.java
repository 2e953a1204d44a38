package dev.tokenyard.app.session;

import dev.tokenyard.policies.hindsight.HindsightInstance;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What no schedule can beat in a comparison in the theory mode. The bound holds for schedules that run each request in one
 * go, so a run that evicted anything has no gap to it.
 */
final class TheoryBound {
    /** For how long a bound is looked for where nobody wants hindsight, in seconds. */
    private static final double SECONDS = 5;

    private TheoryBound() {}

    /** The figures of a comparison; in the theory mode with each run's gap to a bound, which takes some seconds at most. */
    static ComparisonMetrics withGaps(Comparison comparison, BooleanSupplier cancelled) {
        return withGaps(comparison, Window.WHOLE, cancelled);
    }

    /** The same over a part of the time, which has no gaps unless it is all of it. */
    static ComparisonMetrics withGaps(Comparison comparison, Window window, BooleanSupplier cancelled) {
        return withGaps(comparison, window, SECONDS, cancelled);
    }

    /** The same for another seed than that of {@code first}, with a bound looked for as long, so that both gaps mean the same. */
    static ComparisonMetrics withGapsLike(ComparisonMetrics first, Comparison comparison, BooleanSupplier cancelled) {
        boolean hindsight = first.comparison().hindsight() != null;
        double seconds = hindsight ? comparison.scenario().hindsight().seconds() : SECONDS;
        return withGaps(comparison, first.window(), seconds, cancelled);
    }

    private static ComparisonMetrics withGaps(
            Comparison comparison, Window window, double seconds, BooleanSupplier cancelled) {
        ComparisonMetrics metrics = ComparisonMetrics.of(comparison, window);
        if (!window.isWhole()
                || comparison.hindsight() != null
                || obstacle(comparison).isPresent()) {
            return metrics;
        }
        HindsightResult result = solve(comparison, Limits.seconds(seconds), (phase, latency, bound) -> {}, cancelled);
        return new ComparisonMetrics(
                comparison,
                metrics.runs().stream()
                        .map(run -> run.withGapToBound(gap(run, comparison, result.lowerBoundRounds())))
                        .toList());
    }

    /** Solves a comparison's instance; only without an {@link #obstacle}. */
    static HindsightResult solve(Comparison comparison, Limits limits, Listener listener, BooleanSupplier cancelled) {
        return HindsightSolver.solve(
                HindsightInstance.of(comparison.trace(), memoryTokens(comparison)), limits, listener, cancelled);
    }

    /** Why there is no bound on a comparison, a sentence for people; empty if there is one. */
    static Optional<String> obstacle(Comparison comparison) {
        ClusterSpec cluster = comparison.scenario().cluster();
        if (!cluster.isTheory()) {
            return Optional.of(
                    "The optimum is one of the theory mode; choose the batching mode " + TheoryMode.BATCHING + ".");
        }
        if (cluster.instances() != 1) {
            return Optional.of(
                    "The optimum is that of one worker, and the cluster has " + cluster.instances() + "; leave one.");
        }
        if (cluster.groups().get(0).limits().prefixCache()) {
            return Optional.of("The optimum shares no prompts between requests; turn the prefix cache off.");
        }
        try {
            HindsightInstance.of(comparison.trace(), memoryTokens(comparison));
        } catch (IllegalArgumentException tooLarge) {
            return Optional.of(String.valueOf(tooLarge.getMessage()));
        }
        return Optional.empty();
    }

    private static int memoryTokens(Comparison comparison) {
        return comparison.scenario().cluster().groups().get(0).kvBlocks();
    }

    /** Seconds by which arrivals lie behind the beginnings of their rounds, which the bound counts from. */
    static double lateness(Trace trace) {
        double seconds = 0;
        for (int r = 0; r < trace.size(); r++) {
            seconds += Ticks.toSeconds(trace.arrivalTick(r) % Ticks.PER_SECOND);
        }
        return seconds;
    }

    /** By how much a run's total latency exceeds a bound in rounds, as a share of it; NaN if it cannot be said. */
    static double gap(RunMetrics run, Comparison comparison, long boundRounds) {
        RunLog log = comparison.lanes().stream()
                .filter(lane -> lane.card().id().equals(run.policyId()))
                .findFirst()
                .orElseThrow()
                .log();
        if (run.completed() < run.requests() || run.effort().preemptions() > 0 || run.requests() == 0) {
            return Double.NaN;
        }
        // A schedule can be moved to whole rounds with its completions no later, so only arrivals make the difference.
        double bound = boundRounds - lateness(comparison.trace());
        double total = 0;
        for (int r = 0; r < run.requests(); r++) {
            total += Ticks.toSeconds(
                    log.outcomes().completedTick(r) - comparison.trace().arrivalTick(r));
        }
        return bound > 0 ? Math.max(0, (total - bound) / bound) : Double.NaN;
    }
}
