package dev.tokenyard.policies.qlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannersTest {
    private static final Planner INSERTION = new InsertionPlanner(50_000);

    private static void assertComplete(PlanProblem problem, QueuePlan plan) {
        boolean[] seen = new boolean[problem.groups().size()];
        for (int q = 0; q < problem.queues().size(); q++) {
            for (int group : plan.order(q)) {
                assertThat(seen[group]).isFalse();
                seen[group] = true;
                assertThat(problem.fits(group, q)).isTrue();
            }
            int running = problem.queues().get(q).running();
            if (running >= 0 && !problem.weights().mayEvict()) {
                assertThat(plan.order(q)[0]).isEqualTo(running);
            }
        }
        assertThat(seen).containsOnly(true);
    }

    /** The least penalty of all plans. */
    private static double bruteForce(PlanProblem problem) {
        List<List<Integer>> orders = new ArrayList<>();
        problem.queues().forEach(queue -> orders.add(new ArrayList<>()));
        return bruteForce(problem, orders, 0);
    }

    private static double bruteForce(PlanProblem problem, List<List<Integer>> orders, int group) {
        if (group == problem.groups().size()) {
            double sum = 0;
            for (int q = 0; q < orders.size(); q++) {
                int[] order = orders.get(q).stream().mapToInt(g -> g).toArray();
                int running = problem.queues().get(q).running();
                if (running >= 0 && !problem.weights().mayEvict() && order[0] != running) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += problem.penalty(q, order, order.length);
            }
            return sum;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int q = 0; q < orders.size(); q++) {
            if (problem.fits(group, q)) {
                for (int place = 0; place <= orders.get(q).size(); place++) {
                    orders.get(q).add(place, group);
                    least = Math.min(least, bruteForce(problem, orders, group + 1));
                    orders.get(q).remove(place);
                }
            }
        }
        return least;
    }

    @Test
    void theProgramFindsTheLeastPenalty() {
        Planner exact = new ExactPlanner(8, problem -> {
            throw new AssertionError("The solver found no plan.");
        });
        for (int n = 1; n <= 4; n++) {
            for (long seed = 0; seed < 25; seed++) {
                PlanProblem problem = RandomProblems.of(100 * n + seed, n, 2);
                QueuePlan plan = exact.plan(problem);
                assertComplete(problem, plan);
                assertThat(problem.penalty(plan))
                        .as("%d groups, seed %d", n, seed)
                        .isCloseTo(bruteForce(problem), within(1e-4));
            }
        }
    }

    /** For up to eight groups insertion and local search come within 5 % of the least penalty, summed over problems. */
    @Test
    void insertionComesNearTheLeastPenalty() {
        double least = 0;
        double found = 0;
        int hit = 0;
        int problems = 0;
        for (int n = 2; n <= 7; n++) {
            for (long seed = 0; seed < 60; seed++) {
                PlanProblem problem = RandomProblems.of(1_000 * n + seed, n, 2);
                double best = bruteForce(problem);
                QueuePlan plan = INSERTION.plan(problem);
                assertComplete(problem, plan);
                double penalty = problem.penalty(plan);
                assertThat(penalty).isGreaterThan(best - 1e-6);
                least += best;
                found += penalty;
                hit += penalty < best + 1e-6 ? 1 : 0;
                problems++;
            }
        }
        assertThat(found).isLessThan(1.05 * least);
        assertThat(hit).isGreaterThan(problems / 2);
    }

    @Test
    void aProblemHasOnePlan() {
        for (long seed = 0; seed < 20; seed++) {
            PlanProblem problem = RandomProblems.of(seed, 40, 4);
            QueuePlan once = INSERTION.plan(problem);
            assertComplete(problem, once);
            QueuePlan again = new InsertionPlanner(50_000).plan(problem);
            for (int q = 0; q < 4; q++) {
                assertThat(once.order(q)).isEqualTo(again.order(q));
            }
        }
    }

    @Test
    void insertionIsNoWorseThanTheOrderOfDeadlines() {
        for (long seed = 0; seed < 20; seed++) {
            PlanProblem problem = RandomProblems.of(seed, 60, 3);
            QueuePlan byDeadline = InsertionPlanner.BY_DEADLINE.plan(problem);
            assertComplete(problem, byDeadline);
            assertThat(problem.penalty(INSERTION.plan(problem)))
                    .as("seed %d: %s", seed, Arrays.toString(byDeadline.order(0)))
                    .isLessThanOrEqualTo(problem.penalty(byDeadline) + 1e-6);
        }
    }
}
