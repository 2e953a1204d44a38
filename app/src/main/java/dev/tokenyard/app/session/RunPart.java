package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * A part of simulated time, the same for runs that end at different moments, as those of a sweep do; see {@link Window} for what
 * counts in it.
 *
 * @param window from when to when
 * @param marked whether it was marked on a timeline, and so holds what happens at the end of a run that it reaches
 */
public record RunPart(Window window, boolean marked) {
    /** All of every run. */
    public static final RunPart WHOLE = new RunPart(Window.WHOLE, false);

    /** The part that a range on a timeline is, all of time for none. */
    public static RunPart of(@Nullable TimeRange range) {
        return range == null ? WHOLE : new RunPart(new Window(range.fromTick(), range.toTick()), true);
    }

    /** The part that two moments bound, whose end itself does not belong to it. */
    public static RunPart of(Window window) {
        return window.isWhole() ? WHOLE : new RunPart(window, false);
    }

    /** Whether it leaves out nothing of any run. */
    public boolean isWhole() {
        return window.isWhole();
    }

    /**
     * What figures are restricted to.
     *
     * @param endTick where the run ends, in ticks; of several that are compared, the longest
     */
    public Window until(long endTick) {
        return marked && window.toTick() >= endTick ? new Window(window.fromTick(), Ticks.NEVER) : window;
    }
}
