package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Asks a policy where arriving requests go, shows it the instances, and checks what it says. */
final class Routing implements ClusterView {
    private final Policy policy;
    private final Trace trace;
    private final RequestTable requests;
    private final Instance[] instances;
    /** For each model that the trace names, which instances serve it. */
    private final boolean[][] serves;
    /** Tokens that each instance's KV cache holds. */
    private final long[] kvTokens;

    private final int outputSlotsAhead;
    private long nowTick;
    /** Whether a request is being handed over, and not arriving. */
    private boolean handingOver;
    /** Whether it is one that leaves the pool, for which only instances count that hold it to its end. */
    private boolean leavingPool;

    Routing(SimulationInput input, Policy policy, RequestTable requests, Instance[] instances) {
        this.policy = policy;
        this.requests = requests;
        this.instances = instances;
        trace = input.trace();
        outputSlotsAhead = input.outputSlotsAhead();
        kvTokens = new long[instances.length];
        for (int i = 0; i < instances.length; i++) {
            kvTokens[i] = (long) instances[i].totalBlocks() * instances[i].blockTokens();
        }
        serves = new boolean[trace.modelNames().size()][instances.length];
        for (int m = 0; m < serves.length; m++) {
            for (int i = 0; i < instances.length; i++) {
                String served = instances[i].info().modelId();
                // The theory's workers stand for any model.
                serves[m][i] =
                        served.isEmpty() || served.equals(trace.modelNames().get(m));
            }
        }
    }

    /**
     * The instance that the policy sends an arriving request to, {@link InstanceView#NONE} if none can serve it.
     *
     * @throws PlanRejectedException if the policy sends it where it cannot be served
     */
    int route(int r, long tick) {
        nowTick = tick;
        int able = 0;
        while (able < instances.length && !canServe(able, r)) {
            able++;
        }
        if (able == instances.length) {
            return InstanceView.NONE;
        }
        int chosen = policy.route().route(r, requests, this);
        String problem = chosen == able ? null : problem(chosen, r);
        if (problem != null) {
            throw PlanRejectedException.ofRoute(
                    policy.card().id(), policy.route().id(), tick, r, problem);
        }
        return chosen;
    }

    /** The instance that a request is sent to from the pool, as {@link #route} does with one that arrives. */
    int routeFromPool(int r, long tick) {
        leavingPool = true;
        int chosen = route(r, tick);
        leavingPool = false;
        return chosen;
    }

    /**
     * The decode instance that goes on with a request whose prefill has ended.
     *
     * @throws PlanRejectedException if the policy sends it where it cannot be served
     */
    int handOff(int r, long tick) {
        nowTick = tick;
        handingOver = true;
        int chosen = policy.route().handOff(r, requests, this);
        if (chosen < 0 || chosen >= instances.length || !canServe(chosen, r)) {
            throw PlanRejectedException.ofRoute(
                    policy.card().id(),
                    policy.route().id(),
                    tick,
                    r,
                    "after its prefill to instance " + chosen + ", which is not a decode instance that can serve it");
        }
        handingOver = false;
        return chosen;
    }

    /** Whether a request that begins at an instance can be served to its end: there, or at some decode instance. */
    boolean canFinish(int instance, int r) {
        Instance in = instances[instance];
        if (in.info().role() != InstanceRole.PREFILL) {
            return in.peakBlocks(r) <= in.totalBlocks();
        }
        if (requests.outputTokens(r) == 1) {
            return true;
        }
        for (int i = 0; i < instances.length; i++) {
            if (canGoOn(instance, i, r)) {
                return true;
            }
        }
        return false;
    }

    private boolean canGoOn(int from, int to, int r) {
        Instance in = instances[to];
        return in.info().role() == InstanceRole.DECODE && sharesModel(from, to) && in.peakBlocks(r) <= in.totalBlocks();
    }

    /** Whether keys and values that one instance has computed mean anything to another. */
    boolean sharesModel(int from, int to) {
        return instances[from].info().modelId().equals(instances[to].info().modelId());
    }

    /** Makes the moment known from which the instances are looked at. */
    void lookAt(long tick) {
        nowTick = tick;
    }

    private @Nullable String problem(int chosen, int r) {
        if (chosen < 0 || chosen >= instances.length) {
            return "to instance " + chosen + ", and there are only those from 0 to " + (instances.length - 1);
        }
        if (canServe(chosen, r)) {
            return null;
        }
        InstanceInfo info = instances[chosen].info();
        String there = "to instance " + chosen + " (" + info.name() + ")";
        if (!info.role().takesArrivals()) {
            return there + ", which only decodes";
        }
        return servesModel(chosen, r)
                ? there + ", whose " + info.kvBlocks() + " KV blocks of " + info.blockTokens()
                        + " tokens do not hold its prompt of " + requests.promptTokens(r) + " tokens"
                : there + ", which serves " + info.modelId() + " and not "
                        + trace.modelNames().get(requests.model(r));
    }

    /**
     * Of the instances that serve a request's model, the first of those whose KV cache holds the most tokens; {@link
     * InstanceView#NONE} if none serves it.
     *
     * @param arrivals whether only instances count that take arriving requests, and not those that serve to the end
     */
    int roomiest(int r, boolean arrivals) {
        int best = InstanceView.NONE;
        for (int i = 0; i < instances.length; i++) {
            InstanceRole role = instances[i].info().role();
            boolean counts = servesModel(i, r) && (arrivals ? role.takesArrivals() : role.decodes());
            if (counts && (best == InstanceView.NONE || kvTokens[i] > kvTokens[best])) {
                best = i;
            }
        }
        return best;
    }

    private boolean servesModel(int i, int r) {
        int model = requests.model(r);
        return model < 0 || serves[model][i];
    }

    @Override
    public int instanceCount() {
        return instances.length;
    }

    @Override
    public boolean canServe(int instance, int request) {
        if (handingOver) {
            return canGoOn(requests.instance[request], instance, request);
        }
        return instances[instance].info().role().takesArrivals()
                && servesModel(instance, request)
                && (long) requests.promptTokens(request) + outputSlotsAhead <= kvTokens[instance]
                && (!leavingPool || canFinish(instance, request));
    }

    @Override
    public int outstandingRequests(int instance) {
        SharedGpus gpus = instances[instance].gpus;
        return gpus == null ? instances[instance].outstanding : gpus.outstanding();
    }

    @Override
    public int waitingRequests(int instance) {
        SharedGpus gpus = instances[instance].gpus;
        return gpus == null ? instances[instance].waitingOrUnpredicted() : gpus.waiting();
    }

    @Override
    public long outstandingTokens(int instance) {
        SharedGpus gpus = instances[instance].gpus;
        return gpus == null ? instances[instance].outstandingTokens(nowTick) : gpus.outstandingTokens(nowTick);
    }
}
