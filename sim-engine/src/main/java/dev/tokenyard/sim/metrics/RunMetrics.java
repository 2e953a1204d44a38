package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of a run, or of a part of its time; see {@link Window} for what then counts. Rates are over the makespan, or as much
 * of it as lies in the window. A figure that is undefined, such as the TTFT where no request got a
 * token, is NaN.
 *
 * @param policyId the policy's key
 * @param policyTitle the policy's name for people
 * @param seed the run's seed
 * @param engine how requests were batched and routed, and steps timed
 * @param window the part of the time that they are of, {@link Window#WHOLE} for all
 * @param requests requests of the trace that arrived in the window
 * @param completed requests that got their last token
 * @param unfinished requests that were neither completed nor refused when the run ended
 * @param refusals requests that could never be served, by the reason
 * @param makespanSeconds the moment of the last completion of the requests of the window, counted from the window's start, which
 *     for a whole run is the start of the trace (not the first arrival); NaN if none was completed
 * @param latencies latencies of the requests that have them, in seconds
 * @param throughput completed work over time
 * @param slo objectives met
 * @param kv use of KV memory
 * @param batch sequences per step
 * @param effort steps, and work that was done twice or moved
 * @param gapToBound how much worse the run is than a bound on any policy, as a share of the bound; NaN if none was computed, as
 *     for parts of a run
 * @param warnings what a reader must know before believing the figures; beside those of a window they say which are of the whole
 *     run, see {@link RunWarning.Kind#isOfRun}
 */
public record RunMetrics(
        String policyId,
        String policyTitle,
        long seed,
        Engine engine,
        Window window,
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
     * @param fairness {@link JainIndex} of the attainments of the trace's clients, or of the service classes where it names fewer
     *     than two clients. What a client gets is measured by its objectives and not by tokens: in a run that serves all, each
     *     gets the tokens that it asked for under every policy. Requests that name no client are left out beside those that
     *     do, and so are groups without a request; NaN where fewer than two groups remain or no request met its objectives
     */
    public record Slo(double attainment, double goodputPerSecond, List<ClassMetrics> byClass, double fairness) {
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
        return of(log, Window.WHOLE);
    }

    /**
     * Computes the figures of a part of a run's time.
     *
     * @throws IllegalStateException if the run was made without a log and the window is not all of time
     */
    public static RunMetrics of(RunLog log, Window window) {
        RequestOutcomes outcomes = log.outcomes();
        long lastCompletion = RequestOutcomes.NEVER;
        long lastCounted = RequestOutcomes.NEVER;
        int requests = 0;
        int completions = 0;
        long outputTokens = 0;
        for (int r = 0; r < outcomes.size(); r++) {
            boolean counted = window.counts(log, r);
            requests += counted ? 1 : 0;
            if (outcomes.isCompleted(r)) {
                long tick = outcomes.completedTick(r);
                lastCompletion = Math.max(lastCompletion, tick);
                lastCounted = counted ? Math.max(lastCounted, tick) : lastCounted;
                completions += window.contains(tick) ? 1 : 0;
                outputTokens += window.contains(tick) ? log.trace().outputTokens(r) : 0;
            }
        }
        double seconds = lastCompletion == RequestOutcomes.NEVER
                ? Double.NaN
                : Ticks.toSeconds(window.ticksUntil(lastCompletion));
        RunTotals totals = WindowTotals.of(log, window);
        return new RunMetrics(
                log.info().policyId(),
                log.info().policyTitle(),
                log.info().seed(),
                new Engine(
                        log.info().batching(), log.info().router(), log.info().stepTime()),
                window,
                requests,
                totals.completed(),
                requests - totals.completed() - totals.refused(),
                totals.refusals(),
                lastCounted == RequestOutcomes.NEVER ? Double.NaN : Ticks.toSeconds(lastCounted - window.fromTick()),
                latencies(log, window),
                new Throughput(completions / seconds, outputTokens / seconds),
                slo(log, window, seconds),
                kv(log, window),
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
                RunWarnings.of(log, window, requests, totals));
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
                window,
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

    private static Latencies latencies(RunLog log, Window window) {
        return new Latencies(
                quantiles(log, LatencyKind.TTFT, window),
                quantiles(log, LatencyKind.TPOT, window),
                quantiles(log, LatencyKind.E2E, window),
                quantiles(log, LatencyKind.QUEUE, window));
    }

    private static Quantiles quantiles(RunLog log, LatencyKind kind, Window window) {
        return Quantiles.of(Distribution.of(log, kind, window));
    }

    private static Slo slo(RunLog log, Window window, double seconds) {
        SloCheck check = new SloCheck(log);
        RequestOutcomes outcomes = log.outcomes();
        List<SloClass> classes = log.info().sloClasses();
        int[] requests = new int[classes.size()];
        int[] met = new int[classes.size()];
        int[] metInTime = new int[classes.size()];
        int clients = log.trace().names(Label.CLIENT).size();
        int[] requestsOf = new int[clients];
        int[] metOf = new int[clients];
        for (int r = 0; r < log.trace().size(); r++) {
            int k = outcomes.sloClass(r);
            boolean isMet = check.isMet(r);
            if (window.counts(log, r)) {
                requests[k]++;
                met[k] += isMet ? 1 : 0;
                int client = log.trace().nameIndex(Label.CLIENT, r);
                if (client >= 0) {
                    requestsOf[client]++;
                    metOf[client] += isMet ? 1 : 0;
                }
            }
            metInTime[k] += isMet && window.contains(outcomes.completedTick(r)) ? 1 : 0;
        }
        List<ClassMetrics> byClass = new ArrayList<>();
        for (int k = 0; k < requests.length; k++) {
            byClass.add(new ClassMetrics(classes.get(k).name(), requests[k], met[k], metInTime[k] / seconds));
        }
        double fairness = clients < 2 ? JainIndex.ofMet(met, requests) : JainIndex.ofMet(metOf, requestsOf);
        return new Slo((double) sum(met) / sum(requests), sum(metInTime) / seconds, byClass, fairness);
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static Kv kv(RunLog log, Window window) {
        long to = Math.min(window.toTick(), log.endTick());
        boolean unknown = !log.isRecorded() && window.isWhole();
        if (unknown || to <= window.fromTick()) {
            return new Kv(Double.NaN, Double.NaN);
        }
        Series part = TimeSeries.of(log, SeriesKind.KV_SHARE, window.fromTick(), to, 1);
        return new Kv(part.mean(0), part.max(0));
    }
}
