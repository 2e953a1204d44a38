package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.BlockReason;

/** Why the head of an instance's queue stays there, as the plan of the next step has it. */
final class Blockage {
    private static final int NONE = -1;

    private int reason = BlockReason.NONE.ordinal();
    private int head = NONE;
    private long needed;
    private long available;

    private long candidateTokens;
    private long candidateSteps;

    /** A plan begins: nothing is blocked. */
    void clear() {
        reason = BlockReason.NONE.ordinal();
        head = NONE;
        needed = 0;
        available = 0;
        candidateSteps = 0;
    }

    /**
     * A request is not admitted, and it is not because of a forecast.
     *
     * @param request its number, -1 if nothing is blocked
     * @param neededAmount what it would need, in the unit of the reason
     * @param availableAmount what there is of it
     */
    void set(BlockReason why, int request, long neededAmount, long availableAmount) {
        reason = why.ordinal();
        head = request;
        needed = neededAmount;
        available = availableAmount;
        candidateSteps = 0;
    }

    /** It is because of a forecast, which would count the request as one that holds so many tokens and has so many steps. */
    void foresee(long heldTokens, long steps) {
        candidateTokens = heldTokens;
        candidateSteps = steps;
    }

    /** The number of its {@link BlockReason}. */
    int reason() {
        return reason;
    }

    /** The request that is blocked, -1 if none is. */
    int head() {
        return head;
    }

    long needed() {
        return needed;
    }

    long available() {
        return available;
    }

    /** Whether a forecast blocks the head. */
    boolean isForeseen() {
        return candidateSteps > 0;
    }

    /** Tokens that the head would hold, as the forecast counts them. */
    long candidateTokens() {
        return candidateTokens;
    }

    /** Steps that it would take, as the forecast counts them. */
    long candidateSteps() {
        return candidateSteps;
    }
}
