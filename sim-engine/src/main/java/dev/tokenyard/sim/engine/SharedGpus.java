package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.GpuView;
import dev.tokenyard.sim.policy.InstanceView;
import java.util.ArrayList;
import java.util.List;

/**
 * GPUs that several instances share by turns: one of them has its model loaded, and another takes over once that one has no
 * resident. Waiting requests stay with their instance, loaded or not; so do those in host memory.
 */
final class SharedGpus implements GpuView {
    private final List<Instance> members = new ArrayList<>();
    private final RequestTable requests;
    private Instance loaded;
    /** Whether it is still being loaded. */
    private boolean loading;

    long loads;
    long loadTicks;

    /** GPUs with the instance that is loaded at the start. */
    SharedGpus(Instance first, RequestTable requests) {
        this.requests = requests;
        loaded = first;
    }

    void add(Instance member) {
        members.add(member);
        member.gpus = this;
    }

    Instance loadedInstance() {
        return loaded;
    }

    boolean isLoading() {
        return loading;
    }

    /** Turns the GPUs over to another member; says when its model is loaded. */
    long turnOverTo(Instance next, long tick) {
        long ready = Math.addExact(tick, next.loadTicks());
        loaded.unload();
        loaded = next;
        loading = true;
        loads++;
        loadTicks += next.loadTicks();
        next.schedule(ready);
        next.standing.consultNext = true;
        return ready;
    }

    /** The model is loaded. */
    void endLoading() {
        loading = false;
    }

    /** Whether requests wait at a member that is not loaded, or lie in host memory for it. */
    boolean othersWait() {
        for (int i = 0; i < members.size(); i++) {
            Instance member = members.get(i);
            if (member != loaded && member.idleCount() > 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasMember(int instance) {
        return members.stream().anyMatch(member -> member.instance() == instance);
    }

    /** Requests that were routed to any member and are not finished. */
    int outstanding() {
        int sum = 0;
        for (int i = 0; i < members.size(); i++) {
            sum += members.get(i).outstanding;
        }
        return sum;
    }

    /** Requests that wait at any member. */
    int waiting() {
        int sum = 0;
        for (int i = 0; i < members.size(); i++) {
            sum += members.get(i).waitingOrUnpredicted();
        }
        return sum;
    }

    /** Prompt and generated tokens of the requests at any member that are not finished, as of {@code tick}. */
    long outstandingTokens(long tick) {
        long sum = 0;
        for (int i = 0; i < members.size(); i++) {
            sum += members.get(i).outstandingTokens(tick);
        }
        return sum;
    }

    // What a policy sees.

    @Override
    public long nowTick() {
        return loaded.nowTick();
    }

    @Override
    public int memberCount() {
        return members.size();
    }

    @Override
    public int member(int i) {
        return members.get(i).instance();
    }

    @Override
    public int loaded() {
        return loaded.instance();
    }

    @Override
    public int head(int member) {
        return find(member).firstIdle();
    }

    @Override
    public int residentCount() {
        return loaded.residentCount();
    }

    @Override
    public long loadTicks(int member) {
        return find(member).loadTicks();
    }

    private Instance find(int instance) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).instance() == instance) {
                return members.get(i);
            }
        }
        throw new IllegalArgumentException("Instance " + instance + " is not on these GPUs.");
    }

    @Override
    public int firstInLine() {
        int best = loaded.instance();
        int bestHead = loaded.firstIdle();
        for (int i = 0; i < members.size(); i++) {
            int head = members.get(i).firstIdle();
            if (head != InstanceView.NONE && (bestHead == InstanceView.NONE || requests.isBefore(head, bestHead))) {
                best = members.get(i).instance();
                bestHead = head;
            }
        }
        return best;
    }
}
