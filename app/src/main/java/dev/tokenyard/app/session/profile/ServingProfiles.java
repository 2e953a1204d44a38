package dev.tokenyard.app.session.profile;

import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.policy.ServiceProfiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Profiles of the instances of a cluster, each measured by a saturated run when it is first asked for. Safe for use by several
 * threads.
 *
 * <p>The requests that an instance is flooded with are those of the kind among the training requests for its model, or for any
 * model; where they are too few, those of the same class; where these are too few as well, all for its model, and at last all.
 */
public final class ServingProfiles implements ServiceProfiles {
    /** Fewer requests than this say too little of a kind. */
    private static final int FEWEST_OF_A_KIND = 20;
    /** Fewer say less of a class than what other classes are like. */
    private static final int FEWEST_OF_A_CLASS = 5;

    private final List<InstanceSetup> instances;
    private final BatchingInfo batchingInfo;
    private final Supplier<BatchingMode> batching;
    private final int outputSlotsAhead;
    private final Trace training;
    private final int from;
    private final int[] classOf;
    private final Map<Kind, ServiceProfile> known = new HashMap<>();

    private record Kind(int instance, int sloClass, int fromPromptTokens, int toPromptTokens) {}

    /**
     * Profiles to be measured.
     *
     * @param batching makes the batching mode that the cluster runs in
     * @param outputSlotsAhead as in {@link dev.tokenyard.sim.engine.SimulationInput}
     * @param training requests to measure with
     * @param classOf the service class of each
     * @param from how many of the first ones are left out
     */
    public ServingProfiles(
            List<InstanceSetup> instances,
            BatchingInfo batchingInfo,
            Supplier<BatchingMode> batching,
            int outputSlotsAhead,
            Trace training,
            int[] classOf,
            int from) {
        this.instances = List.copyOf(instances);
        this.batchingInfo = batchingInfo;
        this.batching = batching;
        this.outputSlotsAhead = outputSlotsAhead;
        this.training = training;
        this.classOf = classOf.clone();
        this.from = from;
    }

    @Override
    public synchronized ServiceProfile profile(int instance, int sloClass, int fromPromptTokens, int toPromptTokens) {
        Kind kind = new Kind(instance, sloClass, fromPromptTokens, toPromptTokens);
        ServiceProfile measured = known.get(kind);
        if (measured == null) {
            measured = measure(kind);
            known.put(kind, measured);
        }
        return measured;
    }

    /** Whether a training request asks for a model, or for none by name. */
    private boolean isFor(String modelId, int request) {
        int model = training.modelIndex(request);
        return model < 0 || training.modelNames().get(model).equals(modelId);
    }

    private ServiceProfile measure(Kind kind) {
        InstanceSetup setup = instances.get(kind.instance);
        long holds = (long) setup.info().kvBlocks() * setup.info().blockTokens();
        IntPredicate fits = r -> (long) training.promptTokens(r) + training.outputTokens(r) <= holds;
        IntPredicate sameModel = r -> fits.test(r) && isFor(setup.info().modelId(), r);
        IntPredicate sameClass = r -> sameModel.test(r) && classOf[r] == kind.sloClass;
        int[] requests = IntStream.range(from, training.size())
                .filter(sameClass)
                .filter(r -> training.promptTokens(r) >= kind.fromPromptTokens
                        && training.promptTokens(r) <= kind.toPromptTokens)
                .toArray();
        if (requests.length < FEWEST_OF_A_KIND) {
            requests = IntStream.range(from, training.size()).filter(sameClass).toArray();
        }
        if (requests.length < FEWEST_OF_A_CLASS) {
            requests = IntStream.range(from, training.size()).filter(sameModel).toArray();
        }
        if (requests.length < FEWEST_OF_A_KIND) {
            requests = IntStream.range(from, training.size()).filter(fits).toArray();
        }
        if (requests.length == 0) {
            throw new IllegalArgumentException("Instance " + setup.info().name()
                    + " holds none of the requests that it could be measured with; give it more KV memory.");
        }
        int[] prompts = IntStream.of(requests).map(training::promptTokens).toArray();
        int[] outputs = IntStream.of(requests).map(training::outputTokens).toArray();
        return new SaturatedRun(setup, batchingInfo, batching, outputSlotsAhead).measure(prompts, outputs);
    }
}
