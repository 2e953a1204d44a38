package dev.tokenyard.sim.log;

import java.util.Arrays;

/** What became of each request of a run, by request number. Moments are ticks; {@link #NEVER} where it did not happen. */
public final class RequestOutcomes {
    /** The moment of something that did not happen. */
    public static final long NEVER = -1;

    private final long[] firstScheduledTick;
    private final long[] firstTokenTick;
    private final long[] completedTick;
    private final long[] orderKey;
    private final int[] instance;
    private final int[] preemptions;
    private final int[] sloClass;
    private final int[] predictedTokens;

    /**
     * Wraps the engine's columns without copying; the engine gives them up.
     *
     * @param instance the instance that a request was routed to, -1 where it was refused or had not arrived
     * @param predictedTokens the policy's length estimates, empty for a blind policy
     */
    public RequestOutcomes(
            long[] firstScheduledTick,
            long[] firstTokenTick,
            long[] completedTick,
            long[] orderKey,
            int[] instance,
            int[] preemptions,
            int[] sloClass,
            int[] predictedTokens) {
        this.firstScheduledTick = firstScheduledTick;
        this.firstTokenTick = firstTokenTick;
        this.completedTick = completedTick;
        this.orderKey = orderKey;
        this.instance = instance;
        this.preemptions = preemptions;
        this.sloClass = sloClass;
        this.predictedTokens = predictedTokens;
    }

    /** How many requests there are. */
    public int size() {
        return completedTick.length;
    }

    /** Memory that the columns take. */
    long bytes() {
        return (long) Long.BYTES * 4 * size() + (long) Integer.BYTES * (3 * size() + predictedTokens.length);
    }

    /** When request {@code r} was first taken into a batch. */
    public long firstScheduledTick(int r) {
        return firstScheduledTick[r];
    }

    /** When the step ended that yielded request {@code r}'s first output token. */
    public long firstTokenTick(int r) {
        return firstTokenTick[r];
    }

    /** When the step ended that yielded request {@code r}'s last output token. */
    public long completedTick(int r) {
        return completedTick[r];
    }

    /** Whether request {@code r} got all its tokens. */
    public boolean isCompleted(int r) {
        return completedTick[r] != NEVER;
    }

    /** The policy's sort key of request {@code r} when it arrived; smaller goes first. See {@link RunCursor#orderKey}. */
    public long orderKey(int r) {
        return orderKey[r];
    }

    /** The instance that served request {@code r}, -1 where it was refused. */
    public int instance(int r) {
        return instance[r];
    }

    /** How often request {@code r} was preempted. */
    public int preemptions(int r) {
        return preemptions[r];
    }

    /** Number of request {@code r}'s class in {@link RunInfo#sloClasses()}. */
    public int sloClass(int r) {
        return sloClass[r];
    }

    /** Whether the policy had length estimates. */
    public boolean hasPredictions() {
        return predictedTokens.length > 0;
    }

    /** The policy's estimate of request {@code r}'s output in tokens, 0 if it had none. */
    public int predictedTokens(int r) {
        return predictedTokens.length == 0 ? 0 : predictedTokens[r];
    }

    boolean sameAs(RequestOutcomes other) {
        return Arrays.equals(firstScheduledTick, other.firstScheduledTick)
                && Arrays.equals(firstTokenTick, other.firstTokenTick)
                && Arrays.equals(completedTick, other.completedTick)
                && Arrays.equals(orderKey, other.orderKey)
                && Arrays.equals(instance, other.instance)
                && Arrays.equals(preemptions, other.preemptions)
                && Arrays.equals(sloClass, other.sloClass)
                && Arrays.equals(predictedTokens, other.predictedTokens);
    }
}
