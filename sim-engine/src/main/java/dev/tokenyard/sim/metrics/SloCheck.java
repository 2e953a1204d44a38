package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/**
 * Whether each request met the objectives of its class.
 *
 * <p>A request meets them if it is completed, its first token came by its deadline (arrival + TTFT target) and, where its
 * class has a TPOT target and it has two output tokens or more, its TPOT is within that. A refused or unfinished request
 * misses them. All comparisons are exact, in ticks.
 */
public final class SloCheck {
    private final RunLog log;
    private final RequestOutcomes outcomes;
    private final long[] ttftTicks;
    private final long[] tpotTicks;

    /** Checks the requests of a run. */
    public SloCheck(RunLog log) {
        this.log = log;
        outcomes = log.outcomes();
        List<SloClass> classes = log.info().sloClasses();
        ttftTicks = new long[classes.size()];
        tpotTicks = new long[classes.size()];
        for (int k = 0; k < ttftTicks.length; k++) {
            ttftTicks[k] = classes.get(k).ttftTicks();
            tpotTicks[k] = classes.get(k).tpotTicks();
        }
    }

    /** The moment by which request {@code r}'s first token is due, in ticks; {@link Ticks#NEVER} if it has no target. */
    public long deadlineTick(int r) {
        return Ticks.after(log.trace().arrivalTick(r), ttftTicks[outcomes.sloClass(r)]);
    }

    /** Whether request {@code r} met its objectives. */
    public boolean isMet(int r) {
        return outcomes.isCompleted(r) && outcomes.firstTokenTick(r) <= deadlineTick(r) && isTpotMet(r);
    }

    private boolean isTpotMet(int r) {
        int gaps = log.trace().outputTokens(r) - 1;
        return gaps == 0
                || Math.ceilDiv(outcomes.completedTick(r) - outcomes.firstTokenTick(r), gaps)
                        <= tpotTicks[outcomes.sloClass(r)];
    }

    /**
     * When it became certain whether request {@code r} meets its objectives, in ticks. That is its completion if it meets
     * them or misses only the TPOT target; its deadline if its first token came later; its refusal, taken to be on
     * arrival. What is still open when the run ends is decided then, as a miss.
     */
    public long decidedTick(int r) {
        if (outcomes.isCompleted(r)) {
            return Math.min(deadlineIfLate(r), outcomes.completedTick(r));
        }
        long known = outcomes.instance(r) < 0 ? log.trace().arrivalTick(r) : deadlineIfLate(r);
        return Math.min(known, log.endTick());
    }

    private long deadlineIfLate(int r) {
        long firstToken = outcomes.firstTokenTick(r);
        long deadline = deadlineTick(r);
        return firstToken == RequestOutcomes.NEVER || firstToken > deadline ? deadline : Ticks.NEVER;
    }
}
