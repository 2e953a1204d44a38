package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.sim.time.Ticks;
import java.util.function.LongFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of all lanes, and the part of time that the timeline shows. All moments are ticks of the simulation.
 */
public final class PlaybackViewModel {
    /** Slowest speed: simulated seconds per second. */
    public static final double MIN_SPEED = 0.01;

    /** Fastest speed. */
    public static final double MAX_SPEED = 1000;

    /** Where a moment is put in a view that is moved to it, as a share of its width. */
    private static final double FOLLOW_SHARE = 0.1;

    private final ReadOnlyLongWrapper endTick = new ReadOnlyLongWrapper(this, "endTick", 0);
    private final LongProperty tick = new SimpleLongProperty(this, "tick", 0);
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing", false);
    private final BooleanProperty looping = new SimpleBooleanProperty(this, "looping", false);
    private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
    private long pauseTick = Ticks.NEVER;
    private final ReadOnlyLongWrapper viewStartTick = new ReadOnlyLongWrapper(this, "viewStartTick", 0);
    private final ReadOnlyLongWrapper viewEndTick = new ReadOnlyLongWrapper(this, "viewEndTick", 0);
    private final ReadOnlyObjectWrapper<@Nullable TimeRange> range = new ReadOnlyObjectWrapper<>(this, "range");
    private final ReadOnlyObjectWrapper<@Nullable TimeRange> marked = new ReadOnlyObjectWrapper<>(this, "marked");

    /** The end of the longest run. */
    public ReadOnlyLongProperty endTickProperty() {
        return endTick.getReadOnlyProperty();
    }

    /** The end of the longest run. */
    public long endTick() {
        return endTick.get();
    }

    /** The present moment, 0 to {@link #endTick()}. */
    public ReadOnlyLongProperty tickProperty() {
        return tick;
    }

    /** The present moment. */
    public long tick() {
        return tick.get();
    }

    /** Whether time runs by itself. */
    public BooleanProperty playingProperty() {
        return playing;
    }

    /** Whether playing starts again at the end. */
    public BooleanProperty loopingProperty() {
        return looping;
    }

    /** Simulated seconds per second, {@link #MIN_SPEED} to {@link #MAX_SPEED}. */
    public DoubleProperty speedProperty() {
        return speed;
    }

    /** The left end of the visible part of time. */
    public ReadOnlyLongProperty viewStartTickProperty() {
        return viewStartTick.getReadOnlyProperty();
    }

    /** The right end of the visible part of time. */
    public ReadOnlyLongProperty viewEndTickProperty() {
        return viewEndTick.getReadOnlyProperty();
    }

    /** The range of time that attention is on, within the run; null for all of it. */
    public ReadOnlyObjectProperty<@Nullable TimeRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** The range of time that attention is on; null for all of it. */
    public @Nullable TimeRange range() {
        return range.get();
    }

    /** The range as it was marked, which a shorter run may have cut; null for none. */
    public ReadOnlyObjectProperty<@Nullable TimeRange> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    /** Marks a range between two moments in any order, cut to the run and at least a millisecond long. */
    public void markRange(long oneTick, long otherTick) {
        long end = Math.max(1, endTick.get());
        long least = Math.min(end, Ticks.PER_MILLISECOND);
        long from = Math.max(0, Math.min(end - least, Math.min(oneTick, otherTick)));
        long to = Math.max(from + least, Math.min(end, Math.max(oneTick, otherTick)));
        marked.set(new TimeRange(from, to));
        range.set(marked.get());
    }

    /** Marks a range, or with none turns the attention to all of the run. */
    public void mark(@Nullable TimeRange wanted) {
        if (wanted == null) {
            clearRange();
        } else {
            markRange(wanted.fromTick(), wanted.toTick());
        }
    }

    /** Lets the range begin at the present moment; it goes on to where it ended, if that is later, else to the end. */
    public void markIn() {
        TimeRange present = range.get();
        markRange(tick.get(), present != null && present.toTick() > tick.get() ? present.toTick() : endTick.get());
    }

    /** Lets the range end at the present moment; it begins where it did, if that is earlier, else at the start. */
    public void markOut() {
        TimeRange present = range.get();
        markRange(present != null && present.fromTick() < tick.get() ? present.fromTick() : 0, tick.get());
    }

    /** Turns the attention to all of the run again. */
    public void clearRange() {
        marked.set(null);
        range.set(null);
    }

    /** The first moment that is played. */
    public long playStart() {
        TimeRange present = range.get();
        return present == null ? 0 : present.fromTick();
    }

    /** The moment at which playing ends or starts again. */
    public long playEnd() {
        TimeRange present = range.get();
        return present == null ? endTick.get() : present.toTick();
    }

    /**
     * Takes over the length of a new comparison. The present moment stays where it is if it still exists, and the visible
     * part too unless it showed everything, in which case it goes on doing so. A range stays as it was marked, cut to the run.
     */
    public void setEndTick(long newEndTick) {
        TimeRange view = visibleWithin().apply(newEndTick);
        endTick.set(Math.max(0, newEndTick));
        show(view);
        TimeRange wanted = marked.get();
        range.set(wanted == null ? null : wanted.cutTo(endTick.get()));
        seek(tick.get());
    }

    /**
     * What part of a run will be visible that ends at the given moment: all of it if all is visible now, else the same part, cut to
     * that run. The answer is that of now, and may be asked for on any thread.
     */
    LongFunction<TimeRange> visibleWithin() {
        long start = viewStartTick.get();
        boolean all = start <= 0 && viewEndTick.get() >= endTick.get();
        long end = viewEndTick.get();
        return otherEnd -> all ? new TimeRange(0, Math.max(1, otherEnd)) : visible(start, end, otherEnd);
    }

    /** A part of time, cut to a run and at least a millisecond wide. */
    private static TimeRange visible(long fromTick, long toTick, long endTick) {
        long end = Math.max(1, endTick);
        long width = Math.min(end, Math.max(Ticks.PER_MILLISECOND, toTick - fromTick));
        long start = Math.max(0, Math.min(end - width, fromTick));
        return new TimeRange(start, start + width);
    }

    /** Goes to a moment, cut to the run. */
    public void seek(long toTick) {
        tick.set(Math.max(0, Math.min(endTick.get(), toTick)));
    }

    /**
     * Lets time pass if it is playing; within the range, if there is one.
     *
     * @param wallSeconds seconds of the viewer's time
     */
    public void advance(double wallSeconds) {
        if (!playing.get() || endTick.get() == 0) {
            return;
        }
        if (tick.get() < playStart() || tick.get() > playEnd()) {
            seek(playStart());
            return;
        }
        long next = tick.get() + Math.round(wallSeconds * speed.get() * Ticks.PER_SECOND);
        if (tick.get() < pauseTick && next >= pauseTick && pauseTick <= playEnd()) {
            playing.set(false);
            seek(pauseTick);
            return;
        }
        if (next < playEnd()) {
            seek(next);
        } else if (looping.get()) {
            seek(playStart());
        } else {
            seek(playEnd());
            playing.set(false);
        }
    }

    /** Playing pauses at this moment when it comes there from before it; {@link Ticks#NEVER} for nowhere. */
    public void setPauseTick(long newPauseTick) {
        pauseTick = newPauseTick;
    }

    /** Plays or pauses; at the end, and outside the range if there is one, plays from its start. */
    public void togglePlaying() {
        if (!playing.get() && (tick.get() >= playEnd() || tick.get() < playStart())) {
            seek(playStart());
        }
        playing.set(!playing.get());
    }

    /** Sets the speed, cut to its range. */
    public void setSpeed(double newSpeed) {
        speed.set(Math.max(MIN_SPEED, Math.min(MAX_SPEED, newSpeed)));
    }

    /** Turns the page if a moment is not in view. */
    public void reveal(long toTick) {
        long start = viewStartTick.get();
        long width = viewEndTick.get() - start;
        if (toTick < start || toTick > start + width) {
            long from = toTick - Math.round(width * FOLLOW_SHARE);
            show(from, from + width);
        }
    }

    /** Shows all of time. */
    public void showAll() {
        show(new TimeRange(0, Math.max(1, endTick.get())));
    }

    /** Shows a part of time, cut to the run and at least a millisecond wide. */
    public void show(long fromTick, long toTick) {
        show(visible(fromTick, toTick, endTick.get()));
    }

    private void show(TimeRange view) {
        viewStartTick.set(view.fromTick());
        viewEndTick.set(view.toTick());
    }

    /**
     * Zooms about a moment that stays where it is on the screen.
     *
     * @param aboutTick the moment
     * @param factor width of the new view as a share of the old one; below 1 zooms in
     */
    public void zoom(long aboutTick, double factor) {
        double left = (aboutTick - viewStartTick.get()) * factor;
        double right = (viewEndTick.get() - aboutTick) * factor;
        show(Math.round(aboutTick - left), Math.round(aboutTick + right));
    }

    /**
     * Shifts the view.
     *
     * @param share share of its width, positive to the right
     */
    public void pan(double share) {
        long width = viewEndTick.get() - viewStartTick.get();
        long by = Math.round(width * share);
        show(viewStartTick.get() + by, viewEndTick.get() + by);
    }
}
