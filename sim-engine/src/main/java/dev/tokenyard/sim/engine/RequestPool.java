package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.policy.RequestView;
import org.jspecify.annotations.Nullable;

/** The requests that wait in common, under a policy by which instances pull; that policy; and the instances that it calls. */
final class RequestPool implements Pool {
    private final RequestTable requests;
    private final Instance[] instances;
    private final Routing routing;
    private final int[] firstAlike;
    private final boolean[] called;
    private int calledCount;

    /** What offers requests to instances at present, null where they are sent to one. */
    private @Nullable PullPolicy pull;

    RequestPool(RequestTable requests, Instance[] instances, Routing routing) {
        this.requests = requests;
        this.instances = instances;
        this.routing = routing;
        called = new boolean[instances.length];
        firstAlike = new int[instances.length];
        for (int i = 0; i < instances.length; i++) {
            while (!instances[firstAlike[i]].isLike(instances[i])) {
                firstAlike[i]++;
            }
        }
    }

    /**
     * Checks that a policy can keep the requests of a run in a pool.
     *
     * @throws IllegalArgumentException if not; the message is for the user
     */
    static void check(Policy policy, SimulationInput input) {
        if (policy.pull() != null && input.cachesPrefixes()) {
            throw new IllegalArgumentException("Policy " + policy.card().id()
                    + " keeps requests in a pool, and no instance can tell what its prefix cache holds of them before"
                    + " it takes them; switch the prefix cache off.");
        }
        if (policy.pull() != null && input.movesKv()) {
            throw new IllegalArgumentException("Policy " + policy.card().id()
                    + " has instances pull requests, which cannot go on elsewhere then; leave out the KV link.");
        }
    }

    /** From now on requests wait here and a policy offers them, or null: they wait at instances. */
    void offeredBy(@Nullable PullPolicy next) {
        pull = next;
        for (Instance in : instances) {
            in.pullFrom(next);
        }
    }

    /** Whether requests wait here and not at instances. */
    boolean isInCharge() {
        return pull != null;
    }

    /** Lets the policy that offers requests begin, if there is one. */
    void begin(@Nullable RunRecorder recorder) {
        if (pull == null) {
            return;
        }
        if (recorder != null) {
            pull.recordIn(recorder.plans());
        }
        pull.begin(this);
    }

    /** A request whose key is known waits from now on. */
    void arrived(int request, long tick) {
        if (pull != null) {
            pull.arrived(request, tick);
        }
    }

    void completed(int request, int instance, long tick) {
        if (pull != null) {
            pull.completed(request, instance, tick);
        }
    }

    /** Whether some instance could serve a request to its end. */
    boolean canServe(int request) {
        for (int i = 0; i < instances.length; i++) {
            if (canServe(i, request)) {
                return true;
            }
        }
        return false;
    }

    boolean hasCalls() {
        return calledCount > 0;
    }

    /** Has those called consult the policy. */
    void wake(long tick) {
        calledCount = 0;
        for (int i = 0; i < called.length; i++) {
            if (called[i]) {
                called[i] = false;
                instances[i].call(tick);
            }
        }
    }

    @Override
    public RequestView requests() {
        return requests;
    }

    @Override
    public int instanceCount() {
        return instances.length;
    }

    @Override
    public boolean canServe(int instance, int request) {
        return routing.canServe(instance, request) && routing.canFinish(instance, request);
    }

    @Override
    public int firstAlike(int instance) {
        return firstAlike[instance];
    }

    @Override
    public int kvBlocks(int instance) {
        return instances[instance].info().kvBlocks();
    }

    @Override
    public int blockTokens(int instance) {
        return instances[instance].info().blockTokens();
    }

    @Override
    public int batchCap(int instance) {
        return instances[instance].info().batchCap();
    }

    @Override
    public long loadTicks(int instance) {
        return instances[instance].loadTicks();
    }

    @Override
    public int sharedGpus(int instance) {
        return instances[instance].info().sharedGpus();
    }

    @Override
    public boolean isLoaded(int instance) {
        SharedGpus gpus = instances[instance].gpus;
        return gpus == null || gpus.loadedInstance() == instances[instance];
    }

    @Override
    public long readyTick(int instance) {
        SharedGpus gpus = instances[instance].gpus;
        return gpus != null && gpus.isLoading() ? gpus.loadedInstance().nextTick : 0;
    }

    @Override
    public int residentCount(int instance) {
        return instances[instance].residentCount();
    }

    @Override
    public void consult(int instance) {
        if (!called[instance]) {
            called[instance] = true;
            calledCount++;
        }
    }
}
