package dev.tokenyard.policies.qlm;

import java.util.List;

/** What a plan is made of: groups that wait, and the virtual queues that they can stand in. All times are seconds from now. */
final class PlanProblem {
    private final List<Group> groups;
    private final List<Queue> queues;
    private final Weights weights;
    /** The same as the lists, since plans go through them millions of times. */
    private final Group[] groupAt;

    private final Service[][] serviceAt;

    /**
     * A problem.
     *
     * @param groups the groups, in the order of their ids
     * @param queues the virtual queues
     * @param weights what counts for how much
     */
    PlanProblem(List<Group> groups, List<Queue> queues, Weights weights) {
        this.groups = List.copyOf(groups);
        this.queues = List.copyOf(queues);
        this.weights = weights;
        groupAt = groups.toArray(new Group[0]);
        serviceAt = new Service[queues.size()][];
        for (int q = 0; q < serviceAt.length; q++) {
            serviceAt[q] = queues.get(q).services.toArray(new Service[0]);
        }
    }

    List<Group> groups() {
        return groups;
    }

    List<Queue> queues() {
        return queues;
    }

    Weights weights() {
        return weights;
    }

    /**
     * A group that waits.
     *
     * @param requests its members that wait, 1 or more
     * @param slackSeconds time until the last of them must be admitted; below 0 if it is too late
     * @param kind its place in the lists of {@link Queue}
     * @param onlyQueue the queue that it cannot leave, as it has begun; {@link RequestGroup#NO_QUEUE} if it is free
     */
    record Group(int requests, double slackSeconds, int kind, int onlyQueue) {}

    /**
     * A virtual queue.
     *
     * @param readySeconds time until its GPUs can serve the first group
     * @param loaded the instance that is loaded
     * @param running the group that is being served, by its place in the list of groups; -1 if none of them is
     * @param services what it takes to serve each kind of groups
     */
    record Queue(double readySeconds, int loaded, int running, List<Service> services) {}

    /**
     * What it takes a queue's GPUs to serve a kind of groups.
     *
     * @param instance the instance that serves it
     * @param loadSeconds time to load it
     * @param workSeconds time that one request takes the saturated GPUs; infinite where they cannot serve it
     * @param varianceSeconds the variance of that time, in square seconds
     */
    record Service(int instance, double loadSeconds, double workSeconds, double varianceSeconds) {
        /** Of a queue that cannot serve the kind. */
        static final Service NONE = new Service(-1, 0, Double.POSITIVE_INFINITY, 0);

        boolean isPossible() {
            return workSeconds < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * What counts for how much, in request-seconds of lateness.
     *
     * @param swap a load of a model
     * @param eviction a running group that gives way
     * @param mayEvict whether one may at all
     * @param deviations how many standard deviations a wait is reckoned longer than its mean
     */
    record Weights(double swap, double eviction, boolean mayEvict, double deviations) {}

    /** Whether a queue can serve a group, and the group can go there. */
    boolean fits(int group, int queue) {
        Group one = groupAt[group];
        return (one.onlyQueue == RequestGroup.NO_QUEUE || one.onlyQueue == queue)
                && serviceAt[queue][one.kind].isPossible();
    }

    /**
     * Goes down a queue and adds up, as the corrected integer program does: each group finishes after those before it, and
     * the loads of models between them.
     */
    final class Walk {
        private final Queue queue;
        private final Service[] services;
        private final FinishTime finish;
        private int places;
        private double penalty;

        Walk(int queueNumber) {
            queue = queues.get(queueNumber);
            services = serviceAt[queueNumber];
            finish = new FinishTime(queue.readySeconds, queue.loaded);
        }

        /** Another walk down the same queue, as far as this one. */
        Walk(Walk other) {
            queue = other.queue;
            services = other.services;
            finish = new FinishTime(0, 0);
            take(other);
        }

        /** Goes back or forward to where another walk down the same queue is. */
        void take(Walk other) {
            finish.take(other.finish);
            places = other.places;
            penalty = other.penalty;
        }

        /** The next group. */
        void pass(int group) {
            Group one = groupAt[group];
            Service service = services[one.kind];
            if (places++ == 0 && queue.running >= 0 && group != queue.running) {
                penalty += weights.eviction;
            }
            if (finish.load(service.instance, service.loadSeconds)) {
                penalty += weights.swap;
            }
            finish.serve(one.requests, service.workSeconds, service.varianceSeconds);
            penalty += one.requests * Math.max(0, latestSeconds() - one.slackSeconds);
        }

        /** When the last group passed is expected to be through. */
        double finishSeconds() {
            return finish.meanSeconds();
        }

        /** The same, as late as the plan has it. */
        double latestSeconds() {
            return finish.latestSeconds(weights.deviations);
        }

        double penalty() {
            return penalty;
        }
    }

    /** What an order of groups costs a queue. */
    double penalty(int queue, int[] order, int count) {
        Walk walk = new Walk(queue);
        for (int k = 0; k < count; k++) {
            walk.pass(order[k]);
        }
        return walk.penalty();
    }

    /** What a plan costs. */
    double penalty(QueuePlan plan) {
        double sum = 0;
        for (int q = 0; q < queues.size(); q++) {
            sum += penalty(q, plan.order(q), plan.order(q).length);
        }
        return sum;
    }
}
