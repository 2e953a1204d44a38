package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a run is a function of, apart from its policy.
 *
 * @param trace the requests
 * @param sloClasses the service classes, at least one
 * @param sloClassOf for each request the number of its class in {@code sloClasses}
 * @param instances the instances, at least one
 * @param batching the batching mode, for the record
 * @param outputSlotsAhead KV slots reserved for the token that a step generates: 0 as in serving engines, which store its
 *     keys and values in the next step; 1 as in the theory of MC-SF, where a request holds s + (τ - p) tokens at round τ
 * @param seed the seed, for the record; the engine itself draws no random numbers
 * @param predictor name of the source of the length estimates, for the record; empty without one
 * @param predictedTokens length estimates, for the record; empty without any
 * @param predictionTicks how long an estimate takes from the arrival of its request, in ticks, 0 or more: only then can the
 *     request be scheduled. Estimates are made side by side, so none waits for another
 */
public record SimulationInput(
        Trace trace,
        List<SloClass> sloClasses,
        int[] sloClassOf,
        List<InstanceSetup> instances,
        BatchingInfo batching,
        int outputSlotsAhead,
        long seed,
        String predictor,
        int[] predictedTokens,
        long predictionTicks) {
    /** Checks that the parts belong together. */
    public SimulationInput {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("The cluster has no instance; add at least one.");
        }
        if (sloClasses.isEmpty() || sloClassOf.length != trace.size()) {
            throw new IllegalArgumentException("Every request needs an SLO class: there are " + sloClasses.size()
                    + " classes, and assignments for " + sloClassOf.length + " of " + trace.size() + " requests.");
        }
        if (predictionTicks < 0 || predictionTicks > Ticks.MAX_ARRIVAL) {
            throw new IllegalArgumentException(
                    "A prediction takes " + Ticks.toSeconds(predictionTicks) + " s; give a time from 0 to 100 days.");
        }
        checkRoles(instances);
        checkSharedGpus(instances);
        PrefixBlocks prefixes = trace.prefixBlocks();
        for (InstanceSetup setup : instances) {
            int blockTokens = setup.info().blockTokens();
            if (setup.info().prefixCache() && prefixes != null && prefixes.blockTokens() % blockTokens != 0) {
                throw new IllegalArgumentException("The trace tells prompts apart by blocks of "
                        + prefixes.blockTokens() + " tokens, and the prefix cache of "
                        + setup.info().name()
                        + " has KV blocks of " + blockTokens + " tokens; use a KV block size that divides "
                        + prefixes.blockTokens() + ", such as 16, or switch the prefix cache off.");
            }
        }
        instances = List.copyOf(instances);
        sloClasses = List.copyOf(sloClasses);
    }

    private static void checkRoles(List<InstanceSetup> instances) {
        if (instances.stream().allMatch(setup -> setup.info().role() == InstanceRole.DECODE)) {
            throw new IllegalArgumentException(
                    "All instances of the cluster decode only, so none takes the requests that arrive; add a prefill"
                            + " instance.");
        }
        Set<String> decoded = instances.stream()
                .map(InstanceSetup::info)
                .filter(info -> info.role() == InstanceRole.DECODE)
                .map(InstanceInfo::modelId)
                .collect(Collectors.toSet());
        for (InstanceSetup setup : instances) {
            InstanceInfo info = setup.info();
            if (info.role() == InstanceRole.PREFILL && !decoded.contains(info.modelId())) {
                throw new IllegalArgumentException("The cluster has prefill instances"
                        + (decoded.isEmpty() ? "" : " of " + info.modelId())
                        + " and no decode instance that goes on with their requests"
                        + (decoded.isEmpty() ? "" : ", since keys and values of one model are of no use to another")
                        + "; add one.");
            }
        }
    }

    private static void checkSharedGpus(List<InstanceSetup> instances) {
        for (InstanceSetup setup : instances) {
            InstanceInfo info = setup.info();
            if (!info.sharesGpus()) {
                continue;
            }
            if (setup.kvLink().exists() || info.role() != InstanceRole.MIXED) {
                throw new IllegalArgumentException("Instance " + info.name()
                        + " shares its GPUs with other models and cannot exchange requests with other instances;"
                        + " leave out its KV link and role, or give it GPUs of its own.");
            }
            boolean twice = instances.stream()
                            .map(InstanceSetup::info)
                            .filter(other -> other.sharedGpus() == info.sharedGpus()
                                    && other.modelId().equals(info.modelId()))
                            .count()
                    > 1;
            if (twice) {
                throw new IllegalArgumentException(
                        "Model " + info.modelId() + " is named twice on the same GPUs; name each model once.");
            }
        }
    }

    /** The step-time models of the instances, each once. */
    String stepTimes() {
        return instances.stream()
                .map(setup -> setup.stepTime().label())
                .distinct()
                .collect(Collectors.joining(" + "));
    }

    /** Whether any instance has a KV link. */
    boolean movesKv() {
        return instances.stream().anyMatch(setup -> setup.kvLink().exists());
    }

    /** Whether any instance has a prefix cache that the trace can make use of. */
    boolean cachesPrefixes() {
        return trace.prefixBlocks() != null
                && instances.stream().anyMatch(setup -> setup.info().prefixCache());
    }

    /** An input whose estimates take no time. */
    public SimulationInput(
            Trace trace,
            List<SloClass> sloClasses,
            int[] sloClassOf,
            List<InstanceSetup> instances,
            BatchingInfo batching,
            int outputSlotsAhead,
            long seed,
            String predictor,
            int[] predictedTokens) {
        this(trace, sloClasses, sloClassOf, instances, batching, outputSlotsAhead, seed, predictor, predictedTokens, 0);
    }

    /** The same, but an estimate takes so many ticks. */
    public SimulationInput withPredictionTicks(long ticks) {
        return new SimulationInput(
                trace,
                sloClasses,
                sloClassOf,
                instances,
                batching,
                outputSlotsAhead,
                seed,
                predictor,
                predictedTokens,
                ticks);
    }

    /** An input in a batching mode that has no knobs. */
    public SimulationInput(
            Trace trace,
            List<SloClass> sloClasses,
            int[] sloClassOf,
            List<InstanceSetup> instances,
            String batching,
            int outputSlotsAhead,
            long seed,
            String predictor,
            int[] predictedTokens) {
        this(
                trace,
                sloClasses,
                sloClassOf,
                instances,
                BatchingInfo.of(batching),
                outputSlotsAhead,
                seed,
                predictor,
                predictedTokens);
    }
}
