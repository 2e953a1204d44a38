package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.time.Ticks;

/**
 * Every step takes the same time, whatever its batch: the rounds of the scheduling-theory papers (MC-SF, arXiv
 * 2502.07115, section 2).
 *
 * @param roundTicks length of a round in picoseconds, at least 1
 */
public record UnitStepTime(long roundTicks) implements StepTimeModel {
    /** Rounds of one second, so that times in seconds read as rounds. */
    public static final UnitStepTime ONE_SECOND = new UnitStepTime(Ticks.PER_SECOND);

    /** Checks the range. */
    public UnitStepTime {
        if (roundTicks < 1) {
            throw new IllegalArgumentException("A round of " + roundTicks + " ticks is too short; use at least 1.");
        }
    }

    @Override
    public long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        return roundTicks;
    }

    @Override
    public long contextTokenTicks(int decodeSequences, long contextTokens) {
        return 0;
    }

    @Override
    public String label() {
        return StepTimeModels.UNIT;
    }
}
