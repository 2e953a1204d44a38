package dev.tokenyard.policies.qlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
    private static double leastPenalty(PlanProblem problem) {
        QueuePlan least = new ExhaustivePlanner().plan(problem);
        assertComplete(problem, least);
        return problem.penalty(least);
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
                        .isCloseTo(leastPenalty(problem), within(1e-4));
            }
        }
    }

    /** For up to eight groups insertion and local search come within 5 % of the least penalty, summed over problems. */
    @Test
    void insertionComesNearTheLeastPenalty() {
        for (int groups = 2; groups <= 7; groups++) {
            PlanQuality quality = PlanQuality.measure(groups, 60);
            assertThat(quality.excess()).as("%d groups", groups).isBetween(-1e-9, 0.05);
            assertThat(quality.optimal()).isGreaterThan(30);
        }
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
