package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.time.Ticks;

/** Counts how many of some sorted moments lie in a window that ends at, and includes, a moment that only moves on. */
final class TrailingWindow {
    private final long[] ticks;
    private final long windowTicks;
    private int entered;
    private int left;

    TrailingWindow(long[] ticks, long windowTicks) {
        this.ticks = ticks;
        this.windowTicks = windowTicks;
    }

    /** Moves the window's end to {@code tick}, not before the last one, and counts. */
    int countAt(long tick) {
        while (entered < ticks.length && ticks[entered] <= tick) {
            entered++;
        }
        while (left < entered && leaves(left) <= tick) {
            left++;
        }
        return entered - left;
    }

    /** When the count may next be another one, {@link Ticks#NEVER} if no more. */
    long nextChange() {
        long entry = entered < ticks.length ? ticks[entered] : Ticks.NEVER;
        return left < entered ? Math.min(entry, leaves(left)) : entry;
    }

    private long leaves(int k) {
        return windowTicks >= Ticks.NEVER - ticks[k] ? Ticks.NEVER : ticks[k] + windowTicks;
    }
}
