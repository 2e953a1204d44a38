package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.kit.Places;
import dev.tokenyard.sim.policy.GpuSets;
import dev.tokenyard.sim.policy.GpuView;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LoadPolicy;
import dev.tokenyard.sim.policy.PlanLog;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The groups of all requests that are not done, and the virtual queues that they stand in. Instances pull from the head group of
 * their queue, and load the model that it asks for.
 */
final class VirtualQueues implements PullPolicy, LoadPolicy {
    private final GlobalScheduler scheduler;
    private final WaitReckoner reckoner;
    private final Qlm.Settings settings;
    private final Map<GroupKey, RequestGroup> open = new HashMap<>();
    /** By key and instance the group that was formed last of requests that had been admitted by another policy. */
    private final Map<Object, RequestGroup> inherited = new HashMap<>();

    private final List<VirtualQueue> queues = new ArrayList<>();
    private VirtualQueue[] queueOf = {};
    private int[] waitingAt = {};
    private RequestGroup[] groupOf = new RequestGroup[64];
    private int groups;
    private PlanLog log = PlanLog.NONE;
    private @Nullable Pool known;
    private @Nullable Places places;

    VirtualQueues(GlobalScheduler scheduler, WaitReckoner reckoner, Qlm.Settings settings) {
        this.scheduler = scheduler;
        this.reckoner = reckoner;
        this.settings = settings;
    }

    List<VirtualQueue> all() {
        return queues;
    }

    VirtualQueue of(int instance) {
        return queueOf[instance];
    }

    Pool pool() {
        return Objects.requireNonNull(known);
    }

    @Override
    public void recordIn(PlanLog newLog) {
        log = newLog;
    }

    PlanLog log() {
        return log;
    }

    /** Whether anybody reads the log, so that what is written there is worth working out. */
    boolean isRecorded() {
        return log != PlanLog.NONE;
    }

    @Override
    public void begin(Pool pool) {
        known = pool;
        Places able = new Places(pool);
        places = able;
        waitingAt = new int[pool.instanceCount()];
        queueOf = new VirtualQueue[pool.instanceCount()];
        int[] numbers = GpuSets.numbers(queueOf.length, pool::sharedGpus);
        for (int i = 0; i < queueOf.length; i++) {
            if (numbers[i] == queues.size()) {
                queues.add(new VirtualQueue(numbers[i], pool, able));
            }
            VirtualQueue queue = queues.get(numbers[i]);
            queue.instances.add(i);
            queueOf[i] = queue;
            log.queue(queue.number, i, Ticks.toSeconds(pool.loadTicks(i)));
        }
        scheduler.begin(this);
    }

    /** Those alike at an instance make groups that have begun there, since nobody can tell with whom they were together. */
    @Override
    public void inherited(int request, int instance, int generatedTokens, boolean inHost, long tick) {
        scheduler.noteTick(tick);
        VirtualQueue queue = queueOf[instance];
        GroupKey key = keyOf(request);
        RequestGroup group = inherited.get(List.of(key, instance));
        if (group == null || group.unfinished >= scheduler.mostMembers(group)) {
            group = new RequestGroup(groups++, key);
            group.hasBegun = true;
            group.queue = queue.number;
            group.instance = instance;
            inherited.put(List.of(key, instance), group);
            scheduler.noteAssigned(group);
        }
        group.unfinished++;
        remember(request, group);
        log.inherited(request, group.id, tick);
        if (!inHost) {
            queue.residents.add(
                    request, generatedTokens, pool().requests(), reckoner.estimateOf(group, instance), tick);
            return;
        }
        if (group.waiting.size() == 0) {
            queue.groups.add(group);
            log.stands(group.id, queue.number, queue.groups.size() - 1, tick);
        }
        group.waiting.add(request);
        count(instance, 1);
    }

    private GroupKey keyOf(int request) {
        return new GroupKey(
                pool().requests().model(request),
                pool().requests().sloClass(request),
                GroupKey.bucketOf(pool().requests().promptTokens(request), settings.narrowestBucket()),
                Objects.requireNonNull(places).of(request),
                reckoner.measuredWithout(request));
    }

    @Override
    public void arrived(int request, long tick) {
        GroupKey key = keyOf(request);
        RequestGroup group = open.get(key);
        boolean isNew = group == null;
        if (group == null) {
            group = new RequestGroup(groups++, key);
            open.put(key, group);
        }
        group.waiting.add(request);
        group.unfinished++;
        remember(request, group);
        scheduler.noteTick(tick);
        if (isNew) {
            scheduler.place(group);
        } else {
            count(group.instance, 1);
            callIfNext(request, group);
        }
        if (group.unfinished >= scheduler.mostMembers(group)) {
            open.remove(key);
        }
        if (isRecorded()) {
            GlobalScheduler.Outlook outlook = scheduler.outlook(group);
            log.joined(request, group.id, outlook.ahead(), outlook.waitSeconds(), tick);
        }
        scheduler.check(queues.get(group.queue), tick);
    }

    private void remember(int request, RequestGroup group) {
        if (request >= groupOf.length) {
            groupOf = Arrays.copyOf(groupOf, Math.max(request + 1, 2 * groupOf.length));
        }
        groupOf[request] = group;
    }

    private void callIfNext(int request, RequestGroup group) {
        if (next(group.instance) == request || waitingAt[group.instance] == 1) {
            pool().consult(group.instance);
        }
    }

    private void count(int instance, int change) {
        waitingAt[instance] += change;
    }

    /** Puts a new group at the end of a queue. */
    void stand(RequestGroup group, VirtualQueue queue) {
        queue.groups.add(group);
        assign(group, queue);
        callIfNext(group.earliest(), group);
    }

    /** Sends a group to a queue, where it already stands in the order. */
    void assign(RequestGroup group, VirtualQueue queue) {
        int instance = group.hasBegun ? group.instance : queue.instanceFor(group.key);
        if (group.instance != instance) {
            if (group.instance != InstanceView.NONE) {
                count(group.instance, -group.waiting.size());
                pool().consult(group.instance);
            }
            count(instance, group.waiting.size());
            pool().consult(instance);
        }
        group.queue = queue.number;
        if (group.instance != instance) {
            group.instance = instance;
            scheduler.noteAssigned(group);
        }
    }

    @Override
    public void admitted(int request, int instance, long tick) {
        RequestGroup group = groupOf[request];
        VirtualQueue queue = queueOf[instance];
        group.waiting.remove(request);
        count(instance, -1);
        queue.residents.add(
                request,
                pool().requests().generatedTokens(request),
                pool().requests(),
                reckoner.estimateOf(group, instance),
                tick);
        if (!group.hasBegun) {
            group.hasBegun = true;
            open.remove(group.key, group);
        }
        if (group.waiting.size() == 0) {
            queue.groups.remove(group);
            queue.forgetDisplacer(group);
            log.left(group.id, queue.number, tick);
        }
    }

    @Override
    public void evicted(int request, int instance, boolean toHost, long tick) {
        RequestGroup group = groupOf[request];
        VirtualQueue queue = queueOf[instance];
        queue.residents.remove(request);
        if (group.waiting.size() == 0) {
            int place = queue.displacer != null && queue.displacer == queue.head() ? 1 : 0;
            queue.groups.add(place, group);
            log.stands(group.id, queue.number, place, tick);
        }
        group.waiting.addBack(request);
        count(instance, 1);
    }

    @Override
    public void completed(int request, int instance, long tick) {
        RequestGroup group = groupOf[request];
        queueOf[instance].residents.remove(request);
        if (--group.unfinished == 0) {
            scheduler.check(queueOf[instance], tick);
        }
    }

    @Override
    public int next(int instance) {
        RequestGroup head = queueOf[instance].head();
        if (!settings.pulls()) {
            int earliest = earliest(queueOf[instance]);
            return earliest == InstanceView.NONE || groupOf[earliest].instance != instance
                    ? InstanceView.NONE
                    : earliest;
        }
        return head == null || head.instance != instance ? InstanceView.NONE : head.earliest();
    }

    /** The request of a queue that arrived first, whatever the order of the groups. */
    private static int earliest(VirtualQueue queue) {
        int earliest = InstanceView.NONE;
        for (int g = 0; g < queue.groups.size(); g++) {
            int first = queue.groups.get(g).earliest();
            if (earliest == InstanceView.NONE || first < earliest) {
                earliest = first;
            }
        }
        return earliest;
    }

    @Override
    public int waiting(int instance) {
        return waitingAt[instance];
    }

    @Override
    public int next(GpuView gpus) {
        VirtualQueue queue = queueOf[gpus.loaded()];
        RequestGroup head = queue.head();
        if (head == null) {
            return gpus.loaded();
        }
        return settings.pulls() ? head.instance : groupOf[earliest(queue)].instance;
    }
}
