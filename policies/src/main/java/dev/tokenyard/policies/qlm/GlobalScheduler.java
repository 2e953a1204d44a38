package dev.tokenyard.policies.qlm;

import dev.tokenyard.policies.qlm.PlanProblem.Group;
import dev.tokenyard.policies.qlm.PlanProblem.Queue;
import dev.tokenyard.policies.qlm.PlanProblem.Service;
import dev.tokenyard.policies.qlm.PlanProblem.Weights;
import dev.tokenyard.policies.qlm.WaitingTimes.Estimate;
import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.DecisionClock;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PlanLog.GroupService;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * QLM's global scheduler. On an arrival and when a group is done it goes down the virtual queue concerned, and every second down
 * all of them, adds up the waits of the groups and the loads of models between them, and makes a new plan where a group that is
 * expected in time would come late.
 */
final class GlobalScheduler implements ClusterPolicy {
    private static final long PERIOD_TICKS = Ticks.PER_SECOND;
    /** A group that is let be late is planned for again once its lateness, or its size, is so many times as large. */
    private static final double MORE_THAN_ACCEPTED = 1.25;

    private final WaitReckoner reckoner;
    private final Planner planner;
    private final Qlm.Settings settings;
    private final DecisionClock clock;
    private @Nullable VirtualQueues known;
    private int turn;
    private int lateGroup;
    /** The plan that is being made, null if none is. */
    private @Nullable PendingPlan pending;

    GlobalScheduler(WaitReckoner reckoner, Planner planner, Qlm.Settings settings, DecisionClock clock) {
        this.reckoner = reckoner;
        this.planner = planner;
        this.settings = settings;
        this.clock = clock;
    }

    void begin(VirtualQueues of) {
        known = of;
        reckoner.begin(of);
    }

    private VirtualQueues queues() {
        return Objects.requireNonNull(known);
    }

    /** δ·B̄: the members that a group holds before another is opened. */
    int mostMembers(RequestGroup group) {
        return (int) Math.max(
                1, settings.delta() * reckoner.estimateOf(group, group.instance).batchSequences());
    }

    /** Sends a new group to the end of the queue that can begin it first; among equals where the batch is emptiest. */
    void place(RequestGroup group) {
        VirtualQueue best = null;
        double bestStart = 0;
        double bestLoad = 0;
        List<VirtualQueue> all = queues().all();
        for (int k = 0; k < all.size(); k++) {
            VirtualQueue queue = all.get((k + (settings.balances() ? 0 : turn)) % all.size());
            int instance = instanceFor(group, queue);
            if (instance == InstanceView.NONE) {
                continue;
            }
            if (!settings.balances()) {
                best = queue;
                turn = queue.number + 1;
                break;
            }
            double start = reckoner.startSeconds(queue, group, instance);
            double load = queues().pool().residentCount(queue.loadedInstance())
                    / reckoner.estimateOf(group, instance).batchSequences();
            if (best == null || start < bestStart || (start == bestStart && load < bestLoad)) {
                best = queue;
                bestStart = start;
                bestLoad = load;
            }
        }
        VirtualQueue chosen = Objects.requireNonNull(best);
        queues().stand(group, chosen);
        queues().log().stands(group.id, chosen.number, chosen.groups.size() - 1, reckoner.nowTick());
    }

    /** Another instance is to serve a group. */
    void noteAssigned(RequestGroup group) {
        if (queues().isRecorded()) {
            Estimate estimate = reckoner.estimateOf(group, group.instance);
            GroupService service = new GroupService(
                    group.instance, estimate.workSeconds(), estimate.prefillSeconds(), estimate.restSeconds(0));
            queues().log().assigned(group.id, service, reckoner.nowTick());
        }
    }

    /**
     * What the last member of a group has before it.
     *
     * @param ahead requests that wait and come before it
     * @param waitSeconds the time until it is expected to be admitted, in seconds
     */
    record Outlook(int ahead, double waitSeconds) {}

    /** What the last member of a group that waits has before it. */
    Outlook outlook(RequestGroup group) {
        WaitReckoner.Descent descent = reckoner.new Descent(queues().all().get(group.queue));
        int waiting = 0;
        while (descent.hasNext()) {
            RequestGroup next = descent.next();
            waiting += next.waiting.size();
            if (next == group) {
                double own = reckoner.estimateOf(group, group.instance).workSeconds();
                return new Outlook(waiting - 1, descent.finishSeconds() - own);
            }
        }
        throw new IllegalStateException("Group " + group.id + " does not stand in its queue.");
    }

    void noteTick(long tick) {
        reckoner.noteTick(tick);
    }

    /** The instance of a queue that may serve a group, {@link InstanceView#NONE} if none. */
    private int instanceFor(RequestGroup group, VirtualQueue queue) {
        if (stays(group)) {
            return group.queue == queue.number ? group.instance : InstanceView.NONE;
        }
        int instance = queue.instanceFor(group.key);
        if (instance == InstanceView.NONE) {
            return InstanceView.NONE;
        }
        boolean isAllowed =
                settings.swapsModels() || queues().pool().isLoaded(instance) || !isLoadedAnywhere(group.key);
        return isAllowed ? instance : InstanceView.NONE;
    }

    private boolean stays(RequestGroup group) {
        return group.queue != RequestGroup.NO_QUEUE && (group.hasBegun || !settings.balances());
    }

    private boolean isLoadedAnywhere(GroupKey key) {
        for (VirtualQueue queue : queues().all()) {
            if (queue.canServe(queue.loadedInstance(), key)) {
                return true;
            }
        }
        return false;
    }

    /** Makes a new plan if a group of a queue would come late that the present plan has in time. */
    void check(VirtualQueue queue, long tick) {
        noteTick(tick);
        planIfLate(queue);
    }

    private boolean planIfLate(VirtualQueue queue) {
        if (pending != null) {
            return false;
        }
        double late = lateness(queue);
        if (late > 0) {
            plan(late);
        }
        return late > 0;
    }

    /** By how much the first group would come late, and much later than the present plan has it, in seconds; 0 if none would. */
    private double lateness(VirtualQueue queue) {
        WaitReckoner.Descent descent = reckoner.new Descent(queue);
        while (descent.hasNext()) {
            RequestGroup group = descent.next();
            if (group == queue.head()) {
                noteDelay(queue, descent);
            }
            double late = descent.lateSeconds(group);
            if (late > 0 && late * group.waiting.size() > MORE_THAN_ACCEPTED * group.acceptedLateness) {
                lateGroup = group.id;
                return late;
            }
        }
        return 0;
    }

    /** How late the plan that has just come into force lets the groups of a queue be. */
    private void acceptLateGroups(VirtualQueue queue) {
        WaitReckoner.Descent descent = reckoner.new Descent(queue);
        while (descent.hasNext()) {
            RequestGroup group = descent.next();
            if (group == queue.head()) {
                noteDelay(queue, descent);
            }
            group.acceptedLateness = group.waiting.size() * Math.max(0, descent.lateSeconds(group));
        }
    }

    private void noteDelay(VirtualQueue queue, WaitReckoner.Descent descent) {
        if (queues().isRecorded()) {
            long until = reckoner.nowTick() + Ticks.fromSeconds(descent.residualSeconds());
            queues().log().delayed(queue.number, until, reckoner.nowTick());
        }
    }

    @Override
    public long periodTicks() {
        return PERIOD_TICKS;
    }

    @Override
    public long nextTurnTick() {
        return pending == null ? Ticks.NEVER : pending.dueTick();
    }

    @Override
    public void tick(ClusterState state, ClusterPlan plan) {
        noteTick(state.nowTick());
        if (pending != null && pending.dueTick() <= reckoner.nowTick()) {
            List<RequestGroup> waiting = waitingGroups();
            QueuePlan rest = pending.onto(waiting, queues().all(), settings.mayEvict());
            pending = null;
            apply(problem(waiting), rest, waiting);
        }
        for (VirtualQueue queue : queues().all()) {
            if (planIfLate(queue)) {
                return;
            }
        }
    }

    private void plan(double lateSeconds) {
        queues().log().planned(lateGroup, lateSeconds, reckoner.nowTick());
        clock.begin();
        List<RequestGroup> waiting = waitingGroups();
        PlanProblem problem = problem(waiting);
        QueuePlan plan = planner.plan(problem);
        clock.end();
        long planningTicks = Ticks.fromSeconds(settings.planSeconds() * waiting.size());
        if (planningTicks == 0) {
            apply(problem, plan, waiting);
        } else {
            pending = new PendingPlan(reckoner.nowTick() + planningTicks, waiting, plan);
        }
    }

    /** The groups that wait, in the order of their ids. */
    private List<RequestGroup> waitingGroups() {
        List<RequestGroup> waiting = new ArrayList<>();
        for (VirtualQueue queue : queues().all()) {
            waiting.addAll(queue.groups);
        }
        waiting.sort((a, b) -> Integer.compare(a.id, b.id));
        return waiting;
    }

    private PlanProblem problem(List<RequestGroup> waiting) {
        List<RequestGroup> kinds = new ArrayList<>();
        Map<Object, Integer> kindOf = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        for (RequestGroup group : waiting) {
            // Groups that stay are bound to their instance, and make a kind of their own.
            Object alike = stays(group) ? List.of(group.key, group.instance) : group.key;
            Integer kind = kindOf.get(alike);
            if (kind == null) {
                kind = kinds.size();
                kindOf.put(alike, kind);
                kinds.add(group);
            }
            groups.add(new Group(
                    group.waiting.size(),
                    reckoner.slackSeconds(group),
                    kind,
                    stays(group) ? group.queue : RequestGroup.NO_QUEUE));
        }
        List<Queue> all = new ArrayList<>();
        for (VirtualQueue queue : queues().all()) {
            List<Service> services = new ArrayList<>();
            for (RequestGroup kind : kinds) {
                services.add(service(kind, queue));
            }
            RequestGroup head = queue.head();
            int running = head != null && head.isRunning() ? placeOf(head, waiting) : -1;
            int displacing = queue.displacer == null ? -1 : placeOf(queue.displacer, waiting);
            all.add(new Queue(reckoner.readySeconds(queue), queue.loadedInstance(), running, displacing, services));
        }
        return new PlanProblem(
                groups,
                all,
                new Weights(
                        settings.swapWeight(), settings.evictionWeight(), settings.mayEvict(), settings.deviations()));
    }

    /** The place of a group among groups in the order of their ids. */
    private static int placeOf(RequestGroup group, List<RequestGroup> byId) {
        int low = 0;
        int high = byId.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byId.get(middle).id < group.id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Service service(RequestGroup kind, VirtualQueue queue) {
        int instance = instanceFor(kind, queue);
        if (instance == InstanceView.NONE) {
            return Service.NONE;
        }
        Estimate estimate = reckoner.estimateOf(kind, instance);
        return new Service(
                instance,
                reckoner.loadSeconds(instance),
                estimate.workSeconds(),
                estimate.varianceSeconds(),
                estimate.restSeconds(0),
                reckoner.residual(queue, kind, instance));
    }

    private void apply(PlanProblem problem, QueuePlan plan, List<RequestGroup> waiting) {
        for (VirtualQueue queue : queues().all()) {
            RequestGroup oldHead = queue.head();
            RequestGroup oldDisplacer = queue.displacer;
            PlanProblem.Walk walk = problem.new Walk(queue.number);
            int[] order = plan.order(queue.number);
            int[] ids = new int[order.length];
            queue.groups.clear();
            for (int place = 0; place < order.length; place++) {
                RequestGroup group = waiting.get(order[place]);
                queue.groups.add(group);
                queues().assign(group, queue);
                walk.pass(order[place]);
                ids[place] = group.id;
            }
            queues().log().ordered(queue.number, ids, reckoner.nowTick());
            queue.displacer = walk.displaces() ? queue.head() : null;
            acceptLateGroups(queue);
            if (queue.head() != oldHead || queue.displacer != oldDisplacer) {
                queues().pool().consult(queue.loadedInstance());
            }
        }
    }
}
