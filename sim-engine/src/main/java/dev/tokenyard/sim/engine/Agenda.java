package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/** What happens between the instances: transfers of KV blocks, and at one tick after them the cluster policy's turns. */
final class Agenda {
    private final @Nullable Transfers transfers;
    private final long periodTicks;
    private long turnTick;

    /**
     * Makes an agenda.
     *
     * @param periodTicks time between two turns, {@link Ticks#NEVER} for none
     */
    Agenda(@Nullable Transfers transfers, long periodTicks) {
        this.transfers = transfers;
        this.periodTicks = periodTicks;
        turnTick = periodTicks;
    }

    /** When the next thing happens, {@link Ticks#NEVER} if nothing will. */
    long nextTick() {
        return transfers == null ? turnTick : Math.min(transfers.nextTick(), turnTick);
    }

    /** The transfers if it is one of them that comes next, null if it is a turn. */
    @Nullable
    Transfers nextTransfers() {
        return transfers != null && transfers.nextTick() <= turnTick ? transfers : null;
    }

    /**
     * A turn is over; the next one is a period later if there is work.
     *
     * @param busy whether there is any but for transfers
     */
    void endTurn(boolean busy) {
        boolean more = busy || (transfers != null && transfers.nextTick() != Ticks.NEVER);
        turnTick = more ? Ticks.after(turnTick, periodTicks) : Ticks.NEVER;
    }
}
