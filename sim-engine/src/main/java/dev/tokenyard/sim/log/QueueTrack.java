package dev.tokenyard.sim.log;

import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the order of the groups in one virtual queue changed, and what kept them waiting. A part of {@link PlanTrack}. */
final class QueueTrack {
    // Columns: the tick; what changed and the group; its place; the whole order from then on, or none.
    private static final int TICK = 0;
    private static final int WHAT_GROUP = 1;
    private static final int PLACE = 2;
    private static final int ORDER = 3;

    // Columns of delays: the tick; until when; nothing.
    private static final int UNTIL = 1;

    private static final int STANDS = 0;
    private static final int LEFT = 1;
    private static final int ORDERED = 2;
    private static final int NO_ORDER = -1;

    /** After so many changes the whole order is written down, so that a moment is found without going far back. */
    private static final int CHANGES_BETWEEN_ORDERS = 64;

    /** Delays that differ by less are the same. */
    private static final long SHORTEST_DELAY = Ticks.PER_MILLISECOND;

    private final LongRows rows = new LongRows(4);
    private final List<int[]> orders = new ArrayList<>();
    /** By plan the row with its order. */
    private final IntList rowOfPlan = new IntList();
    /** Until when groups are delayed, in ticks, by the moment from which that was expected. */
    private final LongRows delays = new LongRows(4);

    /** The order at the end of what is written. */
    private final IntList present = new IntList();

    private int sinceOrder;

    void stands(int group, int place, long tick) {
        present.insertAt(place, group);
        add(STANDS, group, place, tick);
    }

    void left(int group, long tick) {
        int place = present.placeOf(group);
        present.removeAt(place);
        add(LEFT, group, place, tick);
    }

    private void add(int what, int group, int place, long tick) {
        int order = NO_ORDER;
        if (++sinceOrder >= CHANGES_BETWEEN_ORDERS + present.size()) {
            order = writeOrder();
        }
        rows.add(tick, LongRows.pack(what, group), place, order);
    }

    private int writeOrder() {
        sinceOrder = 0;
        orders.add(present.toArray());
        return orders.size() - 1;
    }

    void ordered(int[] groups, long tick) {
        rowOfPlan.add(rows.size());
        boolean changes = !Arrays.equals(groups, present.toArray());
        if (changes) {
            present.clear();
            present.addAll(groups);
        }
        rows.add(tick, LongRows.pack(ORDERED, PlanTrack.NONE), 0, changes ? writeOrder() : NO_ORDER);
    }

    void delayed(long untilTick, long tick) {
        long last = delays.size() == 0 ? 0 : delays.get(delays.size() - 1, UNTIL);
        boolean isOver = untilTick <= tick && last <= tick;
        if (!isOver && Math.abs(untilTick - last) >= SHORTEST_DELAY) {
            delays.add(tick, untilTick, 0, 0);
        }
    }

    /** Until when groups were expected at a moment to be delayed; 0 if never. */
    long delayedUntil(long tick) {
        int count = delays.countUntil(tick);
        return count == 0 ? 0 : delays.get(count - 1, UNTIL);
    }

    /** How many changes there were until a moment, that moment included. */
    int changesUntil(long tick) {
        return rows.countUntil(tick);
    }

    /** The groups in order after so many changes. */
    int[] orderAfter(int changes) {
        int from = changes - 1;
        while (from >= 0 && orderOf(from) == NO_ORDER) {
            from--;
        }
        IntList order = new IntList();
        if (from >= 0) {
            order.addAll(orders.get(orderOf(from)));
        }
        for (int row = from + 1; row < changes; row++) {
            int place = (int) rows.get(row, PLACE);
            switch (rows.high(row, WHAT_GROUP)) {
                case STANDS -> order.insertAt(place, rows.low(row, WHAT_GROUP));
                case LEFT -> order.removeAt(place);
                default -> {
                    // A plan that left the order as it was.
                }
            }
        }
        return order.toArray();
    }

    private int orderOf(int row) {
        return (int) rows.get(row, ORDER);
    }

    /** When a plan set this queue's order. */
    long tickOfPlan(int plan) {
        return plan < rowOfPlan.size() ? rows.get(rowOfPlan.get(plan), TICK) : Ticks.NEVER;
    }

    /** The changes before a plan's own; this queue's order was the same afterwards if the plan did not change it. */
    int changesBefore(int plan) {
        return rowOfPlan.get(plan);
    }

    boolean sameAs(QueueTrack other) {
        return rows.sameAs(other.rows)
                && delays.sameAs(other.delays)
                && Arrays.equals(rowOfPlan.toArray(), other.rowOfPlan.toArray())
                && Arrays.deepEquals(orders.toArray(), other.orders.toArray());
    }
}
