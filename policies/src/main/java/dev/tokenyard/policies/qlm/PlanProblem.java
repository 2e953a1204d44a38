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
     * @param slackSeconds time until the first of them, whose deadline is the group's, must be admitted; below 0 if it is too
     *     late
     * @param kind its place in the lists of {@link Queue}
     * @param onlyQueue the queue that it cannot leave, as it has begun; {@link RequestGroup#NO_QUEUE} if it is free
     */
    record Group(int requests, double slackSeconds, int kind, int onlyQueue) {}

    /**
     * A virtual queue.
     *
     * @param readySeconds time until its GPUs can serve the first group
     * @param loaded the instance that is loaded
     * @param running the group in front if members of it are served, by its place in the list of groups; -1 if not
     * @param displacing the group to which what runs gives way already, by its place in the list of groups; -1 if none
     * @param services what it takes to serve each kind of groups
     */
    record Queue(double readySeconds, int loaded, int running, int displacing, List<Service> services) {}

    /**
     * What it takes a queue's GPUs to serve a kind of groups.
     *
     * @param instance the instance that serves it
     * @param loadSeconds time to load it
     * @param workSeconds time that one request takes the saturated GPUs; infinite where they cannot serve it
     * @param varianceSeconds the variance of that time, in square seconds
     * @param restSeconds time from an admission to the end, after which another model can be loaded
     * @param residual what is left of what runs where the kind comes first
     */
    record Service(
            int instance,
            double loadSeconds,
            double workSeconds,
            double varianceSeconds,
            double restSeconds,
            Residual residual) {
        /** Of a queue that cannot serve the kind. */
        static final Service NONE = new Service(-1, 0, Double.POSITIVE_INFINITY, 0, 0, Residual.NOTHING);

        boolean isPossible() {
            return workSeconds < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * r: the time by which what runs delays what comes first in a queue, and all after it.
     *
     * @param keptSeconds where what runs is served to its end
     * @param displacedSeconds where the less urgent of it gives way, no more than that
     */
    record Residual(double keptSeconds, double displacedSeconds) {
        /** Where nothing runs. */
        static final Residual NOTHING = new Residual(0, 0);

        double seconds(boolean displaces) {
            return displaces ? displacedSeconds : keptSeconds;
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

    /** What it costs that a group comes before one that is running. */
    double passingPenalty(int queue, int head) {
        Queue one = queues.get(queue);
        return one.running >= 0 && head != one.running && head != one.displacing ? weights.eviction : 0;
    }

    /** What it costs besides that what runs in a queue gives way to the group in front. */
    double evictionPenalty(int queue, int head) {
        return head == queues.get(queue).displacing ? 0 : weights.eviction - passingPenalty(queue, head);
    }

    /**
     * Goes down a queue and adds up, as the corrected integer program does: each group finishes after those before it, what
     * is left of what runs, and the loads of models between them. What runs is kept or gives way, whichever costs less.
     */
    final class Walk {
        private final int queueNumber;
        private final Queue queue;
        private final Service[] services;
        private final FinishTime finish;
        private Residual residual = Residual.NOTHING;
        private int places;
        private double penalty;
        private double displacedPenalty;

        Walk(int queueNumber) {
            this.queueNumber = queueNumber;
            queue = queues.get(queueNumber);
            services = serviceAt[queueNumber];
            finish = new FinishTime(queue.readySeconds, queue.loaded);
        }

        /** Another walk down the same queue, as far as this one. */
        Walk(Walk other) {
            queueNumber = other.queueNumber;
            queue = other.queue;
            services = other.services;
            finish = new FinishTime(0, 0);
            take(other);
        }

        /** Goes back or forward to where another walk down the same queue is. */
        void take(Walk other) {
            finish.take(other.finish);
            residual = other.residual;
            places = other.places;
            penalty = other.penalty;
            displacedPenalty = other.displacedPenalty;
        }

        /** The next group. */
        void pass(int group) {
            Group one = groupAt[group];
            Service service = services[one.kind];
            if (places++ == 0) {
                residual = service.residual;
                penalty = passingPenalty(queueNumber, group);
                displacedPenalty = penalty + evictionPenalty(queueNumber, group);
            }
            if (finish.load(service.instance, service.loadSeconds)) {
                penalty += weights.swap;
                displacedPenalty += weights.swap;
            }
            finish.serve(one.requests, service.workSeconds, service.varianceSeconds, service.restSeconds);
            double late = finish.latestSeconds(weights.deviations) - one.slackSeconds;
            penalty += one.requests * Math.max(0, late + residual.keptSeconds);
            displacedPenalty += one.requests * Math.max(0, late + residual.displacedSeconds);
        }

        /** Whether less is lost where what runs gives way to the group in front. */
        boolean displaces() {
            return displacedPenalty < penalty;
        }

        /** When the last group passed is expected to be through. */
        double finishSeconds() {
            return residual.seconds(displaces()) + finish.meanSeconds();
        }

        /** The same, as late as the plan has it. */
        double latestSeconds(boolean displaces) {
            return residual.seconds(displaces) + finish.latestSeconds(weights.deviations);
        }

        double penalty() {
            return Math.min(penalty, displacedPenalty);
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
