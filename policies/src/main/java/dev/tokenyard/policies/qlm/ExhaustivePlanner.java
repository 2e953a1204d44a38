package dev.tokenyard.policies.qlm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tries all plans: what the others are judged by. For up to some eight groups, of which there are 9! plans in two queues. */
final class ExhaustivePlanner implements Planner {
    @Override
    public QueuePlan plan(PlanProblem problem) {
        Search search = new Search(problem);
        search.place(0);
        return new QueuePlan(search.best);
    }

    private static final class Search {
        private final PlanProblem problem;
        private final int[][] orders;
        private final int[] counts;
        private List<int[]> best = List.of();
        private double least = Double.POSITIVE_INFINITY;

        Search(PlanProblem problem) {
            this.problem = problem;
            int groups = problem.groups().size();
            orders = new int[problem.queues().size()][groups];
            counts = new int[orders.length];
        }

        /** Puts a group, and all after it, at each place in turn. */
        void place(int group) {
            if (group == problem.groups().size()) {
                weigh();
                return;
            }
            for (int q = 0; q < orders.length; q++) {
                if (!problem.fits(group, q)) {
                    continue;
                }
                int[] order = orders[q];
                order[counts[q]++] = group;
                place(group + 1);
                for (int at = counts[q] - 1; at > 0; at--) {
                    order[at] = order[at - 1];
                    order[at - 1] = group;
                    place(group + 1);
                }
                counts[q]--;
                System.arraycopy(order, 1, order, 0, counts[q]);
            }
        }

        private void weigh() {
            double sum = 0;
            for (int q = 0; q < orders.length && sum < least; q++) {
                int running = problem.queues().get(q).running();
                if (running >= 0 && !problem.weights().mayEvict() && orders[q][0] != running) {
                    return;
                }
                sum += problem.penalty(q, orders[q], counts[q]);
            }
            if (sum < least) {
                least = sum;
                List<int[]> found = new ArrayList<>();
                for (int q = 0; q < orders.length; q++) {
                    found.add(Arrays.copyOf(orders[q], counts[q]));
                }
                best = found;
            }
        }
    }
}
