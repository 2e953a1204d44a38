package dev.tokenyard.sim.log;

/** Sums of step times that grow by the same amount from step to step, exact in integers. */
public final class StepSums {
    private StepSums() {}

    /**
     * Duration of {@code count} steps: count·first + growth·count(count - 1)/2.
     *
     * @param first ticks of the first step
     * @param growth ticks that each step takes more than the one before
     * @param count number of steps, 0 or more
     * @throws ArithmeticException if the sum is beyond the range of a {@code long}
     */
    public static long ticks(long first, long growth, int count) {
        long pairs = (long) count * (count - 1) / 2;
        return Math.addExact(Math.multiplyExact(first, count), Math.multiplyExact(growth, pairs));
    }

    /** The most steps, up to {@code limit}, that end within {@code ticks}; {@code limit} of them fit into a {@code long}. */
    public static int stepsWithin(long first, long growth, int limit, long ticks) {
        if (ticks < first) {
            return 0;
        }
        int low = estimate(first, growth, limit, ticks);
        // The estimate comes from floating point; these loops make it exact and rarely run more than once.
        while (low > 0 && ticks(first, growth, low) > ticks) {
            low--;
        }
        while (low < limit && ticks(first, growth, low + 1) <= ticks) {
            low++;
        }
        return low;
    }

    /**
     * About as many steps as {@code stepsWithin} says, give or take one or two: a start for a search in integers.
     *
     * @return 0 to {@code limit}
     */
    public static int estimate(long first, long growth, int limit, long ticks) {
        // Solves growth/2 j² + b j = ticks for j.
        double b = first - growth / 2.0;
        double steps = ticks / b;
        double bend = growth * steps / b;
        if (bend >= 0 && bend < 0.03) {
            // The parabola is nearly a line: one step of Newton's method saves the root.
            steps -= 0.5 * steps * bend;
        } else {
            steps = (Math.sqrt(b * b + 2.0 * growth * (double) ticks) - b) / growth;
        }
        return (int) Math.max(0, Math.min(limit, steps));
    }
}
