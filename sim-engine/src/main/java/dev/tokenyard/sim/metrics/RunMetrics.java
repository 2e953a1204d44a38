package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a run. Rates are over the makespan. A figure that is undefined, such as the TTFT where no request got a
 * token, is NaN.
 *
 * @param policyId the policy's key
 * @param policyTitle the policy's name for people
 * @param seed the run's seed
 * @param engine how requests were batched and routed, and steps timed
 * @param requests requests of the trace
 * @param completed requests that got their last token
 * @param unfinished requests that were neither completed nor refused when the run ended
 * @param refusals requests that could never be served, by the reason
 * @param makespanSeconds the moment of the last completion, counted from the start of the trace (not from the first
 *     arrival); NaN if nothing was completed
 * @param latencies latencies of the requests that have them, in seconds
 * @param throughput completed work over time
 * @param slo objectives met
 * @param kv use of KV memory
 * @param batch sequences per step
 * @param effort steps, and work that was done twice or moved
 * @param gapToBound how much worse the run is than a bound on any policy, as a share of the bound; NaN if none was computed
 * @param warnings what a reader must know before believing the figures; see {@link RunWarnings}
 */
public record RunMetrics(
        String policyId,
        String policyTitle,
        long seed,
        Engine engine,
        int requests,
        int completed,
        int unfinished,
        RunTotals.Refusals refusals,
        double makespanSeconds,
        Latencies latencies,
        Throughput throughput,
        Slo slo,
        Kv kv,
        Batch batch,
        Effort effort,
        double gapToBound,
        List<RunWarning> warnings) {
    /** Copies the list. */
    public RunMetrics {
        warnings = List.copyOf(warnings);
    }

    /** All requests that could never be served. */
    public int refused() {
        return refusals.total();
    }

    /**
     * What surrounded the policy.
     *
     * @param batching the batching mode with its knobs
     * @param router what routed the requests
     * @param stepTime the step-time model
     */
    public record Engine(BatchingInfo batching, String router, String stepTime) {}

    /**
     * Latencies in seconds; see {@link LatencyKind}.
     *
     * @param ttft time to first token
     * @param tpot time per output token after the first
     * @param e2e end-to-end latency
     * @param queue queueing time
     */
    public record Latencies(Quantiles ttft, Quantiles tpot, Quantiles e2e, Quantiles queue) {
        /** The quantiles of a latency. */
        public Quantiles of(LatencyKind kind) {
            return switch (kind) {
                case TTFT -> ttft;
                case TPOT -> tpot;
                case E2E -> e2e;
                case QUEUE -> queue;
            };
        }
    }

    /**
     * Completed work over the makespan.
     *
     * @param requestsPerSecond completed requests per second
     * @param outputTokensPerSecond output tokens of completed requests per second
     */
    public record Throughput(double requestsPerSecond, double outputTokensPerSecond) {}

    /**
     * Objectives met; see {@link SloCheck}.
     *
     * @param attainment share of all requests, refused and unfinished ones included, that met their objectives
     * @param goodputPerSecond requests per second that met their objectives
     * @param byClass the same by service class, in the order of the scenario
     */
    public record Slo(double attainment, double goodputPerSecond, List<ClassMetrics> byClass) {
        /** Copies the list. */
        public Slo {
            byClass = List.copyOf(byClass);
        }
    }

    /**
     * KV blocks in use as a share of those of all instances (of models that take turns, the loaded one's), from the segments of the run; NaN if the run was made
     * without a log. Within a segment the use is taken to grow evenly.
     *
     * @param meanShare mean over the time from 0 to the end of the run
     * @param peakShare largest share at any moment
     */
    public record Kv(double meanShare, double peakShare) {}

    /**
     * Sequences per step.
     *
     * @param mean mean over all steps
     * @param max most in one step
     */
    public record Batch(double mean, int max) {}

    /**
     * Steps, and work that was done twice or moved.
     *
     * @param steps steps of all instances
     * @param preemptions evictions by recompute
     * @param recomputedTokens computed tokens that evictions threw away
     * @param swaps evictions to host memory
     * @param swappedTokens computed tokens that they moved there
     * @param prefixHitRate prompt tokens found in a prefix cache as a share of the prompt tokens of all requests that an
     *     instance with one admitted, each at its first admission; NaN without any
     * @param moves what moved between instances
     * @param loads models loaded in the course of the run
     */
    public record Effort(
            long steps,
            long preemptions,
            long recomputedTokens,
            long swaps,
            long swappedTokens,
            double prefixHitRate,
            RunTotals.Moves moves,
            RunTotals.Loads loads) {}

    /** Computes the figures of a run. */
    public static RunMetrics of(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        long lastCompletion = RequestOutcomes.NEVER;
        long outputTokens = 0;
        for (int r = 0; r < outcomes.size(); r++) {
            if (outcomes.isCompleted(r)) {
                lastCompletion = Math.max(lastCompletion, outcomes.completedTick(r));
                outputTokens += log.trace().outputTokens(r);
            }
        }
        double makespan = lastCompletion == RequestOutcomes.NEVER ? Double.NaN : Ticks.toSeconds(lastCompletion);
        RunTotals totals = log.info().totals();
        int requests = log.trace().size();
        return new RunMetrics(
                log.info().policyId(),
                log.info().policyTitle(),
                log.info().seed(),
                new Engine(
                        log.info().batching(), log.info().router(), log.info().stepTime()),
                requests,
                totals.completed(),
                requests - totals.completed() - totals.refused(),
                totals.refusals(),
                makespan,
                latencies(log),
                new Throughput(totals.completed() / makespan, outputTokens / makespan),
                slo(log, makespan),
                kv(log),
                new Batch((double) totals.batchSequences() / totals.steps(), totals.largestBatch()),
                new Effort(
                        totals.steps(),
                        totals.preemptions(),
                        totals.recomputedTokens(),
                        totals.swaps().count(),
                        totals.swaps().tokens(),
                        totals.prefixes().hitRate(),
                        totals.moves(),
                        totals.loads()),
                Double.NaN,
                RunWarnings.of(log));
    }

    /** The same figures under another seed. */
    RunMetrics withSeed(long newSeed) {
        return with(newSeed, gapToBound);
    }

    /** The same figures with a gap to a bound, as a share of the bound; NaN for none. */
    public RunMetrics withGapToBound(double gap) {
        return with(seed, gap);
    }

    private RunMetrics with(long newSeed, double gap) {
        return new RunMetrics(
                policyId,
                policyTitle,
                newSeed,
                engine,
                requests,
                completed,
                unfinished,
                refusals,
                makespanSeconds,
                latencies,
                throughput,
                slo,
                kv,
                batch,
                effort,
                gap,
                warnings);
    }

    private static Latencies latencies(RunLog log) {
        return new Latencies(
                quantiles(log, LatencyKind.TTFT),
                quantiles(log, LatencyKind.TPOT),
                quantiles(log, LatencyKind.E2E),
                quantiles(log, LatencyKind.QUEUE));
    }

    private static Quantiles quantiles(RunLog log, LatencyKind kind) {
        return Quantiles.of(Distribution.of(log, kind));
    }

    private static Slo slo(RunLog log, double makespanSeconds) {
        SloCheck check = new SloCheck(log);
        List<SloClass> classes = log.info().sloClasses();
        int[] requests = new int[classes.size()];
        int[] met = new int[classes.size()];
        int allMet = 0;
        for (int r = 0; r < log.trace().size(); r++) {
            int k = log.outcomes().sloClass(r);
            requests[k]++;
            if (check.isMet(r)) {
                met[k]++;
                allMet++;
            }
        }
        List<ClassMetrics> byClass = new ArrayList<>();
        for (int k = 0; k < requests.length; k++) {
            byClass.add(new ClassMetrics(classes.get(k).name(), requests[k], met[k], met[k] / makespanSeconds));
        }
        return new Slo((double) allMet / log.trace().size(), allMet / makespanSeconds, byClass);
    }

    private static Kv kv(RunLog log) {
        if (!log.isRecorded() || log.endTick() == 0) {
            return new Kv(Double.NaN, Double.NaN);
        }
        Series whole = TimeSeries.of(log, SeriesKind.KV_SHARE, 0, log.endTick(), 1);
        return new Kv(whole.mean(0), whole.max(0));
    }
}
