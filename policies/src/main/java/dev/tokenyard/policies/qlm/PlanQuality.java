package dev.tokenyard.policies.qlm;

import java.util.stream.LongStream;

/**
 * How near insertion and local search, by which QLM plans, come to the least penalty, on made-up problems: two queues, two or
 * three models, targets of 20 s to an hour.
 *
 * @param problems how many problems there were
 * @param optimal for how many of them the least penalty was found
 * @param within5Percent for how many what was found is at most 5 % above it, or 1 request-second
 * @param excess by what share the sum of the penalties found is above that of the least ones
 */
public record PlanQuality(int problems, int optimal, int within5Percent, double excess) {
    private static final int QUEUES = 2;
    private static final double SMALL = 1;
    private static final double NOTHING = 1e-6;

    /**
     * Measures it.
     *
     * @param groups groups that wait, up to 8
     * @param problems how many problems, each of another seed
     */
    public static PlanQuality measure(int groups, int problems) {
        Planner exhaustive = new ExhaustivePlanner();
        Planner insertion = new InsertionPlanner(Qlm.SEARCH_BUDGET);
        int optimal = 0;
        int near = 0;
        double leastSum = 0;
        double foundSum = 0;
        for (long seed : LongStream.range(0, problems).toArray()) {
            PlanProblem problem = RandomProblems.of(1_000L * groups + seed, groups, QUEUES);
            double least = problem.penalty(exhaustive.plan(problem));
            double found = problem.penalty(insertion.plan(problem));
            optimal += found <= least + NOTHING ? 1 : 0;
            near += found <= 1.05 * least + SMALL ? 1 : 0;
            leastSum += least;
            foundSum += found;
        }
        return new PlanQuality(problems, optimal, near, foundSum / leastSum - 1);
    }
}
