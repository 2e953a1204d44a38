package dev.tokenyard.sim.policy;

/**
 * Where a policy that plans writes its plans down, in runs that are recorded: which groups requests form, the virtual queues
 * that groups stand in, and when it expects them to be served. Groups and queues are numbered from 0.
 */
public interface PlanLog {
    /** Of runs that are not recorded. */
    PlanLog NONE = new PlanLog() {
        @Override
        public void queue(int queue, int instance) {}

        @Override
        public void joined(int request, int group, double waitSeconds, long tick) {}

        @Override
        public void stands(int group, int queue, int place, double finishSeconds, long tick) {}

        @Override
        public void ordered(int queue, int[] groups, double[] finishSeconds, long tick) {}

        @Override
        public void planned(int group, double lateSeconds, long tick) {}
    };

    /** An instance serves a virtual queue, for the whole run. */
    void queue(int queue, int instance);

    /**
     * A request has joined a group.
     *
     * @param waitSeconds the time that it is expected to wait for its admission, in seconds
     */
    void joined(int request, int group, double waitSeconds, long tick);

    /**
     * A group now stands in a queue, at a place among those with members that wait, 0 in front.
     *
     * @param finishSeconds the time until its last member is expected to be admitted, in seconds
     */
    void stands(int group, int queue, int place, double finishSeconds, long tick);

    /**
     * The groups of a queue stand in a new order.
     *
     * @param finishSeconds the time until the last member of each is expected to be admitted, in seconds
     */
    void ordered(int queue, int[] groups, double[] finishSeconds, long tick);

    /**
     * A new plan is made, because a group would come late that the old plan has in time.
     *
     * @param lateSeconds how much too late it would come, in seconds
     */
    void planned(int group, double lateSeconds, long tick);
}
