package dev.tokenyard.policies.shepherd;

import dev.tokenyard.policies.kit.Places;
import dev.tokenyard.policies.shepherd.RequestStream.Key;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.GpuSets;
import dev.tokenyard.sim.policy.GpuView;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LoadPolicy;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.PullPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * SHEPHERD's online scheduler. GPUs that are free get the largest batch that would be in time, over all models; on an arrival, a
 * batch that is λ times as large as the running one takes its place.
 */
final class Flex implements PullPolicy, LoadPolicy, BatchPolicy {
    private final WorstCase worstCase;
    private final double lambda;
    private final BatchPolicy batching;
    private final Map<Key, RequestStream> byKey = new HashMap<>();
    private final List<RequestStream> streams = new ArrayList<>();
    private final List<GpuSet> gpuSets = new ArrayList<>();
    private GpuSet[] setOf = {};
    private RequestStream[] streamOf = new RequestStream[64];
    private @Nullable Pool known;
    private @Nullable Places places;

    /**
     * Makes a scheduler.
     *
     * @param lambda λ, at least 1
     * @param batching how the serving engine has the members of a batch join and run
     */
    Flex(WorstCase worstCase, double lambda, BatchPolicy batching) {
        this.worstCase = worstCase;
        this.lambda = lambda;
        this.batching = batching;
    }

    Pool pool() {
        return Objects.requireNonNull(known);
    }

    List<RequestStream> streams() {
        return streams;
    }

    List<GpuSet> gpuSets() {
        return gpuSets;
    }

    @Override
    public void begin(Pool pool) {
        known = pool;
        places = new Places(pool);
        setOf = new GpuSet[pool.instanceCount()];
        int[] numbers = GpuSets.numbers(setOf.length, pool::sharedGpus);
        for (int i = 0; i < setOf.length; i++) {
            if (numbers[i] == gpuSets.size()) {
                gpuSets.add(new GpuSet(numbers[i]));
            }
            GpuSet set = gpuSets.get(numbers[i]);
            set.instances.add(i);
            setOf[i] = set;
        }
    }

    /** What runs at an instance, or was left in its host memory, makes a batch of the size that it has. */
    @Override
    public void inherited(int request, int instance, int generatedTokens, boolean inHost, long tick) {
        RequestStream stream = streamFor(request);
        stream.know(pool().requests().promptTokens(request));
        remember(request, stream);
        GpuSet set = setOf[instance];
        FixedBatch batch = set.batchAt(instance);
        if (batch == null) {
            batch = new FixedBatch(instance, pool().kvBlocks(instance), pool().batchCap(instance));
            set.inherit(batch, pool().isLoaded(instance));
        }
        batch.inherit(request, worstCase.blocks(request, instance, pool()), inHost);
        batch.pending.sort(this::compareByDeadline);
    }

    private RequestStream streamFor(int request) {
        Key key = new Key(
                pool().requests().model(request),
                pool().requests().sloClass(request),
                Objects.requireNonNull(places).of(request));
        RequestStream stream = byKey.get(key);
        if (stream == null) {
            stream = new RequestStream(streams.size(), key, ableSets(key));
            byKey.put(key, stream);
            streams.add(stream);
        }
        return stream;
    }

    @Override
    public void arrived(int request, long tick) {
        RequestStream stream = streamFor(request);
        stream.note(pool().requests().promptTokens(request));
        remember(request, stream);
        stream.waiting.add(request);
        if (!findSeat(request, stream, tick)) {
            preemptIfOutdone(stream, tick);
        }
    }

    private void remember(int request, RequestStream stream) {
        if (request >= streamOf.length) {
            streamOf = Arrays.copyOf(streamOf, Math.max(request + 1, 2 * streamOf.length));
        }
        streamOf[request] = stream;
    }

    /** The GPUs that can serve a stream. */
    BitSet ableSets(Key key) {
        BitSet able = new BitSet();
        for (GpuSet set : gpuSets) {
            able.set(set.number, set.instances.stream().anyMatch(i -> canServe(i, key)));
        }
        return able;
    }

    boolean canServe(int instance, Key key) {
        return Objects.requireNonNull(places).has(key.places(), instance);
    }

    /** Idle GPUs with the model loaded, else a batch that has not begun, else idle GPUs; false if there are none. */
    private boolean findSeat(int request, RequestStream stream, long tick) {
        GpuSet idle = null;
        GpuSet emptiest = null;
        BitSet sets = stream.gpuSets;
        for (int s = sets.nextSetBit(0); s >= 0; s = sets.nextSetBit(s + 1)) {
            GpuSet set = gpuSets.get(s);
            FixedBatch batch = set.batch;
            if (batch == null) {
                idle = idle == null ? set : idle;
                if (set.instances.stream().anyMatch(i -> pool().isLoaded(i) && canServe(i, stream.key))) {
                    form(set, tick);
                    pool().consult(set.instances.get(0));
                    return true;
                }
            } else if (!batch.hasBegun()
                    && canServe(batch.instance, stream.key)
                    && batch.seatsLeft > 0
                    && worstCase.blocks(request, batch.instance, pool()) <= batch.blocksLeft
                    && (emptiest == null || batch.size < Objects.requireNonNull(emptiest.batch).size)) {
                emptiest = set;
            }
        }
        if (emptiest != null) {
            join(request, stream, Objects.requireNonNull(emptiest.batch));
            pool().consult(emptiest.instances.get(0));
            return true;
        }
        if (idle != null) {
            form(idle, tick);
            pool().consult(idle.instances.get(0));
        }
        return idle != null;
    }

    private void join(int request, RequestStream stream, FixedBatch batch) {
        stream.waiting.remove(request);
        batch.offer(request, worstCase.blocks(request, batch.instance, pool()));
        batch.pending.sort(this::compareByDeadline);
    }

    private int compareByDeadline(int a, int b) {
        int byDeadline = Long.compare(
                pool().requests().deadlineTick(a), pool().requests().deadlineTick(b));
        return byDeadline != 0 ? byDeadline : Integer.compare(a, b);
    }

    /** The preemption rule: |B_g| ≥ λ|B_c|. */
    private void preemptIfOutdone(RequestStream stream, long tick) {
        BitSet sets = stream.gpuSets;
        for (int s = sets.nextSetBit(0); s >= 0; s = sets.nextSetBit(s + 1)) {
            GpuSet set = gpuSets.get(s);
            FixedBatch current = set.batch;
            if (current != null && current.hasBegun() && canBePreempted(set) && isOutdone(set, current, tick)) {
                set.isPreempted = true;
                pool().consult(current.instance);
                return;
            }
        }
    }

    private static boolean canBePreempted(GpuSet set) {
        return !set.isPreempted && !set.mustGoOn();
    }

    private boolean isOutdone(GpuSet set, FixedBatch current, long tick) {
        double needed = Math.max(lambda * current.size, current.size + 1.0);
        int seats = 0;
        for (int i : set.instances) {
            seats = Math.max(seats, pool().batchCap(i));
        }
        long candidates = current.pending.size() + current.running.size();
        for (RequestStream stream : streams) {
            candidates += stream.gpuSets.get(set.number) ? stream.waiting.size() : 0;
        }
        return needed <= Math.min(seats, candidates) && largest(set, current, tick).inTime >= needed;
    }

    /**
     * B_g: the largest batch that could start now, by the members that would be in time; among equals the one with the earliest
     * deadline.
     *
     * @param current the batch that it would take the place of, whose members can be in it; null where the GPUs are idle
     */
    private FixedBatch largest(GpuSet set, @Nullable FixedBatch current, long tick) {
        FixedBatch best = null;
        for (int instance : set.instances) {
            FixedBatch batch = new BatchGenerator(instance, current, tick).generate();
            if (best == null || isBetter(batch, best)) {
                best = batch;
            }
        }
        return Objects.requireNonNull(best);
    }

    private boolean isBetter(FixedBatch batch, FixedBatch than) {
        if (batch.size == 0 || than.size == 0) {
            return batch.size > than.size;
        }
        if (batch.inTime != than.inTime) {
            return batch.inTime > than.inTime;
        }
        return compareByDeadline(batch.pending.get(0), than.pending.get(0)) < 0;
    }

    /** Fills a batch of an instance by deadline: with those that would be in time, then with late ones. */
    private final class BatchGenerator {
        private final long startTick;
        private final FixedBatch batch;
        private final List<Integer> again = new ArrayList<>();
        private final int[] next = new int[streams.size()];
        private final int[] end = new int[streams.size()];

        BatchGenerator(int instance, @Nullable FixedBatch current, long tick) {
            batch = new FixedBatch(instance, pool().kvBlocks(instance), pool().batchCap(instance));
            long ready = pool().isLoaded(instance)
                    ? pool().readyTick(instance)
                    : Math.addExact(tick, pool().loadTicks(instance));
            startTick = Math.max(tick, ready);
            if (current != null && current.instance == instance) {
                again.addAll(current.pending);
                again.addAll(current.running);
                again.removeIf(r -> !isInTime(r));
                again.sort(Flex.this::compareByDeadline);
            }
        }

        FixedBatch generate() {
            GpuSet set = setOf[batch.instance];
            int[] firstInTime = new int[next.length];
            for (RequestStream stream : streams) {
                boolean isHere = stream.gpuSets.get(set.number) && canServe(batch.instance, stream.key);
                end[stream.number] = isHere ? stream.waiting.size() : 0;
                firstInTime[stream.number] = isHere ? firstInTime(stream) : 0;
                next[stream.number] = firstInTime[stream.number];
            }
            boolean hasRoom = fill(true);
            batch.inTime = batch.size;
            if (hasRoom) {
                Arrays.fill(next, 0);
                System.arraycopy(firstInTime, 0, end, 0, end.length);
                fill(false);
            }
            return batch;
        }

        /** By bisection, since deadlines come in order. */
        private int firstInTime(RequestStream stream) {
            int low = 0;
            int high = stream.waiting.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isInTime(stream.waiting.get(middle))) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private boolean isInTime(int request) {
            long firstToken =
                    worstCase.firstTokenTicks(batch.instance, pool().requests().sloClass(request), pool());
            return pool().requests().deadlineTick(request) - startTick >= firstToken;
        }

        /** Says whether there is room left. */
        private boolean fill(boolean withAgain) {
            int nextAgain = withAgain ? 0 : again.size();
            while (true) {
                int first = nextAgain < again.size() ? again.get(nextAgain) : InstanceView.NONE;
                RequestStream from = null;
                for (RequestStream stream : streams) {
                    if (next[stream.number] < end[stream.number]) {
                        int request = stream.waiting.get(next[stream.number]);
                        if (first == InstanceView.NONE || compareByDeadline(request, first) < 0) {
                            first = request;
                            from = stream;
                        }
                    }
                }
                if (first == InstanceView.NONE) {
                    return true;
                }
                if (!batch.offer(first, worstCase.blocks(first, batch.instance, pool()))) {
                    return false;
                }
                if (from == null) {
                    nextAgain++;
                } else {
                    next[from.number]++;
                }
            }
        }
    }

    /** Gives idle GPUs what was left for them, else the largest batch, if anybody waits for them; says whether it did. */
    private boolean form(GpuSet set, long tick) {
        if (!set.left.isEmpty()) {
            set.batch = set.left.removeFirst();
            return true;
        }
        FixedBatch batch = largest(set, null, tick);
        if (batch.size == 0) {
            return false;
        }
        for (int request : batch.pending) {
            streamOf[request].waiting.remove(request);
        }
        set.batch = batch;
        return true;
    }

    /** Gives all idle GPUs something to do, where streams have been shared out anew. */
    void startIdle(long tick) {
        for (GpuSet set : gpuSets) {
            if (set.batch == null && form(set, tick)) {
                pool().consult(set.instances.get(0));
            }
        }
    }

    @Override
    public void plan(InstanceView view, BatchPlan plan) {
        GpuSet set = setOf[view.instance()];
        if (set.isPreempted) {
            // A batch that the engine binds together cannot be preempted.
            if (!view.completesTogether()) {
                preempt(set, view, plan);
            }
            set.isPreempted = false;
        }
        batching.plan(view, plan);
    }

    private void preempt(GpuSet set, InstanceView view, BatchPlan plan) {
        int older;
        for (int r = view.newestResident(); r != InstanceView.NONE; r = older) {
            older = view.olderResident(r);
            plan.evict(r);
        }
        for (int request : Objects.requireNonNull(set.batch).pending) {
            streamOf[request].waiting.addBack(request);
        }
        set.batch = null;
        form(set, view.nowTick());
    }

    @Override
    public void admitted(int request, int instance, long tick) {
        FixedBatch batch = Objects.requireNonNull(setOf[instance].batch);
        batch.pending.remove(0);
        batch.inHost.remove(request);
        batch.running.add(request);
    }

    @Override
    public void evicted(int request, int instance, boolean toHost, long tick) {
        FixedBatch batch = Objects.requireNonNull(setOf[instance].batch);
        batch.running.remove((Integer) request);
        batch.pending.add(request);
        batch.pending.sort(this::compareByDeadline);
        if (toHost) {
            // Only one that it has not sized itself is ever short of memory.
            batch.inHost.add(request);
        }
    }

    @Override
    public void completed(int request, int instance, long tick) {
        GpuSet set = setOf[instance];
        FixedBatch batch = Objects.requireNonNull(set.batch);
        batch.running.remove((Integer) request);
        if (batch.isDone()) {
            set.batch = null;
            set.isPreempted = false;
            if (form(set, tick)) {
                pool().consult(instance);
            }
        }
    }

    @Override
    public int next(int instance) {
        FixedBatch batch = setOf[instance].batch;
        return batch == null || batch.instance != instance || batch.pending.isEmpty()
                ? InstanceView.NONE
                : batch.pending.get(0);
    }

    @Override
    public int waiting(int instance) {
        FixedBatch batch = setOf[instance].batch;
        return batch == null || batch.instance != instance ? 0 : batch.pending.size();
    }

    @Override
    public int next(GpuView gpus) {
        FixedBatch batch = setOf[gpus.loaded()].batch;
        return batch == null ? gpus.loaded() : batch.instance;
    }
}
