package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/** What happens between the instances: transfers of KV blocks, and at one tick after them the cluster policy's turns. */
final class Agenda {
    private final @Nullable Transfers transfers;
    private final ClusterPolicy policy;
    /** When the next turn is that comes of itself. */
    private long periodicTick;

    Agenda(@Nullable Transfers transfers, ClusterPolicy policy) {
        this.transfers = transfers;
        this.policy = policy;
        periodicTick = policy.periodTicks();
    }

    /** Another policy is in charge from a moment on: its turns come at multiples of its period. */
    void takenOver(long tick) {
        long period = policy.periodTicks();
        periodicTick = period == Ticks.NEVER ? Ticks.NEVER : Math.max(period, Math.ceilDiv(tick, period) * period);
    }

    private long turnTick() {
        return Math.min(periodicTick, policy.nextTurnTick());
    }

    /** When the next thing happens, {@link Ticks#NEVER} if nothing will. */
    long nextTick() {
        return transfers == null ? turnTick() : Math.min(transfers.nextTick(), turnTick());
    }

    /** The transfers if it is one of them that comes next, null if it is a turn. */
    @Nullable
    Transfers nextTransfers() {
        return transfers != null && transfers.nextTick() <= turnTick() ? transfers : null;
    }

    /**
     * A turn is over; the next one that comes of itself is a period later if there is work.
     *
     * @param tick when it was
     * @param busy whether there is any work but for transfers
     */
    void endTurn(long tick, boolean busy) {
        if (tick < periodicTick) {
            return;
        }
        boolean more = busy || (transfers != null && transfers.nextTick() != Ticks.NEVER);
        periodicTick = more ? Ticks.after(periodicTick, policy.periodTicks()) : Ticks.NEVER;
    }
}
