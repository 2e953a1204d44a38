package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.RequestView;
import org.jspecify.annotations.Nullable;

/** Gives a cluster policy its turn: shows it the instances, and checks and carries out what it says. */
final class ClusterTurn implements ClusterState, ClusterPlan {
    private final Policy policy;
    private final RequestTable requests;
    private final Instance[] instances;
    private final Routing routing;
    private final @Nullable Transfers transfers;
    private final long nowTick;

    ClusterTurn(
            Policy policy,
            RequestTable requests,
            Instance[] instances,
            Routing routing,
            @Nullable Transfers transfers,
            long nowTick) {
        this.policy = policy;
        this.requests = requests;
        this.instances = instances;
        this.routing = routing;
        this.transfers = transfers;
        this.nowTick = nowTick;
    }

    void take() {
        routing.lookAt(nowTick);
        policy.cluster().tick(this, this);
    }

    @Override
    public void migrate(int request, int toInstance) {
        if (transfers == null) {
            throw reject(request, "a request can migrate only from an instance with a KV link");
        }
        if (request < 0 || request >= requests.size() || !canLeave(request)) {
            throw reject(request, "only a decoding resident that is not being moved can migrate");
        }
        if (toInstance < 0 || toInstance >= instances.length || !canJoin(request, toInstance)) {
            throw reject(request, "a request can migrate to another instance that decodes and serves its model only");
        }
        Instance from = instances[requests.instance[request]];
        if (!sends(from.instance())) {
            throw reject(request, "a request can migrate only from an instance with a KV link");
        }
        transfers.migrate(request, from, instances[toInstance], nowTick);
    }

    private PlanRejectedException reject(int request, String rule) {
        return new PlanRejectedException(policy.card().id(), nowTick, request, rule, request, instances.length);
    }

    @Override
    public long nowTick() {
        return nowTick;
    }

    @Override
    public RequestView requests() {
        return requests;
    }

    @Override
    public int freeBlocks(int instance) {
        return instances[instance].freeBlocksAt(nowTick);
    }

    @Override
    public int blockTokens(int instance) {
        return instances[instance].blockTokens();
    }

    @Override
    public int batchSize(int instance) {
        return instances[instance].residentCount() + instances[instance].incomingCount;
    }

    @Override
    public int blocksOfHead(int instance) {
        Instance in = instances[instance];
        int head = in.firstIdle();
        return head == InstanceView.NONE
                ? 0
                : in.memory.blocksFor(requests.promptTokens(head) + requests.generatedTokens(head));
    }

    @Override
    public int newestResident(int instance) {
        return instances[instance].newestResident();
    }

    @Override
    public int olderResident(int resident) {
        return requests.older[resident];
    }

    @Override
    public int contextTokens(int resident) {
        return requests.promptTokens(resident)
                + (requests.state[resident] == RequestTable.DECODING
                        ? instances[requests.instance[resident]].generatedBy(resident, nowTick)
                        : requests.generated[resident]);
    }

    @Override
    public boolean canLeave(int resident) {
        return requests.state[resident] == RequestTable.DECODING
                && requests.reservedBlocks[resident] == 0
                && !instances[requests.instance[resident]].decoders.completesTogether()
                && (transfers == null || !transfers.isMoving(resident));
    }

    @Override
    public boolean sends(int instance) {
        return instances[instance].kvLink.exists();
    }

    @Override
    public boolean canJoin(int request, int instance) {
        return instance != requests.instance[request]
                && instances[instance].info().role().decodes()
                && routing.sharesModel(requests.instance[request], instance);
    }

    @Override
    public int instanceCount() {
        return instances.length;
    }

    @Override
    public boolean canServe(int instance, int request) {
        return routing.canServe(instance, request);
    }

    @Override
    public int outstandingRequests(int instance) {
        return routing.outstandingRequests(instance);
    }

    @Override
    public int waitingRequests(int instance) {
        return routing.waitingRequests(instance);
    }

    @Override
    public long outstandingTokens(int instance) {
        return routing.outstandingTokens(instance);
    }
}
