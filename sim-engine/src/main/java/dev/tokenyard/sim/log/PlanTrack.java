package dev.tokenyard.sim.log;

import dev.tokenyard.sim.policy.PlanLog;
import dev.tokenyard.sim.policy.PlanLog.GroupService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a policy that plans has written down of a run: the groups that requests form, the virtual queues that groups stand in,
 * what it expects of them, and when and why it planned anew. What it expects later follows from this and from the run, see
 * the waiting members at a moment.
 */
public final class PlanTrack {
    /** No group, or no queue. */
    public static final int NONE = -1;

    // Columns of services: the tick; group and instance; the three durations in the bits of doubles; nothing.
    private static final int GROUP_INSTANCE = 1;
    private static final int WORK = 2;
    private static final int PREFILL = 3;
    private static final int REST = 4;
    // Columns of plans: the tick; the group; how late it would come in the bits of a double; nothing.
    private static final int GROUP = 1;
    private static final int LATE = 2;

    private final int[] groupOf;
    private final int[] aheadOf;
    private final float[] waitSeconds;
    private final int[] queueOf;
    private final double[] loadSeconds;
    private final List<QueueTrack> queues = new ArrayList<>();
    private final LongRows services = new LongRows(6);
    /** By row of {@link #services} the row before of the same group. */
    private final IntList previousOfGroup = new IntList();

    private final IntList lastOfGroup = new IntList();
    private final LongRows plans = new LongRows(4);

    PlanTrack(int requests, int instances) {
        groupOf = new int[requests];
        Arrays.fill(groupOf, NONE);
        aheadOf = new int[requests];
        waitSeconds = new float[requests];
        Arrays.fill(waitSeconds, Float.NaN);
        queueOf = new int[instances];
        Arrays.fill(queueOf, NONE);
        loadSeconds = new double[instances];
    }

    /** Where the policy writes while the run goes on. */
    PlanLog writer() {
        return new Writer();
    }

    /** Whether a policy wrote anything at all. */
    boolean isWritten() {
        return !queues.isEmpty();
    }

    /** How many virtual queues there are. */
    public int queueCount() {
        return queues.size();
    }

    /** The virtual queue that an instance serves, {@link #NONE} if it serves none. */
    public int queueOf(int instance) {
        return queueOf[instance];
    }

    /** The time that loading an instance's model takes where another one is loaded, in seconds. */
    public double loadSeconds(int instance) {
        return loadSeconds[instance];
    }

    /** How many groups the requests formed in the whole run. */
    public int groupCount() {
        return lastOfGroup.size();
    }

    /** The group of a request, {@link #NONE} if it was refused or the policy was not in charge while it was there. */
    public int groupOf(int request) {
        return groupOf[request];
    }

    /**
     * How long the policy expected a request to wait for its admission when it arrived, or when the policy took over, in
     * seconds; NaN without a group, and for one that had been admitted before.
     */
    public double expectedWaitSeconds(int request) {
        return waitSeconds[request];
    }

    /** How many requests waited then that were to be served before it by the same queue; 0 where there is no such time. */
    public int aheadOf(int request) {
        return aheadOf[request];
    }

    /** How often the order of a queue has changed until {@code tick}, that moment included. */
    public int changesUntil(int queue, long tick) {
        return queues.get(queue).changesUntil(tick);
    }

    /** The groups of a queue with members that wait, the next one first, after so many changes of its order. */
    public int[] orderAfter(int queue, int changes) {
        return queues.get(queue).orderAfter(changes);
    }

    /** What a group was expected to take as things were at {@code tick}, when it must have been formed. */
    public GroupService service(int group, long tick) {
        int row = lastOfGroup.get(group);
        while (services.get(row, 0) > tick && previousOfGroup.get(row) >= 0) {
            row = previousOfGroup.get(row);
        }
        return new GroupService(
                services.low(row, GROUP_INSTANCE),
                Double.longBitsToDouble(services.get(row, WORK)),
                Double.longBitsToDouble(services.get(row, PREFILL)),
                Double.longBitsToDouble(services.get(row, REST)));
    }

    /** Until when what ran on a queue's GPUs was expected at {@code tick} to keep its groups waiting, in ticks. */
    public long delayedUntil(int queue, long tick) {
        return queues.get(queue).delayedUntil(tick);
    }

    /** How many plans were made in the whole run. */
    public int planCount() {
        return plans.size();
    }

    /** How many plans were made until {@code tick}, that moment included. */
    public int plansUntil(long tick) {
        return plans.countUntil(tick);
    }

    /** When a plan was made, in ticks. */
    public long planTick(int plan) {
        return plans.get(plan, 0);
    }

    /** The group that would have come late, which was the reason for a plan. */
    public int planGroup(int plan) {
        return (int) plans.get(plan, GROUP);
    }

    /** How much too late that group would have come, in seconds. */
    public double planLateSeconds(int plan) {
        return Double.longBitsToDouble(plans.get(plan, LATE));
    }

    /** When a plan set the order of the queues, in ticks: at once, or after its planning time; never if the run ended first. */
    public long effectTick(int plan) {
        return queues.get(0).tickOfPlan(plan);
    }

    /** How many plans had taken effect by {@code tick}; plans are made and take effect one after the other. */
    public int plansInEffect(long tick) {
        int made = plansUntil(tick);
        return made > 0 && effectTick(made - 1) > tick ? made - 1 : made;
    }

    /** The changes of a queue's order before a plan set it; that of the plan is the next. */
    public int changesBefore(int queue, int plan) {
        return queues.get(queue).changesBefore(plan);
    }

    /** Whether both say the same. */
    boolean sameAs(PlanTrack other) {
        boolean same = queues.size() == other.queues.size()
                && Arrays.equals(groupOf, other.groupOf)
                && Arrays.equals(aheadOf, other.aheadOf)
                && Arrays.equals(waitSeconds, other.waitSeconds)
                && Arrays.equals(queueOf, other.queueOf)
                && services.sameAs(other.services)
                && plans.sameAs(other.plans);
        for (int q = 0; same && q < queues.size(); q++) {
            same = queues.get(q).sameAs(other.queues.get(q));
        }
        return same;
    }

    private final class Writer implements PlanLog {
        @Override
        public void queue(int queue, int instance, double seconds) {
            while (queues.size() <= queue) {
                queues.add(new QueueTrack());
            }
            queueOf[instance] = queue;
            loadSeconds[instance] = seconds;
        }

        @Override
        public void joined(int request, int group, int ahead, double seconds, long tick) {
            groupOf[request] = group;
            aheadOf[request] = ahead;
            waitSeconds[request] = (float) seconds;
        }

        @Override
        public void inherited(int request, int group, long tick) {
            groupOf[request] = group;
        }

        @Override
        public void assigned(int group, GroupService service, long tick) {
            while (lastOfGroup.size() <= group) {
                lastOfGroup.add(PlanTrack.NONE);
            }
            previousOfGroup.add(lastOfGroup.get(group));
            lastOfGroup.set(group, services.size());
            services.add(
                    tick,
                    LongRows.pack(group, service.instance()),
                    Double.doubleToLongBits(service.workSeconds()),
                    Double.doubleToLongBits(service.prefillSeconds()),
                    Double.doubleToLongBits(service.restSeconds()),
                    0);
        }

        @Override
        public void delayed(int queue, long untilTick, long tick) {
            queues.get(queue).delayed(untilTick, tick);
        }

        @Override
        public void stands(int group, int queue, int place, long tick) {
            queues.get(queue).stands(group, place, tick);
        }

        @Override
        public void left(int group, int queue, long tick) {
            queues.get(queue).left(group, tick);
        }

        @Override
        public void ordered(int queue, int[] groups, long tick) {
            queues.get(queue).ordered(groups, tick);
        }

        @Override
        public void planned(int group, double lateSeconds, long tick) {
            plans.add(tick, group, Double.doubleToLongBits(lateSeconds), 0);
        }
    }
}
