package dev.tokenyard.sim.policy;

/**
 * Where a policy that plans writes its plans down, in runs that are recorded: which groups requests form, the virtual queues
 * that groups stand in, and what it expects of them. Groups and queues are numbered from 0; moments never decrease.
 */
public interface PlanLog {
    /** Of runs that are not recorded. */
    PlanLog NONE = new PlanLog() {
        @Override
        public void queue(int queue, int instance, double loadSeconds) {}

        @Override
        public void joined(int request, int group, int ahead, double waitSeconds, long tick) {}

        @Override
        public void inherited(int request, int group, long tick) {}

        @Override
        public void assigned(int group, GroupService service, long tick) {}

        @Override
        public void delayed(int queue, long untilTick, long tick) {}

        @Override
        public void stands(int group, int queue, int place, long tick) {}

        @Override
        public void left(int group, int queue, long tick) {}

        @Override
        public void ordered(int queue, int[] groups, long tick) {}

        @Override
        public void planned(int group, double lateSeconds, long tick) {}
    };

    /**
     * An instance serves a virtual queue, for the whole run.
     *
     * @param loadSeconds the time that loading its model takes where another one is loaded, in seconds
     */
    void queue(int queue, int instance, double loadSeconds);

    /**
     * A request has joined a group, once and for all.
     *
     * @param ahead requests that wait and are to be served before it by the same queue
     * @param waitSeconds the time that the policy expects it to wait for its admission, in seconds
     */
    void joined(int request, int group, int ahead, double waitSeconds, long tick);

    /** A request that was admitted before the policy took over counts as a member of a group. */
    void inherited(int request, int group, long tick);

    /** A group is now to be served by an instance. */
    void assigned(int group, GroupService service, long tick);

    /**
     * What an instance is expected to need for a group.
     *
     * @param instance the instance
     * @param workSeconds the time by which each member that waits makes those behind it wait longer, in seconds
     * @param prefillSeconds the time from an admission to a first token, in seconds
     * @param restSeconds the time from an admission to the end, after which another model can be loaded, in seconds
     */
    record GroupService(int instance, double workSeconds, double prefillSeconds, double restSeconds) {}

    /**
     * What runs on the GPUs of a queue is expected to keep all its groups waiting, besides their own waits.
     *
     * @param untilTick when that is over, in ticks; {@code tick} if it does not
     */
    void delayed(int queue, long untilTick, long tick);

    /** A group now stands in a queue, at a place among the groups with members that wait, 0 in front. */
    void stands(int group, int queue, int place, long tick);

    /** A group of a queue has no member left that waits. */
    void left(int group, int queue, long tick);

    /** A plan has set the order of a queue's groups; each plan sets that of every queue, whether it changes or not. */
    void ordered(int queue, int[] groups, long tick);

    /**
     * A new plan is made, because a group would come late that the old plan has in time.
     *
     * @param lateSeconds how much too late it would come, in seconds
     */
    void planned(int group, double lateSeconds, long tick);
}
