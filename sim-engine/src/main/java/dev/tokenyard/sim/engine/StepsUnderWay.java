package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.StepSums;

/** Steps of an instance that follow each other with the same batch, each longer than the one before by as much. */
final class StepsUnderWay {
    private long startTick;
    private int count;
    private long firstTicks;
    private long growthTicks;
    private boolean outsideDomain;
    private boolean running;

    /**
     * Starts steps.
     *
     * @param first ticks of the first one
     * @param growth ticks that each takes more than the one before
     * @param beyond whether the step-time model has left its domain
     * @return when they end
     * @throws ArithmeticException if that is beyond the range of the clock
     */
    long start(long tick, int steps, long first, long growth, boolean beyond) {
        startTick = tick;
        count = steps;
        firstTicks = first;
        growthTicks = growth;
        outsideDomain = beyond;
        running = true;
        return Math.addExact(tick, StepSums.ticks(first, growth, steps));
    }

    /** Ends them at the first step that ends at or after {@code tick}; says when that is. */
    long cut(long tick) {
        long wanted = tick - startTick;
        int steps = StepSums.estimate(firstTicks, growthTicks, count, wanted);
        long ticks = StepSums.ticks(firstTicks, growthTicks, steps);
        while (steps > 1 && ticks >= wanted) {
            steps--;
            ticks -= firstTicks + growthTicks * steps;
        }
        while (steps < 1 || (steps < count && ticks < wanted)) {
            ticks += firstTicks + growthTicks * steps;
            steps++;
        }
        count = steps;
        return startTick + ticks;
    }

    /** How many have ended by {@code tick}. */
    int endedBy(long tick) {
        return running ? StepSums.stepsWithin(firstTicks, growthTicks, count, tick - startTick) : 0;
    }

    void end() {
        running = false;
    }

    boolean running() {
        return running;
    }

    long startTick() {
        return startTick;
    }

    int count() {
        return count;
    }

    long firstTicks() {
        return firstTicks;
    }

    long growthTicks() {
        return growthTicks;
    }

    boolean outsideDomain() {
        return outsideDomain;
    }
}
