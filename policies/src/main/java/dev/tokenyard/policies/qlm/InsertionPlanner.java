package dev.tokenyard.policies.qlm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Best insertion and local search: groups in the order of their slack are put, one by one, where they cost least; then,
 * within a budget, groups move to better places and change places, and a plan that is still late is shaken up a few times.
 * Where not even one group comes in time, the order of the deadlines is taken if it costs no more.
 *
 * <p>Our own, since QLM gives an integer program and no method for large ones. Ties go to the earlier finish, then to the queue
 * and the group with the lower number, so that a problem has one plan.
 */
final class InsertionPlanner implements Planner {
    /** Places that an insertion tries in a queue, from its end: groups come by slack, so that they seldom belong far in front. */
    private static final int PLACES_TRIED = 24;

    private static final double NOTHING = 1e-9;
    /** How often a plan is shaken up within the budget, one group in so many at a time. */
    private static final int ROUNDS = 24;

    private static final int SHAKEN_PART = 2;
    private static final long SEED = 1;

    private final int budget;

    /**
     * Makes a planner.
     *
     * @param budget most groups that the local search passes in going down queues
     */
    InsertionPlanner(int budget) {
        this.budget = budget;
    }

    @Override
    public QueuePlan plan(PlanProblem problem) {
        Search search = new Search(problem);
        search.construct();
        search.improve(budget);
        QueuePlan found = search.plan();
        if (search.isHopeless()) {
            QueuePlan byDeadline = BY_DEADLINE.plan(problem);
            return problem.penalty(byDeadline) <= problem.penalty(found) + NOTHING ? byDeadline : found;
        }
        return found;
    }

    /** The order of the deadlines in each queue, groups sent where they finish first: earliest deadline first. */
    static final Planner BY_DEADLINE = problem -> {
        Search search = new Search(problem);
        search.byDeadline();
        return search.plan();
    };

    /** Orders under construction. */
    private static final class Search {
        private final PlanProblem problem;
        private final int[][] orders;
        private final int[] counts;
        /** By queue and place: as far down the queue as before the group there. */
        private final PlanProblem.Walk[][] before;

        private final double[] penalties;
        private final double[] finishes;
        private final int[] queueOf;
        private final Integer[] bySlack;
        private int left;
        /** Whether the plan is still being built, which no budget limits. */
        private boolean isConstructing;

        // The best place that was found last.
        private int bestQueue;
        private int bestPlace;
        private double bestIncrease;
        private double bestFinish;

        Search(PlanProblem problem) {
            this.problem = problem;
            int groups = problem.groups().size();
            orders = new int[problem.queues().size()][4];
            counts = new int[orders.length];
            before = new PlanProblem.Walk[orders.length][5];
            for (int q = 0; q < orders.length; q++) {
                before[q][0] = problem.new Walk(q);
            }
            penalties = new double[orders.length];
            finishes = new double[orders.length];
            queueOf = new int[groups];
            bySlack = new Integer[groups];
            Arrays.setAll(bySlack, g -> g);
            Arrays.sort(
                    bySlack,
                    Comparator.comparingDouble(
                                    (Integer g) -> problem.groups().get(g).slackSeconds())
                            .thenComparingInt(g -> g));
            Arrays.fill(queueOf, RequestGroup.NO_QUEUE);
            Arrays.setAll(finishes, q -> problem.queues().get(q).readySeconds());
        }

        void construct() {
            isConstructing = true;
            pinRunning();
            for (int group : bySlack) {
                if (queueOf[group] == RequestGroup.NO_QUEUE) {
                    findPlace(group);
                    insert(group, bestQueue, bestPlace);
                }
            }
        }

        /** Running groups that must not give way stay in front. */
        private void pinRunning() {
            for (int q = 0; q < orders.length; q++) {
                int running = problem.queues().get(q).running();
                if (running >= 0) {
                    insert(running, q, 0);
                }
            }
        }

        private int firstFree(int queue) {
            boolean pinned = !problem.weights().mayEvict()
                    && counts[queue] > 0
                    && orders[queue][0] == problem.queues().get(queue).running();
            return pinned ? 1 : 0;
        }

        private void findPlace(int group) {
            bestQueue = RequestGroup.NO_QUEUE;
            bestIncrease = Double.POSITIVE_INFINITY;
            bestFinish = Double.POSITIVE_INFINITY;
            int only = problem.groups().get(group).onlyQueue();
            int from = only == RequestGroup.NO_QUEUE ? 0 : only;
            int to = only == RequestGroup.NO_QUEUE ? orders.length : only + 1;
            for (int q = from; q < to; q++) {
                if (problem.fits(group, q)) {
                    findPlace(group, q);
                }
            }
        }

        /** Tries the places of one queue from its end. */
        private void findPlace(int group, int queue) {
            int count = counts[queue];
            int lowest = Math.max(firstFree(queue), count - PLACES_TRIED);
            left -= lowest;
            PlanProblem.Walk walk = problem.new Walk(before[queue][lowest]);
            for (int place = count; place >= lowest; place--) {
                if (costsMoreBefore(place, lowest, queue)) {
                    return;
                }
                walk.take(before[queue][place]);
                walk.pass(group);
                left--;
                double finish = walk.finishSeconds();
                for (int k = place; k < count && !costsMoreThanBest(walk, queue); k++) {
                    walk.pass(orders[queue][k]);
                    left--;
                }
                double increase = walk.penalty() - penalties[queue];
                if (increase < bestIncrease - NOTHING
                        || (increase <= bestIncrease + NOTHING && finish < bestFinish - NOTHING && place == count)) {
                    bestIncrease = Math.min(increase, bestIncrease);
                    bestFinish = finish;
                    bestQueue = queue;
                    bestPlace = place;
                }
                // No place costs less than nothing, but that of a running group, which saves its eviction.
                if (increase <= NOTHING || (isConstructing && bestIncrease <= NOTHING && isNotRunning(group, queue))) {
                    return;
                }
            }
        }

        private boolean isNotRunning(int group, int queue) {
            return problem.queues().get(queue).running() != group;
        }

        private boolean costsMoreThanBest(PlanProblem.Walk walk, int queue) {
            return walk.penalty() - penalties[queue] > bestIncrease + NOTHING;
        }

        /** Whether what stands before a place costs more already than the best place, which can be one that saves something. */
        private boolean costsMoreBefore(int place, int lowest, int queue) {
            if (bestIncrease + NOTHING >= 0) {
                left -= place - lowest;
                return false;
            }
            for (int k = lowest; k < place; k++) {
                left--;
                if (costsMoreThanBest(before[queue][k + 1], queue)) {
                    return true;
                }
            }
            return false;
        }

        private void insert(int group, int queue, int place) {
            if (counts[queue] == orders[queue].length) {
                orders[queue] = Arrays.copyOf(orders[queue], 2 * counts[queue]);
                before[queue] = Arrays.copyOf(before[queue], 2 * counts[queue] + 1);
            }
            System.arraycopy(orders[queue], place, orders[queue], place + 1, counts[queue] - place);
            orders[queue][place] = group;
            counts[queue]++;
            queueOf[group] = queue;
            weigh(queue, place);
        }

        private int remove(int group) {
            int queue = queueOf[group];
            int place = placeOf(group);
            System.arraycopy(orders[queue], place + 1, orders[queue], place, --counts[queue] - place);
            queueOf[group] = RequestGroup.NO_QUEUE;
            weigh(queue, place);
            return place;
        }

        private int placeOf(int group) {
            int[] order = orders[queueOf[group]];
            int place = 0;
            while (order[place] != group) {
                place++;
            }
            return place;
        }

        /** Goes down a queue from the first place that has changed. */
        private void weigh(int queue, int place) {
            PlanProblem.Walk[] walks = before[queue];
            for (int k = place; k < counts[queue]; k++) {
                if (walks[k + 1] == null) {
                    walks[k + 1] = problem.new Walk(walks[k]);
                } else {
                    walks[k + 1].take(walks[k]);
                }
                walks[k + 1].pass(orders[queue][k]);
            }
            penalties[queue] = walks[counts[queue]].penalty();
            finishes[queue] = walks[counts[queue]].finishSeconds();
        }

        void improve(int budget) {
            isConstructing = false;
            left = budget;
            descend();
            left = Math.min(left, budget / 5);
            SplittableRandom random = new SplittableRandom(SEED);
            for (int round = 0; round < ROUNDS && left > 0 && sum() > NOTHING; round++) {
                shakeUp(random);
            }
        }

        /** Moves and exchanges groups for as long as that makes the plan better. */
        private void descend() {
            boolean better = sum() > NOTHING;
            while (better && left > 0) {
                better = moveEach();
                better |= left > 0 && exchangeEach();
            }
        }

        /** Takes some groups out and puts them back in another order; keeps that only if the plan is better then. */
        private void shakeUp(SplittableRandom random) {
            double penalty = sum();
            QueuePlan plan = plan();
            List<Integer> out = new ArrayList<>();
            for (int group = 0; group < queueOf.length; group++) {
                if (random.nextInt(SHAKEN_PART) == 0 && !isPinned(group)) {
                    out.add(random.nextInt(out.size() + 1), group);
                }
            }
            out.forEach(this::remove);
            for (int group : out) {
                findPlace(group);
                insert(group, bestQueue, bestPlace);
            }
            descend();
            if (sum() > penalty - NOTHING) {
                takeBack(plan);
            }
        }

        private void takeBack(QueuePlan plan) {
            for (int q = 0; q < orders.length; q++) {
                counts[q] = 0;
            }
            for (int q = 0; q < orders.length; q++) {
                for (int group : plan.order(q)) {
                    insert(group, q, counts[q]);
                }
            }
        }

        /** The penalties of all queues, by compensated summation. */
        private double sum() {
            // As the library sums, but without a stream, since it is asked for every move.
            double sum = 0;
            double lost = 0;
            for (double penalty : penalties) {
                double rest = penalty - lost;
                double next = sum + rest;
                lost = next - sum - rest;
                sum = next;
            }
            return sum - lost;
        }

        private boolean isPinned(int group) {
            return firstFree(queueOf[group]) == 1 && orders[queueOf[group]][0] == group;
        }

        private boolean moveEach() {
            boolean better = false;
            for (int group = 0; group < queueOf.length && left > 0; group++) {
                if (isPinned(group)) {
                    continue;
                }
                double before = sum();
                int queue = queueOf[group];
                int place = remove(group);
                double without = sum();
                findPlace(group);
                if (without + bestIncrease < before - NOTHING) {
                    insert(group, bestQueue, bestPlace);
                    better = true;
                } else {
                    insert(group, queue, place);
                }
            }
            return better;
        }

        /** Groups change places, each with all after it. */
        private boolean exchangeEach() {
            boolean better = false;
            for (int a = 0; a < queueOf.length && left > 0; a++) {
                for (int b = a + 1; b < queueOf.length && left > 0; b++) {
                    if (isPinned(a) || isPinned(b) || !problem.fits(a, queueOf[b]) || !problem.fits(b, queueOf[a])) {
                        continue;
                    }
                    left -= counts[queueOf[a]] + counts[queueOf[b]];
                    double before = penalties[queueOf[a]] + (queueOf[a] == queueOf[b] ? 0 : penalties[queueOf[b]]);
                    exchange(a, b);
                    double after = penalties[queueOf[a]] + (queueOf[a] == queueOf[b] ? 0 : penalties[queueOf[b]]);
                    if (after < before - NOTHING) {
                        better = true;
                    } else {
                        exchange(a, b);
                    }
                }
            }
            return better;
        }

        private void exchange(int a, int b) {
            int placeA = placeOf(a);
            int placeB = placeOf(b);
            int queueA = queueOf[a];
            int queueB = queueOf[b];
            orders[queueA][placeA] = b;
            orders[queueB][placeB] = a;
            queueOf[a] = queueB;
            queueOf[b] = queueA;
            weigh(queueA, placeA);
            weigh(queueB, placeB);
        }

        /** Whether no group comes in time. */
        boolean isHopeless() {
            for (int q = 0; q < orders.length; q++) {
                boolean displaces = before[q][counts[q]].displaces();
                for (int k = 0; k < counts[q]; k++) {
                    double slack = problem.groups().get(orders[q][k]).slackSeconds();
                    if (before[q][k + 1].latestSeconds(displaces) <= slack) {
                        return false;
                    }
                }
            }
            return true;
        }

        void byDeadline() {
            if (!problem.weights().mayEvict()) {
                pinRunning();
            }
            for (int group : bySlack) {
                if (queueOf[group] != RequestGroup.NO_QUEUE) {
                    continue;
                }
                int earliest = RequestGroup.NO_QUEUE;
                double earliestFinish = Double.POSITIVE_INFINITY;
                for (int q = 0; q < orders.length; q++) {
                    if (problem.fits(group, q)) {
                        insert(group, q, counts[q]);
                        double finish = finishes[q];
                        remove(group);
                        if (finish < earliestFinish) {
                            earliest = q;
                            earliestFinish = finish;
                        }
                    }
                }
                insert(group, earliest, counts[earliest]);
            }
        }

        QueuePlan plan() {
            List<int[]> result = new ArrayList<>();
            for (int q = 0; q < orders.length; q++) {
                result.add(Arrays.copyOf(orders[q], counts[q]));
            }
            return new QueuePlan(result);
        }
    }
}
